// The sprites as columns, so that thousands of them are no thousands of objects. Places are parts of the Mercator square: 0 to 1
// from west to east, and from north to south.

import { State } from './marker_looks.js';

const kFields = 6;  // doubles a sprite: see src/client/marker_host.cpp
const kMostLatitude = 85.0511287798;

// fields: latitude, longitude, kind, state, count, people of one sprite after the other; they are copied.
export function createSprites(fields) {
  const count = fields.length / kFields;
  const sprites = {
    count, fields: fields.slice(),
    x: new Float64Array(count), y: new Float64Array(count), size: new Uint32Array(count), state: new Uint8Array(count),
    from: null,                // where they come from while they glide: { x, y }
    looks: [], looksAge: -1,   // shared by all that look the same: marker_quads.js
  };
  for (let i = 0; i < count; i++) {
    const sine = Math.sin(Math.max(-kMostLatitude, Math.min(kMostLatitude, fields[kFields * i])) * Math.PI / 180);
    sprites.x[i] = 0.5 + fields[kFields * i + 1] / 360;
    sprites.y[i] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    sprites.state[i] = fields[kFields * i + 3];
    sprites.size[i] = fields[kFields * i + 4];
  }
  return sprites;
}

export const kindOf = (sprites, i) => sprites.fields[kFields * i + 2];
export const peopleOf = (sprites, i) => sprites.fields[kFields * i + 5];

export function chosenOf({ count, state }) {
  for (let i = count - 1; i >= 0; i--) if (state[i] & State.selected) return i;
  return -1;
}

// Those at these indices alone.
export const picked = ({ fields }, indices) => createSprites(Float64Array.from(
  { length: indices.length * kFields }, (_, at) => fields[indices[Math.floor(at / kFields)] * kFields + at % kFields]));

export function same(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
export const samePlaces = (a, b) => same(a.x, b.x) && same(a.y, b.y) && same(a.size, b.size);
