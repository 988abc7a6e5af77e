// What must hold before anything is timed. Throws where it doesn't.
import { strict as assert } from 'node:assert';
import { kCategories, kFirstDay, random, view, views } from './clustering_data.mjs';

const kEdge = 4294967295;

const sumOf = (words) => {
  let sum = 0;
  for (let i = 2; i < words.length; i += 6) sum += words[i];
  return sum;
};

function expected(columns, { categories, required, any, none, days }) {
  let count = 0;
  for (let i = 0; i < columns.n; i++) {
    const tags = columns.tags[i];
    count += (categories >>> columns.category[i] & 1) === 1 && (tags & required) === required && (any === 0 || (tags & any) !== 0) &&
      (tags & none) === 0 && columns.firstDay[i] <= days[1] && columns.lastDay[i] >= days[0] ? 1 : 0;
  }
  return count;
}

// Where each point is by the engine: its coordinates in units of the world, by id.
export function places(engine, columns) {
  const x = new Uint32Array(columns.n), y = new Uint32Array(columns.n);
  const kStrip = 2 ** 22; // narrow: the module keeps memory for the largest answer
  let seen = 0;
  for (let west = 0; west < kEdge; west += kStrip) {
    const words = engine.view(view(west, 0, west + kStrip - 1, kEdge, 20));
    for (let i = 0; i < words.length; i += 6) {
      if (words[i + 2] === 1) {
        x[words[i + 3]] = words[i];
        y[words[i + 3]] = words[i + 1];
        seen++;
        continue;
      }
      const ids = engine.leaves(20, words[i], words[i + 1], 0, words[i + 2]);
      assert.equal(ids.length, words[i + 2]);
      for (const id of ids) {
        x[id] = words[i];
        y[id] = words[i + 1];
        seen++;
      }
    }
  }
  assert.equal(seen, columns.n, 'every point is in one place');
  return { x, y };
}

// Built with SIMD128 and without, the engine gives the same, bit for bit.
export function checkSame(engine, plain, columns) {
  engine.buildFromDegrees(columns);
  plain.buildFromDegrees(columns);
  const chance = random(11), below = (n) => Math.floor(chance() * n);
  for (let k = 0; k < 30; k++) {
    const filter = { categories: below(2 ** kCategories), required: below(3) ? 0 : 1 << below(8), any: below(2) ? 0 : below(2 ** 32),
      none: below(3) ? 0 : 1 << below(32), days: [kFirstDay + below(200), kFirstDay + 300 + below(200)] };
    engine.filter(filter);
    plain.filter(filter);
    assert.equal(engine.count(), plain.count());
    for (let zoom = 0; zoom <= 18; zoom += 2) {
      for (const v of views(zoom, 5)) assert.deepEqual([...engine.view(v)], [...plain.view(v)], 'with SIMD128 and without it is the same');
    }
  }
}

export function check(engine, columns) {
  const chance = random(9), below = (n) => Math.floor(chance() * n);
  for (let k = 0; k < 20; k++) {
    const first = kFirstDay + below(700);
    const filter = { categories: below(2 ** kCategories), required: below(3) ? 0 : 1 << below(8), any: below(2) ? 0 : below(2 ** 32), none: below(3) ? 0 : 1 << below(32),
      days: below(2) ? [0, 65535] : [first, first + below(60)] };
    engine.filter(filter);
    assert.equal(engine.count(), expected(columns, filter), `the filter ${JSON.stringify(filter)} is that of looking at all`);
    if (k % 5) continue;
    for (const zoom of [0, 3, 6, 8]) {
      let tiles = 0;
      for (let y = 0; y < 2 ** zoom; y++) for (let x = 0; x < 2 ** zoom; x++) tiles += sumOf(engine.tile(zoom, x, y));
      assert.equal(tiles, engine.count(), `the tiles of zoom ${zoom} add up`);
      assert.equal(sumOf(engine.view(view(0, 0, kEdge, kEdge, zoom))), engine.count(), `the view of zoom ${zoom} has each point once`);
    }
  }
  engine.filter({});
  for (let zoom = 2; zoom <= 18; zoom++) {
    for (const v of views(zoom, 20)) {
      const known = new Map(), words = engine.view(v).slice();
      for (let i = 0; i < words.length; i += 6) known.set(`${words[i + 4]} ${words[i + 5]}`, words.slice(i, i + 4).join());
      engine.forgetTiles();
      const by = Math.min(Math.round((v.east - v.west) / 3), kEdge - v.east);
      const moved = engine.view(view(v.west + by, v.north, v.east + by, v.south, zoom));
      for (let i = 0; i < moved.length; i += 6) {
        const same = known.get(`${moved[i + 4]} ${moved[i + 5]}`);
        assert.ok(same === undefined || same === moved.slice(i, i + 4).join(), 'a cluster is the same in overlapping views');
      }
    }
  }
  return places(engine, columns);
}
