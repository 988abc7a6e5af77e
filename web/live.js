// The stream of changes (server-sent events). Reconnects by itself, going on after the last change seen.

const kPath = '/api/v1/stream';
const kFirstDelayMs = 1_000;
const kLongestDelayMs = 60_000;

export function createLive({ core }) {
  let subscription = 0;
  let since = 0;
  let source = null;
  let retry = 0;
  let delayMs = kFirstDelayMs;

  function connect() {
    disconnect();
    const mine = subscription;
    if (!mine) return;
    const stream = new EventSource(`${kPath}?since=${since}`);
    source = stream;
    stream.addEventListener('open', () => {
      delayMs = kFirstDelayMs;
      core.tell('on_live_connected', [mine, 1]);
    });
    stream.addEventListener('change', (event) => {
      if (event.lastEventId) since = Number(event.lastEventId) || since;
      core.tell('on_live_change', [mine], [event.data]);
    });
    stream.addEventListener('reload', () => {
      disconnect();
      core.tell('on_live_reset', [mine]);
    });
    stream.addEventListener('error', () => {
      core.tell('on_live_connected', [mine, 0]);
      // The browser goes on by itself after a broken connection, but not after an answer that is no stream.
      if (stream.readyState === EventSource.CLOSED) connectLater();
    });
  }

  function connectLater() {
    disconnect();
    // Spread, so that a restarted server does not meet every page at once.
    retry = setTimeout(connect, delayMs * (0.5 + Math.random()));
    delayMs = Math.min(kLongestDelayMs, delayMs * 2);
  }

  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  // A page kept for "back" must not hold a connection; when it is shown again it catches up.
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', (event) => { if (event.persisted) connect(); });
  addEventListener('online', () => { if (subscription && source?.readyState !== EventSource.OPEN) connect(); });

  return {
    host: {
      liveSubscribe(number, from) {
        subscription = number;
        since = from;
        delayMs = kFirstDelayMs;
        connect();
      },
    },
  };
}
