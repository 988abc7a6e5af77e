// The part of tests/bench/clustering_page.mjs that runs in the browser. Its clock is too coarse for one view, so a pass over many
// is timed as a whole: what is compared are means.
import { around } from 'geokdbush';
import KDBush from 'kdbush';
import Supercluster from 'supercluster';
import { kFirstDay, placesToAsk, points, view, views } from './clustering_data.mjs';
import { load } from './clustering_engine.mjs';

const kPairs = 5;
const kZooms = [3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18];
const kSelective = { categories: 0b1010010101, any: 0xF0FF, days: [kFirstDay + 365, kFirstDay + 455] };
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function passOver(items, work, before) {
  let sum = 0;
  for (const item of items) {
    before(item);
    const begin = performance.now();
    work(item);
    sum += performance.now() - begin;
  }
  return sum * 1000 / items.length;
}

// Ours and theirs by turns: { metric, ours, rival, ratio } by the medians of the pairs, us.
function duel(metric, items, ours, rival, { before = () => {}, pairs = kPairs, warm = 2 } = {}) {
  const pass = [() => passOver(items, ours, before), () => passOver(items, rival, () => {})];
  const times = [];
  for (let i = -warm; i < pairs; i++) {
    const first = pass[i & 1](), second = pass[1 - (i & 1)]();
    if (i >= 0) times.push(i & 1 ? [second, first] : [first, second]);
  }
  return { metric, ours: median(times.map(([a]) => a)), rival: median(times.map(([, b]) => b)), ratio: median(times.map(([a, b]) => b / a)) };
}

export async function measure(n) {
  const columns = points(n), engine = await load('/engine', 'engine_simd');
  const features = Array.from({ length: n }, (_, i) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [columns.lon[i], columns.lat[i]] } }));
  const passing = features.filter((_, i) => (kSelective.categories >>> columns.category[i] & 1) === 1 && (columns.tags[i] & kSelective.any) !== 0 &&
    columns.firstDay[i] <= kSelective.days[1] && columns.lastDay[i] >= kSelective.days[0]);
  let rival;
  const rivalBuild = (list = features) => (rival = new Supercluster({ radius: 60, extent: 256, maxZoom: 16, minZoom: 0 }).load(list));
  const rivalView = (v) => rival.getClusters(v.degrees, v.zoom);
  const rows = [duel('build from unsorted columns of degrees', [0], () => engine.buildFromDegrees(columns), () => rivalBuild(), { pairs: 3, warm: 0 })];
  for (const zoom of [6, 12]) {
    const v = views(zoom, 1)[0];
    rows.push(duel(`filter (selective) and view at zoom ${zoom}`, [v], () => { engine.filter(kSelective); engine.view(v); },
      () => { rivalBuild(passing); rivalView(v); }, { before: () => { engine.filter({}); engine.view(v); }, pairs: 3, warm: 0 }));
  }
  engine.filter({});
  engine.count();
  rivalBuild();
  const rest = (v) => { engine.view(v); engine.prepare(v); };
  for (const zoom of kZooms) rows.push(duel(`view cold, after a jump, zoom ${zoom}`, views(zoom, 200), engine.view, rivalView, { before: engine.forgetTiles }));
  const everywhere = kZooms.flatMap((zoom) => views(zoom, 60));
  rows.push(duel('view warm', everywhere, engine.view, rivalView, { before: rest }));
  const panned = new Map(everywhere.map((v) => {
    const by = Math.min(100 * 2 ** (24 - v.zoom), 4294967295 - v.east);
    return [v, view(v.west + by, v.north, v.east + by, v.south, v.zoom)];
  }));
  rows.push(duel('view after 100 px of panning', everywhere, (v) => engine.view(panned.get(v)), (v) => rivalView(panned.get(v)), { before: (v) => { engine.forgetTiles(); rest(v); } }));
  const tree = new KDBush(n);
  for (let i = 0; i < n; i++) tree.add(columns.lon[i], columns.lat[i]);
  tree.finish();
  rows.push(duel('nearest 50 within 10 km (against geokdbush)', placesToAsk(300), (place) => engine.nearest(...place, 50, 10_000), (place) => around(tree, ...place, 50, 10)));
  return rows.map((row) => ({ ...row, n }));
}
