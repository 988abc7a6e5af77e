// What the person has chosen for this page over what the browser asks for, kept in the browser. Names and values are
// shared with ui::Setting (src/ui/host.hpp).

const kKey = 'entourage.settings';

const kValues = {
  language: /^[a-z]{2}$/,
  appearance: /^(automatic|light|dark)$/,
  contrast: /^(normal|more)$/,
  letters: /^(normal|legible)$/,
  motion: /^(full|reduced)$/,
  'text-size': /^(100|125|150|200)$/,
};

function valid(name, value) {
  return Object.hasOwn(kValues, name) && typeof value === 'string' && kValues[name].test(value);
}

function kept() {
  try {
    const stored = JSON.parse(localStorage.getItem(kKey) ?? '{}');
    return Object.entries(stored ?? {}).filter(([name, value]) => valid(name, value));
  } catch {
    return [];  // a forbidden storage, or bytes that are not ours: the browser's own wishes hold
  }
}

// changed(): something else was chosen.
export function createSettings({ changed }) {
  const chosen = new Map(kept());

  function choose(name, value) {
    if (!valid(name, value)) return;
    chosen.set(name, value);
    try {
      localStorage.setItem(kKey, JSON.stringify(Object.fromEntries(chosen)));
    } catch {
      // A forbidden storage: the choice holds as long as the page.
    }
    queueMicrotask(changed);  // later: this is told during a frame
  }

  return {
    get: (name) => chosen.get(name),
    host: { settingChoose: choose },
  };
}
