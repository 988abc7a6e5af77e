// Handles: dragged up and down by the pointer, pressed by a tap or a key.

const Drag = { start: 1, move: 2, end: 3 };  // ui::Input::Drag::Phase
const kSlack_px = 6;
const kSpeedOver_ms = 100;

// tell(handle, dy_px, speed_px_s, phase). A handle that has just been dragged is marked, so that the click which follows
// can be told from a tap.
export function listenToHandles(root, { active, tell }) {
  let drag = null;

  root.addEventListener('pointerdown', (event) => {
    const handle = event.target.closest?.('.handle.n');
    if (!handle || !active() || event.button !== 0) return;
    drag = { handle, from: event.clientY, moving: false, trail: [{ y: event.clientY, t: event.timeStamp }] };
    handle.dragged = false;
    handle.setPointerCapture(event.pointerId);
  });

  root.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const dy = event.clientY - drag.from;
    if (!drag.moving) {
      if (Math.abs(dy) < kSlack_px) return;
      drag.moving = drag.handle.dragged = true;
      tell(drag.handle, 0, 0, Drag.start);
    }
    drag.trail.push({ y: event.clientY, t: event.timeStamp });
    if (drag.trail.length > 6) drag.trail.shift();
    tell(drag.handle, dy, 0, Drag.move);
  });

  const end = (event) => {
    if (!drag) return;
    const { handle, from, moving, trail } = drag;
    drag = null;
    if (!moving) return;
    tell(handle, trail[trail.length - 1].y - from, speedOf(trail, event.timeStamp), Drag.end);
    setTimeout(() => { handle.dragged = false; }, 0);
  };
  // The browser may take the pointer for itself at any time: then the drag ends where it is.
  root.addEventListener('pointerup', end);
  root.addEventListener('pointercancel', end);
}

// A finger that has stopped before it lifts has no speed.
function speedOf(trail, now) {
  const recent = trail.filter(({ t }) => now - t < kSpeedOver_ms);
  if (recent.length < 2) return 0;
  const first = recent[0];
  const last = recent[recent.length - 1];
  return last.t > first.t ? ((last.y - first.y) / (last.t - first.t)) * 1000 : 0;
}
