// Invented places for measuring: as many as wanted, lying as those of France do (two thirds in and around its towns), the
// same ones each time.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../browser/lib.mjs';

// Latitude, longitude, and a weight that goes with the number of people.
const kTowns = [
  [48.8566, 2.3522, 40], [45.764, 4.8357, 14], [43.2965, 5.3698, 13], [43.6047, 1.4442, 9], [50.6292, 3.0573, 9], [44.8378, -0.5792, 8],
  [43.7102, 7.262, 7], [47.2184, -1.5536, 7], [48.5734, 7.7521, 6], [48.1173, -1.6778, 5], [45.1885, 5.7245, 5], [43.6108, 3.8767, 5],
  [49.4432, 1.0993, 4], [43.1242, 5.928, 4], [45.4397, 4.3872, 4], [47.3941, 0.6848, 4], [48.6921, 6.1844, 3], [45.7772, 3.087, 3],
  [47.9029, 1.9093, 3], [49.1193, 6.1757, 3], [47.7508, 7.3359, 3], [47.322, 5.0415, 3], [49.1829, -0.3707, 3], [47.4784, -0.5632, 3],
  [48.3904, -4.4861, 2], [48.0061, 0.1996, 2], [49.2583, 4.0317, 2], [45.8336, 1.2611, 2], [42.6887, 2.8948, 2], [46.5802, 0.3404, 2],
];
const kCategories = [0, 1, 1, 1, 2, 3, 5, 6, 7, 8, 40, 40, 41, 41, 41, 42, 43, 61, 61, 62, 62, 62, 63];
const kWords = ['Accueil', 'Maison', 'Halte', 'Fontaine', 'Épicerie', 'Douches', 'Vestiaire', 'Boîte à dons', 'Laverie', 'Permanence', 'Café'];

// Mulberry32 (Tommy Ettinger, 2017).
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function positions(count) {
  const next = random(20_000);
  const bell = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const all = kTowns.reduce((sum, [, , weight]) => sum + weight, 0);
  const town = () => {
    let left = next() * all;
    return kTowns.find(([, , weight]) => (left -= weight) <= 0) ?? kTowns[0];
  };
  return Array.from({ length: count }, () => {
    if (next() < 1 / 3) return [43.4 + 6.4 * next(), -0.8 + 7.2 * next()];
    const [lat, lon] = town();
    return [lat + 0.06 * bell(), lon + 0.09 * bell()];
  });
}

// Imports `count` places into a new database.
export function importInvented(count, folder) {
  const features = positions(count).map(([lat, lon], i) => ({
    type: 'Feature', geometry: { type: 'Point', coordinates: [Number(lon.toFixed(6)), Number(lat.toFixed(6))] },
    properties: {
      source: 'bench', source_id: String(i), name: `${kWords[i % kWords.length]} ${i}`, category: kCategories[i % kCategories.length], address: `${i % 200} rue des Exemples`,
    },
  }));
  const file = join(folder, 'places.geojson');
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  const done = spawnSync(join(root, 'build/native-release/entourage-server'), ['import', 'places', file, '--database', `sqlite:${join(folder, 'entourage.db')}`], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}
