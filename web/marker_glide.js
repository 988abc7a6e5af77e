// After a zoom, points split from the cluster that held them, or join the one that holds them now.

import { picked } from './marker_sprites.js';

const kReach = 0.5;  // of the world of 256 px: what a cluster holds lies within 128 px of it, at its zoom
const kNone = -1;
const kSame = -2;
const kColumns = 2 ** 24;  // of the grid; reach is never less than a part in 2^20 of the world

const mixed = (x, y) => x + 7919 * y;  // a number for a place: hardly ever that of another

// For each sprite the nearest within reach that may hold it: the index of a larger one; kSame where it is itself among them;
// kNone. O(n + m) where those that may hold it lie apart.
function holdersOf(sprites, others, reach) {
  const cellOf = (x, y) => Math.floor(y / reach) * kColumns + Math.floor(x / reach);
  const places = new Map();
  const clusters = new Map();  // by cell
  for (let j = 0; j < others.count; j++) {
    places.set(mixed(others.x[j], others.y[j]), j);
    if (others.size[j] < 2) continue;
    const cell = cellOf(others.x[j], others.y[j]);
    if (clusters.has(cell)) clusters.get(cell).push(j);
    else clusters.set(cell, [j]);
  }

  function holderOf(x, y, size) {
    const there = places.get(mixed(x, y));
    if (others.x[there] === x && others.y[there] === y && others.size[there] === size) return kSame;
    let found = kNone;
    let nearest = reach * reach;
    for (const dy of [-reach, 0, reach]) {
      for (const dx of [-reach, 0, reach]) {
        for (const j of clusters.get(cellOf(x + dx, y + dy)) ?? []) {
          const distance = (others.x[j] - x) ** 2 + (others.y[j] - y) ** 2;
          if (others.size[j] > size && distance < nearest) [nearest, found] = [distance, j];
        }
      }
    }
    return found;
  }
  return Int32Array.from(sprites.size, (size, i) => holderOf(sprites.x[i], sprites.y[i], size));
}

// Those that a cluster of the zoom before held come from there.
function split(before, after, reach) {
  const holders = holdersOf(after, before, reach);
  if (!holders.some((holder) => holder >= 0)) return;
  const from = (own, theirs) => own.map((value, i) => (holders[i] >= 0 ? theirs[holders[i]] : value));
  after.from = { x: from(after.x, before.x), y: from(after.y, before.y) };
}

// Those of before that go to what holds them now.
function joining(before, after, reach) {
  const holders = holdersOf(before, after, reach);
  const indices = [...holders.keys()].filter((i) => holders[i] >= 0);
  if (indices.length === 0) return null;
  const leaving = picked(before, indices);
  leaving.from = { x: leaving.x, y: leaving.y };
  leaving.x = Float64Array.from(indices, (i) => after.x[holders[i]]);
  leaving.y = Float64Array.from(indices, (i) => after.y[holders[i]]);
  return leaving;
}

// From the sprites of one zoom to those of another: marks where those of `after` come from, or returns those of `before` that
// are to be painted beneath while they leave, otherwise null.
export function glide(before, beforeZoom, after, afterZoom) {
  const reach = kReach / 2 ** Math.min(beforeZoom, afterZoom);
  if (afterZoom < beforeZoom) return joining(before, after, reach);
  split(before, after, reach);
  return null;
}
