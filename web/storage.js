// Small texts that outlive the page. A browser may forbid or fill its storage: then saving says so, and reading finds
// nothing.

const kPrefix = 'entourage.';

export function createStorage({ core }) {
  return {
    read(key) {
      try {
        return localStorage.getItem(kPrefix + key) ?? '';
      } catch {
        return '';
      }
    },
    host: {
      storageSave(request, key, text) {
        let ok = true;
        try {
          if (text === '') localStorage.removeItem(kPrefix + key);
          else localStorage.setItem(kPrefix + key, text);
        } catch {
          ok = false;
        }
        // Later, never from inside the call.
        queueMicrotask(() => core.tell('on_saved', [request, ok ? 1 : 0]));
      },
    },
  };
}
