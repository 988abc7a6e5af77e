// Sprites as the painters take them: one quad a look, back to front, eight numbers each. Where on the canvas: left, top, width,
// height; and from where in the atlas: the same four. Device px.

import { clusterLook, countLook, markerLook, State } from './marker_looks.js';
import { kindOf, peopleOf } from './marker_sprites.js';

export const kQuadFields = 8;
const kReach_px = 96;      // CSS px: no look reaches further from its spot
const kSlots = 2 ** 24;    // sprites on a canvas
const kRows = 2 ** 18;     // their y, from -kRowsAbove
const kRowsAbove = 2 ** 16;
const kMostCount = 2 ** 24;  // of a cluster

// countText(count): the letters of a cluster's count.
export function createQuads({ atlas, countText }) {
  const known = new Map();  // looks by what they depend on
  let knownAge = -1;
  let order = new Float64Array(0);
  let places = new Int32Array(0);  // x, y
  let looks = [];
  let quads = new Float32Array(0);

  // The boxes of a sprite in the atlas, { under, over }; null where it is full.
  function lookOf(sprites, i) {
    const kind = kindOf(sprites, i), people = peopleOf(sprites, i), count = sprites.size[i], state = sprites.state[i];
    const key = (count * kMostCount + (count > 1 ? people : kind)) * 8 + state;
    const same = known.get(key);
    if (same) return same;
    const under = atlas.box(count > 1 ? clusterLook(count, people, state) : markerLook(kind, state));
    const over = count > 1 && atlas.box(countLook(count, countText(count)));
    if (!under || over === null) return null;
    const look = { under, over };
    known.set(key, look);
    return look;
  }

  // Whether all their looks are in the atlas as it is.
  function dressed(sprites) {
    if (knownAge !== atlas.age()) known.clear();
    knownAge = atlas.age();
    if (sprites.looksAge === knownAge) return true;
    sprites.looks = Array.from({ length: sprites.count }, (_, i) => lookOf(sprites, i));
    if (sprites.looks.includes(null)) return false;
    sprites.looksAge = knownAge;
    return true;
  }

  function dress(layers) {
    for (let attempt = 0; !layers.every(dressed) && attempt < 2; attempt++) atlas.empty(attempt > 0);
  }

  function makeRoom(most) {
    if (order.length >= most) return;
    order = new Float64Array(2 * most);
    places = new Int32Array(4 * most);
    quads = new Float32Array(4 * most * kQuadFields);
  }

  // What lies further south covers what is behind it, clusters cover single markers, and what is looked at covers all.
  function rankOf(state, count) {
    if (state & State.selected) return 4;
    if (state & State.hovered) return 3;
    return count > 1 ? 2 : 1;
  }

  // Puts those in sight into their order; returns how many there are.
  function sorted(layers, { world, left, top, width, height, scale, glided }) {
    const reach = kReach_px * scale;
    let count = 0;
    layers.forEach((sprites, layer) => {
      const { x, y, from, size, state } = sprites;
      for (let i = 0; i < sprites.count; i++) {
        const atX = from ? from.x[i] + (x[i] - from.x[i]) * glided : x[i];
        const atY = from ? from.y[i] + (y[i] - from.y[i]) * glided : y[i];
        const px = Math.round(atX * world - left), py = Math.round(atY * world - top);
        if (!sprites.looks[i] || px < -reach || py < -reach || px > width + reach || py > height + reach) continue;
        places[2 * count] = px;
        places[2 * count + 1] = py;
        looks[count] = sprites.looks[i];
        const rank = layer < layers.length - 1 ? 0 : rankOf(state[i], size[i]);
        order[count] = (rank * kRows + py + kRowsAbove) * kSlots + count;
        count++;
      }
    });
    order.subarray(0, count).sort();
    return count;
  }

  function put(at, box, x, y, size) {
    const { left, top, width, height } = box;
    quads[at] = x + left * size;
    quads[at + 1] = y + top * size;
    quads[at + 2] = width * size;
    quads[at + 3] = height * size;
    quads[at + 4] = box.x;
    quads[at + 5] = box.y;
    quads[at + 6] = width;
    quads[at + 7] = height;
    return at + kQuadFields;
  }

  return {
    // layers: sprites; all but the last are beneath. view: the world's width (`world`) and the canvas's corner in it (left, top),
    // the canvas's size, device px; `scale` of them to a CSS px; how far sprites have glided and the chosen one has grown, 0 to 1.
    // Returns the quads' numbers, lent until the next call.
    fill(layers, view) {
      dress(layers);
      makeRoom(layers.reduce((sum, sprites) => sum + sprites.count, 0));
      const count = sorted(layers, view);
      let end = 0;
      for (let i = 0; i < count; i++) {
        const slot = order[i] % kSlots;
        const size = order[i] >= 4 * kRows * kSlots ? 0.78 + 0.22 * view.grown : 1;
        const { under, over } = looks[slot];
        end = put(end, under, places[2 * slot], places[2 * slot + 1], size);
        if (over) end = put(end, over, places[2 * slot], places[2 * slot + 1], size);
      }
      looks.length = count;
      return quads.subarray(0, end);
    },
  };
}
