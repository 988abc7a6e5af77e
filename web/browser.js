// The address bar, timers and randomness.

const kShareOutcomes = ['shared', 'copied', 'failed'];  // app::ShareOutcome

// In the device's own way; where it has none the link is copied. Who changes their mind has been served.
async function share(title, url) {
  if (navigator.share) {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch ({ name }) {
      if (name === 'AbortError') return 'shared';
    }
  }
  await navigator.clipboard.writeText(url);
  return 'copied';
}

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
      browserShare(request, title, path) {
        share(title, new URL(path, location.href).href)
          .catch(() => 'failed')
          .then((outcome) => core.tell('on_share_ended', [request, kShareOutcomes.indexOf(outcome)]));
      },
      browserPrint: () => print(),
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
