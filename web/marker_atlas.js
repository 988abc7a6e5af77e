// Looks painted once, side by side on one canvas, at the size of device pixels.

const kSide = 1024;
const kMostSide = 4096;
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

  function empty(side) {
    canvas.width = canvas.height = side;
    boxes = new Map();
    x = y = shelf = 0;
  }
  empty(kSide);

  // The box of a look in device px, or null where the atlas is full.
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
      empty(Math.min(kMostSide, kSide * Math.max(1, Math.ceil(newScale))));
    },
    // The boxes of all looks at once: if they do not fit, the atlas is emptied and holds these alone, twice as large.
    boxes(looks) {
      for (let attempt = 0; attempt < 3; attempt++) {
        const found = looks.map(box);
        if (!found.includes(null)) return found;
        empty(attempt === 0 ? canvas.width : Math.min(kMostSide, canvas.width * 2));
      }
      return looks.map(box);
    },
  };
}
