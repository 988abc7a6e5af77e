// How markers and clusters look: shape says the kind, the glyph says which,
// colour only repeats it. Painted with Canvas 2D at the size of device pixels, then kept in an atlas (marker_atlas.js).
// Lengths are CSS px; the origin is the spot on the map that the marker stands for.

const kHalo = 2.5;
const kHaloSelected = 4;
const kRingSelected = 3;
const kSize = 36;
const kSizeSelected = 46;
const kSizeHovered = 38;
const kTip = 6;

// Phosphor's code points; one for bold and fill.
const kGlyphs = {
  'fork-knife': 0xe262, bed: 0xe0cc, 'first-aid': 0xe56e, compass: 0xe1c8, 'flower-lotus': 0xe6cc, briefcase: 0xe0ee,
  toilet: 0xe79a, drop: 0xe210, shower: 0xe776, 'washing-machine': 0xede8, 't-shirt': 0xe670, books: 0xe758,
  'suitcase-rolling': 0xe9b0, handshake: 0xe582, 'map-pin-area': 0xee3a, 'hand-heart': 0xe810, hand: 0xe298,
};

// Family and glyph of each place category.
const kPlaces = {
  0: ['place-other', 'map-pin-area'], 1: ['place-food', 'fork-knife'], 2: ['place-shelter', 'bed'],
  3: ['place-health', 'first-aid'], 5: ['place-guidance', 'compass'], 6: ['place-wellbeing', 'flower-lotus'],
  7: ['place-work', 'briefcase'], 8: ['place-other', 'handshake'], 40: ['place-water', 'toilet'],
  41: ['place-water', 'drop'], 42: ['place-water', 'shower'], 43: ['place-water', 'washing-machine'],
  61: ['place-goods', 't-shirt'], 62: ['place-goods', 'books'], 63: ['place-goods', 'suitcase-rolling'],
};

export const State = { hovered: 1, selected: 2, waiting: 4 };

// model::MarkerKind::code: a place's category, or 128 + 16 * action kind + section.
export function familyOf(kind) {
  if (kind < 128) return (kPlaces[kind] ?? kPlaces[0])[0];
  return (kind >> 4) & 1 ? 'demand' : 'contribution';
}

// The colours of the theme in force, from the style sheet's custom properties.
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const cache = new Map();
  return (name) => {
    if (!cache.has(name)) cache.set(name, style.getPropertyValue(`--${name}`).trim() || '#888888');
    return cache.get(name);
  };
}

// A look: its key in the atlas, the box it fills around its origin, and how to paint it.
export function markerLook(kind, state) {
  const selected = Boolean(state & State.selected);
  const size = selected ? kSizeSelected : state & State.hovered ? kSizeHovered : kSize;
  const halo = selected ? kHaloSelected : kHalo;
  const edge = halo + (selected ? kRingSelected : 0) + 1;
  const key = `m${kind < 128 && !kPlaces[kind] ? 0 : kind < 128 ? kind : kind & 0xf0}.${state}`;
  const shape = { size, halo, selected, waiting: Boolean(state & State.waiting) };
  if (kind >= 128) {
    const r = size / 2 + edge;
    return { key, left: -r, top: -r, width: 2 * r, height: 2 * r, paint: (g, colour) => paintPerson(g, colour, kind, shape) };
  }
  const a = size * 0.46;  // half a side: 33 of 36
  const left = -a - edge;
  const top = -(2 * a + kTip) - edge;
  const below = selected ? kRingSelected + 8 : halo + 2;
  return { key, left, top, width: 2 * (a + edge), height: -top + below, paint: (g, colour) => paintPlace(g, colour, kind, shape) };
}

function disc(g, r, fill) {
  g.beginPath();
  g.arc(0, 0, r, 0, 2 * Math.PI);
  g.fillStyle = fill;
  g.fill();
}

function ring(g, r, width, stroke) {
  g.beginPath();
  g.arc(0, 0, r, 0, 2 * Math.PI);
  g.lineWidth = width;
  g.strokeStyle = stroke;
  g.stroke();
}

function glyph(g, name, size, colour, x, y) {
  g.font = `${size}px "Phosphor fill"`;
  g.fillStyle = colour;
  g.textAlign = 'center';
  g.textBaseline = 'alphabetic';
  const text = String.fromCodePoint(kGlyphs[name]);
  const box = g.measureText(text);
  // By the ink, which alone is seen.
  g.fillText(text, x + (box.actualBoundingBoxLeft - box.actualBoundingBoxRight) / 2,
    y + (box.actualBoundingBoxAscent - box.actualBoundingBoxDescent) / 2);
}

// A proposition is full, a demand is open: a disc that gives, a ring that waits.
function paintPerson(g, colour, kind, { size, halo, selected, waiting }) {
  const family = familyOf(kind);
  const r = size / 2;
  if (selected) disc(g, r + halo + kRingSelected, colour('accent'));
  disc(g, r + halo, colour('surface'));
  if (waiting) g.setLineDash([4, 4]);
  if (family === 'contribution') {
    disc(g, r - (waiting ? 2 : 0), colour('kind-contribution-solid'));
    ring(g, r - 1, 2, colour('kind-contribution-edge'));
    glyph(g, 'hand-heart', size * 0.52, colour('kind-contribution-on'), 0, 0);
  } else {
    ring(g, r - 2, 4, colour('kind-demand-solid'));
    glyph(g, 'hand', size * 0.52, colour('kind-demand-text'), 0, 0);
  }
  g.setLineDash([]);
}

function pin(g, a, radius, tipHalf, tipTop, tipEnd, fill) {
  g.fillStyle = fill;
  g.beginPath();
  g.moveTo(0, -a);
  g.arcTo(a, -a, a, a, radius);
  g.arcTo(a, a, -a, a, radius);
  g.arcTo(-a, a, -a, -a, radius);
  g.arcTo(-a, -a, a, -a, radius);
  g.closePath();
  g.fill();
  g.beginPath();
  g.moveTo(-tipHalf, tipTop);
  g.lineTo(tipHalf, tipTop);
  g.lineTo(0, tipEnd);
  g.closePath();
  g.fill();
}

// The tip touches the exact spot.
function paintPlace(g, colour, kind, { size, halo, selected }) {
  const [family, icon] = kPlaces[kind] ?? kPlaces[0];
  const a = size * 0.46;
  g.save();
  g.translate(0, -(a + kTip));
  if (selected) {
    const b = a + halo + kRingSelected;
    pin(g, b, 12 + halo, 13, b - 1, b + kTip + 4, colour('accent'));
  }
  pin(g, a + halo, 9 + halo, 9, a - 1 + halo, a + kTip + halo + 2, colour('surface'));
  pin(g, a, 9, kTip, a - 1, a + kTip, colour(`kind-${family}-solid`));
  glyph(g, icon, size * 0.52, colour(`kind-${family}-on`), 0, 0);
  g.restore();
}

// --- clusters

const kRingWidth = 5;
const kBead = 3.2;
const kBeadStep = 9.5;
const kGap = 0.16;  // radians between beads and arc
const kShareSteps = 24;

export function clusterRadius(count) {
  return count < 10 ? 22 : count < 100 ? 26 : 32;
}

// The share of people as it is drawn: none and all are exact, the rest is never under 12 %.
function shareStep(count, people) {
  if (people === 0) return 0;
  if (people >= count) return kShareSteps;
  const share = Math.min(0.88, Math.max(0.12, people / count));
  return Math.round(share * kShareSteps);
}

export function clusterLook(count, people, state) {
  const r = clusterRadius(count);
  const step = shareStep(count, people);
  const selected = Boolean(state & State.selected);
  const hovered = Boolean(state & State.hovered);
  const edge = selected ? 6 : 3.5;
  return {
    key: `c${r}.${step}.${state & 3}`,
    left: -r - edge, top: -r - edge, width: 2 * (r + edge), height: 2 * (r + edge),
    paint: (g, colour) => paintCluster(g, colour, r, step / kShareSteps, selected, hovered),
  };
}

function paintCluster(g, colour, r, people, selected, hovered) {
  const middle = r - 5;
  const turn = 2 * Math.PI;
  if (selected) disc(g, r + 5, colour('accent'));
  else disc(g, r + (hovered ? 3.5 : 2), colour(hovered ? 'accent-soft' : 'surface'));
  disc(g, r, colour('surface'));
  if (people < 1) {
    g.beginPath();
    if (people === 0) g.arc(0, 0, middle, 0, turn);
    else g.arc(0, 0, middle, people * turn + kGap - turn / 4, turn - kGap - turn / 4);
    g.lineWidth = kRingWidth;
    g.lineCap = 'round';
    g.strokeStyle = colour('kind-place-guidance-solid');
    g.stroke();
  }
  if (people === 0) return;
  const length = people * turn * middle;
  const beads = Math.max(2, Math.round(length / kBeadStep));
  for (let i = 0; i < beads; i++) {
    const angle = people === 1 ? (turn * i) / beads : kGap + ((people * turn - 2 * kGap) * i) / (beads - 1);
    g.beginPath();
    g.arc(middle * Math.sin(angle), -middle * Math.cos(angle), kBead, 0, turn);
    g.fillStyle = colour('kind-contribution-solid');
    g.fill();
    g.lineWidth = 1.2;
    g.strokeStyle = colour('kind-contribution-edge');
    g.stroke();
  }
}

export function countSize(count) {
  const r = clusterRadius(count);
  return r > 27 ? 18 : r > 23 ? 17 : 15;
}

// The whole count is one look: digits keep the spacing that the font gives them. text: "1,2 k" above 999.
export function countLook(count, text) {
  const size = countSize(count);
  const half = text.length * size * 0.34 + 2;
  return {
    key: `t${size}.${text}`,
    left: -half, top: -size * 0.6, width: 2 * half, height: size * 1.2,
    paint(g, colour) {
      g.font = `800 ${size}px Nunito`;
      g.textAlign = 'center';
      g.textBaseline = 'alphabetic';
      g.fillStyle = colour('text');
      g.fillText(text, 0, size * 0.355);
    },
  };
}
