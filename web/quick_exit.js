// The quick exit, for those whom somebody may be watching: a button on every screen, or Escape three times within a second.
// It leads to a neutral page in the place of ours, and what was typed does not wait on the device for somebody else.

const kNeutralPage = 'https://meteofrance.com/';
const kLeftKey = 'entourage.left';
const kPresses = 3;
const kWithin_ms = 1000;

// forget(): what is typed leaves the device. Returns what leaves.
export function createQuickExit({ forget }) {
  function leave() {
    document.documentElement.hidden = true;
    document.title = '';
    forget();
    try {
      sessionStorage.clear();
      sessionStorage.setItem(kLeftKey, '1');
    } catch {
      // Forbidden storage holds nothing.
    }
    addEventListener('pageshow', ({ persisted }) => { if (persisted) location.replace(kNeutralPage); });
    location.replace(kNeutralPage);
  }

  // Three presses on purpose: a key held down repeats itself, an input method takes Escape for itself, and whoever closes
  // one thing after another does something else in between.
  let presses = [];
  addEventListener('keydown', (event) => {
    const meant = event.key === 'Escape' && !event.repeat && !event.isComposing && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!meant) {
      if (!event.repeat) presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < kWithin_ms);
    if (presses.length >= kPresses) leave();
  }, { capture: true });

  return leave;
}

// Only the last of our pages can be replaced: whoever steps back to one before it, after a quick exit, is led away again.
// Coming by an address or a link is coming back.
export function ledAway() {
  try {
    if (!sessionStorage.getItem(kLeftKey)) return false;
    if (performance.getEntriesByType('navigation')[0]?.type === 'back_forward') {
      document.documentElement.hidden = true;
      location.replace(kNeutralPage);
      return true;
    }
    sessionStorage.removeItem(kLeftKey);
  } catch {
    // Forbidden storage remembers nothing.
  }
  return false;
}
