// The address bar, timers and randomness.

export function createBrowser({ core }) {
  const timers = new Map();

  addEventListener('popstate', () => core.tell('on_url', [], [location.pathname + location.search]));

  // The page may not come back.
  addEventListener('pagehide', () => core.tell('on_page_hidden'));
  document.addEventListener('visibilitychange', () => { if (document.hidden) core.tell('on_page_hidden'); });

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
      // The position stays in this page: it moves the map and says how far things are; nothing is sent.
      browserAskPosition() {
        const refused = () => core.tell('on_position', [0, 0, 0]);
        if (!navigator.geolocation) {
          setTimeout(refused);
          return;
        }
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => core.tell('on_position', [1, coords.latitude, coords.longitude]),
          refused,
          { maximumAge: 60_000, timeout: 10_000 },
        );
      },
      browserRandom: (bytes) => crypto.getRandomValues(bytes),
    },
  };
}
