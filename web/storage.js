// Small texts that outlive the page. A browser may forbid or fill its storage: then saving says so, and reading finds
// nothing.
//
// Each open page has a shelf of its own, so that two of them do not overwrite each other's texts: the one it had before a
// reload, else the lowest whose lock is free. What pages that are gone left unsent, the next to begin takes over.

const kPrefix = 'entourage.';
const kShelves = 64;
const kShelfKey = `${kPrefix}shelf`;
const kUnsent = 'outbox';
const kReload_ms = 1000;  // the page before a reload may still hold its lock for a moment
const kMost = 1 << 18;  // what is taken over must stay readable: half of app's kSavedMax

const keyOf = (shelf, key) => `${kPrefix}${shelf}.${key}`;
const lockOf = (shelf) => `${kPrefix}shelf.${shelf}`;

// True: the lock is this page's until it goes.
function claim(shelf, options) {
  return new Promise((answer) => {
    navigator.locks.request(lockOf(shelf), options, (lock) => {
      answer(Boolean(lock));
      return lock ? new Promise(() => {}) : null;
    }).catch(() => answer(false));  // held by another for the whole time
  });
}

// Without locks (a plain http address) all pages share one shelf.
async function findShelf() {
  if (!navigator.locks) return 0;
  const before = sessionStorage.getItem(kShelfKey);  // a duplicated tab has it too
  if (before && await claim(Number(before), { signal: AbortSignal.timeout(kReload_ms) })) return Number(before);
  for (let shelf = 0; shelf < kShelves; ++shelf) if (await claim(shelf, { ifAvailable: true })) return shelf;
  return 0;
}

function moveUnsent(from, to) {
  const left = localStorage.getItem(keyOf(from, kUnsent));
  if (!left) return;
  const all = (localStorage.getItem(keyOf(to, kUnsent)) ?? '') + left;
  if (all.length > kMost) return;
  localStorage.setItem(keyOf(to, kUnsent), all);
  localStorage.removeItem(keyOf(from, kUnsent));
}

async function takeOver(shelf) {
  if (!navigator.locks) return;
  for (let other = 0; other < kShelves; ++other) {
    if (other === shelf || localStorage.getItem(keyOf(other, kUnsent)) === null) continue;
    await navigator.locks.request(lockOf(other), { ifAvailable: true }, (lock) => { if (lock) moveUnsent(other, shelf); });
  }
}

export async function openStorage({ core }) {
  let shelf = 0;
  try {
    shelf = await findShelf();
    sessionStorage.setItem(kShelfKey, String(shelf));
    await takeOver(shelf);
  } catch {
    // A forbidden storage: saving tells it.
  }
  return {
    read(key) {
      try {
        return localStorage.getItem(keyOf(shelf, key)) ?? '';
      } catch {
        return '';
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(keyOf(shelf, key));
      } catch {
        // A forbidden storage holds nothing.
      }
    },
    host: {
      storageSave(request, key, text) {
        let ok = true;
        try {
          if (text === '') localStorage.removeItem(keyOf(shelf, key));
          else localStorage.setItem(keyOf(shelf, key), text);
        } catch {
          ok = false;
        }
        // Later, never from inside the call.
        queueMicrotask(() => core.tell('on_saved', [request, ok ? 1 : 0]));
      },
    },
  };
}
