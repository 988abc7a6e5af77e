// The address bar, timers and randomness.

export function createBrowser({ core }) {
  const timers = new Map();

  addEventListener('popstate', () => core.tell('on_url', [], [location.pathname + location.search]));

  return {
    host: {
      browserShowUrl(url, replace) {
        if (!/^\/(?!\/)/.test(url)) return;
        if (replace) history.replaceState(null, '', url);
        else history.pushState(null, '', url);
      },
      browserSetTimer(timer, afterMs) {
        clearTimeout(timers.get(timer));
        timers.set(timer, setTimeout(() => {
          timers.delete(timer);
          core.tell('on_timer', [timer]);
        }, afterMs));
      },
      browserRandom: (bytes) => crypto.getRandomValues(bytes),
    },
  };
}
