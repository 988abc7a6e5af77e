// The engine against supercluster and geokdbush, in one process for each size: clustering.mjs [SIZE…] [--large] [--queries].
// First it is proved right, then timed: ours and theirs by turns on the same points and views, in pairs; each row is the median of
// the pairs' ratios. The copy into WebAssembly counts as ours. Ratios above 1 mean that ours is faster (or smaller).
// --queries leaves out what builds supercluster anew for each pair, which takes most of the time.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { around } from 'geokdbush';
import KDBush from 'kdbush';
import Supercluster from 'supercluster';
import { check, checkSame } from './clustering_checks.mjs';
import { kFirstDay, placesToAsk, points, view, views, xOf, yOf } from './clustering_data.mjs';
import { load, sorted } from './clustering_engine.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = join(root, 'build/web-release/bench');
const words = process.argv.slice(2), options = words.filter((word) => word.startsWith('--'));
const sizes = words.filter((word) => !options.includes(word)).map(Number);
if (sizes.some((size) => !(size >= 1000))) throw new Error('sizes are whole numbers from 1000');
if (options.some((word) => !['--large', '--queries', '--part'].includes(word))) throw new Error(`no such option: ${options}`);
if (!sizes.length) sizes.push(10_000, 100_000, 1_000_000);
if (options.includes('--large')) sizes.push(5_000_000);
const isPart = options.includes('--part'), onlyQueries = options.includes('--queries');

const kPairs = 5;
const kOptions = { radius: 60, extent: 256, maxZoom: 16, minZoom: 0 };
const kAll = {};
const kFilters = {
  selective: { categories: 0b1010010101, any: 0xF0FF, days: [kFirstDay + 365, kFirstDay + 455] },
  broad: { categories: 0xFFFFFFFF & ~8 },
};
const rows = [];
const median = (values) => quantile(values, 0.5);
const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];

function row(n, metric, ours, rival, ratio) {
  rows.push({ metric, n, ours, rival, ratio });
  const shown = (value) => (value === null ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  console.log(`${String(n).padStart(9)}  ${metric.padEnd(64)} ${shown(ours).padStart(9)} ${shown(rival).padStart(9)} ${shown(ratio).padStart(9)}`);
}

function timed(work) {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

// Pairs of single runs.
function duel(n, metric, ours, rival, { pairs = kPairs, before = () => {} } = {}) {
  const pairsOfTimes = [];
  for (let i = 0; i < pairs; i++) {
    before(i);
    const first = i % 2 ? timed(rival) : timed(ours), second = i % 2 ? timed(ours) : timed(rival);
    pairsOfTimes.push(i % 2 ? [second, first] : [first, second]);
  }
  row(n, `${metric}, ms`, median(pairsOfTimes.map(([a]) => a)), median(pairsOfTimes.map(([, b]) => b)), median(pairsOfTimes.map(([a, b]) => b / a)));
}

// Pairs of passes over many things, each timed alone: the quantiles of a pass. `before` is not timed.
function duelOver(n, metric, items, ours, rival, { quantiles = [0.5], before = () => {}, repeat = 1 } = {}) {
  const pass = (work, prepare) => items.map((item) => {
    prepare(item);
    return timed(() => { for (let k = 0; k < repeat; k++) work(item); }) * 1000 / repeat;
  });
  const passes = [];
  for (let i = -2; i < kPairs; i++) { // the first two warm the compilers
    const a = i % 2 ? null : pass(ours, before), b = pass(rival, () => {});
    if (i >= 0) passes.push([a ?? pass(ours, before), b]);
    else if (!a) pass(ours, before);
  }
  for (const q of quantiles) {
    const times = passes.map(([a, b]) => [quantile(a, q), quantile(b, q)]);
    row(n, `${metric}, p${q * 100}, us`, median(times.map(([a]) => a)), median(times.map(([, b]) => b)), median(times.map(([a, b]) => b / a)));
  }
}

function passesFilter({ properties: p }, { categories = 0xFFFFFFFF, any = 0, days = [0, 65535] }) {
  return (categories >>> p.category & 1) === 1 && (any === 0 || (p.tags & any) !== 0) && p.firstDay <= days[1] && p.lastDay >= days[0];
}

// The same features as supercluster gives.
const toDegrees = (x, y) => [(x / 4294967296 - 0.5) * 360, Math.atan(Math.sinh(Math.PI * (1 - y / 2147483648))) * 180 / Math.PI];
function geoJson(words, zoom, features) {
  const found = [];
  for (let i = 0; i < words.length; i += 6) {
    const count = words[i + 2];
    if (count === 1) {
      found.push(features[words[i + 3]]);
      continue;
    }
    const id = words[i + 4] * 64 + words[i + 5] / 4194304 + zoom / 32;
    const short = count >= 10000 ? `${Math.round(count / 1000)}k` : count >= 1000 ? `${Math.round(count / 100) / 10}k` : count;
    found.push({
      type: 'Feature', id,
      properties: { cluster: true, cluster_id: id, point_count: count, point_count_abbreviated: short },
      geometry: { type: 'Point', coordinates: toDegrees(words[i], words[i + 1]) },
    });
  }
  return found;
}

// The share of markers that have another within 60 px.
function overlap(markers, zoom) {
  const px = 2 ** (24 - zoom), cells = new Map(), cell = ([x, y]) => `${Math.floor(x / px / 60)} ${Math.floor(y / px / 60)}`;
  for (const marker of markers) cells.set(cell(marker), [...(cells.get(cell(marker)) ?? []), marker]);
  let near = 0;
  for (const [x, y] of markers) {
    let has = false;
    for (let dx = -60; dx <= 60; dx += 60) {
      for (let dy = -60; dy <= 60; dy += 60) {
        for (const [a, b] of cells.get(cell([x + dx * px, y + dy * px])) ?? []) has ||= (a !== x || b !== y) && Math.hypot(a - x, b - y) < 60 * px;
      }
    }
    near += has;
  }
  return near / markers.length;
}

function measure(engine, n) {
  const columns = points(n);
  const features = Array.from({ length: n }, (_, i) => ({
    type: 'Feature',
    properties: { category: columns.category[i], tags: columns.tags[i], firstDay: columns.firstDay[i], lastDay: columns.lastDay[i] },
    geometry: { type: 'Point', coordinates: [columns.lon[i], columns.lat[i]] },
  }));
  let rival;
  const rivalBuild = (list = features) => (rival = new Supercluster(kOptions).load(list));
  const rivalView = (v) => rival.getClusters(v.degrees, v.zoom);

  engine.buildFromDegrees(columns);
  const { x, y } = check(engine, columns);
  const inOrder = sorted(columns, x, y);

  // Where a filter or a point changes, supercluster builds all anew.
  const rebuilds = () => {
    const pairs = n > 1_000_000 ? 5 : 7;
    engine.buildFromDegrees(columns);
    rivalBuild();
    duel(n, 'build from unsorted columns of degrees', () => engine.buildFromDegrees(columns), () => rivalBuild(), { pairs });
    duel(n, 'build from columns in the server\'s order', () => engine.buildFromUnits(inOrder), () => rivalBuild(), { pairs });

    for (const [name, zoom] of [['selective', 6], ['broad', 6], ['selective', 12], ['broad', 12]]) {
      const v = views(zoom, 1)[0];
      duel(n, `filter (${name}) and view at zoom ${zoom}`,
        () => { engine.filter(kFilters[name]); engine.view(v); },
        () => { rivalBuild(features.filter((feature) => passesFilter(feature, kFilters[name]))); rivalView(v); }, { before: () => { engine.filter(kAll); engine.view(v); } });
    }
    engine.filter(kAll);
    const one = (i) => ({ n: 1, x: x.subarray(i, i + 1), y: y.subarray(i, i + 1), ids: Uint32Array.of(n + i), ...Object.fromEntries(['tags', 'firstDay', 'lastDay', 'category'].map((name) => [name, columns[name].subarray(i, i + 1)])) });
    const v10 = views(10, 1)[0];
    let next = 0;
    engine.view(v10);
    duel(n, 'insert a point and view at zoom 10', () => { engine.insert(one(next)); engine.view(v10); }, () => { rivalBuild(); rivalView(v10); }, { before: () => ++next });
    duel(n, 'erase a point and view at zoom 10', () => { engine.remove(x[next], y[next], n + next); engine.view(v10); }, () => { rivalBuild(); rivalView(v10); }, { before: () => --next });
  };
  if (!onlyQueries) rebuilds();
  engine.buildFromUnits(inOrder);
  row(n, 'memory, bytes a point', engine.bytes() / n, null, null);
  row(n, 'memory of the module at its peak, MB', engine.bytesOfModule() / 1e6, null, null);
  rivalBuild();
  queries(engine, n, rival, features);
  return { features, columns };
}

// A pan by 500 px in one of four directions, a step of zoom inward at a place of the view, or outward.
function stepFrom(v, kind) {
  const px = 2 ** (24 - v.zoom), edge = (value) => Math.round(Math.min(4294967295, Math.max(0, value)));
  const moved = (x, y, zoom = v.zoom, size = 1) => {
    const px2 = px * size;
    return view(edge(x - 640 * px2), edge(y - 360 * px2), edge(x + 640 * px2), edge(y + 360 * px2), zoom);
  };
  const x = (v.west + v.east) / 2, y = (v.north + v.south) / 2;
  if (kind < 4) return moved(x + [500, -500, 0, 0][kind] * px, y + [0, 0, 500, -500][kind] * px);
  return kind === 4 ? moved(x + 200 * px, y - 100 * px, v.zoom + 1, 0.5) : moved(x - 100 * px, y + 50 * px, v.zoom - 1, 2);
}

function queries(engine, n, rival, features) {
  const rivalView = (v) => rival.getClusters(v.degrees, v.zoom);
  const zooms = [3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18];
  const everywhere = zooms.flatMap((zoom) => views(zoom, 60));
  const rest = (v) => { engine.view(v); engine.prepare(v); };
  engine.count();
  // Where one goes from a view: not seen before, but near enough to be prepared while the map was at rest.
  const steps = new Map(everywhere.map((v, k) => [v, stepFrom(v, k % 6)]));
  duelOver(n, 'view cold, a step from the last one after idle', everywhere, (v) => engine.view(steps.get(v)), (v) => rivalView(steps.get(v)),
    { quantiles: [0.5, 0.99], before: (v) => { engine.forgetTiles(); rest(v); } });
  duelOver(n, 'view cold, after a jump, all zooms', everywhere, engine.view, rivalView, { quantiles: [0.5, 0.99], before: engine.forgetTiles });
  for (const zoom of zooms) duelOver(n, `view cold, after a jump, zoom ${zoom}`, views(zoom, 200), engine.view, rivalView, { quantiles: [0.5, 0.99], before: engine.forgetTiles });
  duelOver(n, 'view warm', everywhere, engine.view, rivalView, { before: rest, repeat: 20 });
  duelOver(n, 'view warm, as GeoJSON', everywhere, (v) => geoJson(engine.view(v), v.zoom, features), rivalView, { before: rest, repeat: 5 });
  const panned = new Map(everywhere.map((v) => {
    const by = Math.min(100 * 2 ** (24 - v.zoom), 4294967295 - v.east);
    return [v, view(v.west + by, v.north, v.east + by, v.south, v.zoom)];
  }));
  duelOver(n, 'view after 100 px of panning', everywhere, (v) => engine.view(panned.get(v)), (v) => rivalView(panned.get(v)),
    { before: (v) => { engine.forgetTiles(); rest(v); } });

  const middle = (v) => [(v.west + v.east) / 2 / 4294967296, (v.north + v.south) / 2 / 4294967296].map((part) => Math.floor(part * 2 ** v.zoom));
  const upTo16 = everywhere.filter((v) => v.zoom <= 16);
  duelOver(n, 'tile cold', upTo16, (v) => engine.tile(v.zoom, ...middle(v)), (v) => rival.getTile(v.zoom, ...middle(v)), { before: engine.forgetTiles });
  const clusters = [];
  for (const v of upTo16) {
    const words = engine.view(v).slice(), theirs = rivalView(v).filter(({ properties }) => properties.cluster);
    for (let i = 0, k = 0; i < words.length && k < Math.min(3, theirs.length); i += 6) {
      if (words[i + 2] > 1) clusters.push({ view: v, zoom: v.zoom, x: words[i + 4], y: words[i + 5], rival: theirs[k++].id });
    }
  }
  const expand = [(c) => engine.expansionZoom(c.zoom, c.x, c.y), (c) => rival.getClusterExpansionZoom(c.rival)];
  duelOver(n, 'expansion zoom in a view that was prepared', clusters, ...expand, { before: (c) => rest(c.view) });
  duelOver(n, 'expansion zoom, nothing known', clusters, ...expand, { before: engine.forgetTiles });
  duelOver(n, 'leaves of a cluster, ten', clusters, (c) => engine.leaves(c.zoom, c.x, c.y, 0, 10), (c) => rival.getLeaves(c.rival, 10, 0));

  const tree = new KDBush(n);
  for (const { geometry: { coordinates } } of features) tree.add(...coordinates);
  tree.finish();
  duelOver(n, 'nearest 50 within 10 km (against geokdbush)', placesToAsk(300), (place) => engine.nearest(...place, 50, 10_000), (place) => around(tree, ...place, 50, 10));

  for (const zoom of [8, 9, 10, 11]) {
    const world = view(0, 0, 4294967295, 4294967295, zoom), words = engine.view(world), markers = [];
    for (let i = 0; i < words.length; i += 6) markers.push([words[i], words[i + 1]]);
    const theirs = rival.getClusters([-180, -85, 180, 85], zoom).map(({ geometry: { coordinates: [lon, lat] } }) => [xOf(lon), yOf(lat)]);
    const ours = overlap(markers, zoom), others = overlap(theirs, zoom);
    row(n, `markers nearer than 60 px to another, zoom ${zoom}, share`, ours, others, others / ours);
  }
}

function bandwidth(engine, n) {
  const m = engine.module, bytes = n * 9; // what the selective filter looks at: category, tags, days
  const at = m._malloc(bytes);
  const read = [], filtered = [];
  for (let i = 0; i < 15; i++) {
    read.push(timed(() => m._read_memory(at, bytes >> 2)));
    filtered.push(timed(() => { engine.filter({ ...kFilters.selective, any: 0xF0FF + i * 65536 }); engine.count(); }));
  }
  m._free(at);
  row(n, 'share of the bandwidth of a plain read, filter of all points', median(read) / median(filtered), null, null);
}

const kRowsOf = (n) => join(root, `build/bench/clustering-${n}.json`);
mkdirSync(join(root, 'build/bench'), { recursive: true });
if (isPart) {
  const engine = await load(folder, 'engine_simd');
  for (const n of sizes) {
    measure(engine, n);
    bandwidth(engine, n);
    writeFileSync(kRowsOf(n), JSON.stringify(rows));
  }
} else {
  checkSame(await load(folder, 'engine_simd'), await load(folder, 'engine_scalar'), points(50_000));
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/supercluster/package.json')));
  console.log(`${cpus()[0].model.trim()}, ${cpus().length} processors, node ${process.version}, supercluster ${version}\n`);
  console.log(`${'points'.padStart(9)}  ${'metric'.padEnd(64)} ${'ours'.padStart(9)} ${'rival'.padStart(9)} ${'ratio'.padStart(9)}`);
  for (const n of sizes) { // each in a process of its own: supercluster needs 2 kB a point
    const part = [fileURLToPath(import.meta.url), n, '--part', ...(onlyQueries ? ['--queries'] : [])];
    const { status } = spawnSync(process.execPath, ['--max-old-space-size=16384', ...part.map(String)], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
    rows.push(...JSON.parse(readFileSync(kRowsOf(n))));
    rmSync(kRowsOf(n));
  }
  writeFileSync(join(root, 'build/bench/clustering.json'), JSON.stringify(rows, null, 1) + '\n');
}
