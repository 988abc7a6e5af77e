// The address bar, timers and randomness; and the quick exit, for those whom somebody may be watching.

const kNeutralPage = 'https://meteofrance.com/';

export function createBrowser({ core }) {
  const timers = new Map();

  addEventListener('popstate', () => core.tell('on_url', [], [location.pathname + location.search]));

  return {
    // Nothing of this page stays on the screen or one step back.
    quickExit(element) {
      document.documentElement.hidden = true;
      document.title = '';
      try {
        sessionStorage.clear();
      } catch {
        // Forbidden storage holds nothing.
      }
      location.replace(element.getAttribute('href')?.startsWith('https://') ? element.href : kNeutralPage);
    },
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
