// Looks painted once, side by side on one canvas, at the size of device pixels.

const kSide = 1024;
export const kMostAtlasSide = 4096;
const kGutter = 1;

export function createAtlas() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });  // by the processor: it is only ever copied from
  let boxes = new Map();
  let scale = 1;
  let colour = () => '#888888';
  let x = 0;
  let y = 0;
  let shelf = 0;
  let age = 0;

  function empty(side) {
    canvas.width = canvas.height = side;
    boxes = new Map();
    x = y = shelf = 0;
    age++;
  }
  empty(kSide);

  function box(look) {
    const known = boxes.get(look.key);
    if (known) return known;
    // A whole number of device pixels around the origin, so that sprites fall on the grid of the screen.
    const left = Math.floor(look.left * scale);
    const top = Math.floor(look.top * scale);
    const width = Math.ceil((look.left + look.width) * scale) - left;
    const height = Math.ceil((look.top + look.height) * scale) - top;
    if (x + width + kGutter > canvas.width) {
      x = 0;
      y += shelf + kGutter;
      shelf = 0;
    }
    if (y + height > canvas.height) return null;
    context.setTransform(scale, 0, 0, scale, x - left, y - top);
    context.save();
    look.paint(context, colour);
    context.restore();
    const made = { x, y, width, height, left, top };
    boxes.set(look.key, made);
    x += width + kGutter;
    shelf = Math.max(shelf, height);
    return made;
  }

  return {
    canvas,
    // Colours or density have changed: everything is painted anew when it is next asked for.
    reset(newScale, newColour) {
      scale = newScale;
      colour = newColour;
      empty(Math.min(kMostAtlasSide, kSide * Math.max(1, Math.ceil(newScale))));
    },
    // How often it has been emptied: boxes of another age are void.
    age: () => age,
    // The box of a look, { x, y, width, height, left, top } in device px (the last two from its spot), or null where the atlas
    // is full.
    box,
    // For other looks than it holds; `larger`: where even they alone do not fit.
    empty(larger) { empty(larger ? Math.min(kMostAtlasSide, 2 * canvas.width) : canvas.width); },
    // What is painted ends above row `end`; what is painted next lies below row `shelf`.
    extent: () => ({ looks: boxes.size, shelf: y, end: y + shelf }),
  };
}
