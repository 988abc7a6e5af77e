// How long reads take in a database of size L (script/load) on each engine, four clients at a time.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { fetch } = globalThis; // before the tests' helper has every answer checked
const { ownAssets } = await import('../server/server_helper.mjs');

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const program = process.env.ENTOURAGE_SERVER ?? join(root, 'build/native-release/entourage-server');
const folder = mkdtempSync(join(tmpdir(), 'entourage-reads-'));
chmodSync(folder, 0o755);
const kClients = 4, kRequests = 400;
// What people type, also the shortest and the most common there is.
const kWords = ['café', 'douche', 'laverie lilas', 'paris', 'épicerie solidaire', 'ma', 'de', 'rue du canal', 'manteau', 'accueil de jour lyon', 'fontaine pa', 'zzz'];
const kMistyped = ['duche', 'epicirie solidaire', 'laverrie lilas', 'pariss', 'permanance juridique', 'fontiane', 'acceuil de jour lyon', 'bagagrie', 'manteua', 'sant-martin', 'restau du coeur', 'marseile'];
const gazetteer = join(root, 'assets/basemap/gazetteer.tsv');

async function serve(database) {
  const child = spawn(program, ['serve', '--dev', '--port', '0', '--database', database, '--pepper', join(folder, 'pepper'),
    '--assets', ownAssets, '--gazetteer', gazetteer], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((ready, failed) => {
    child.stdout.on('data', (data) => { const line = /listening on (\S+)/.exec(data); if (line) ready(line[1]); });
    child.on('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { url, stop: () => new Promise((done) => child.removeAllListeners('exit').on('exit', done) && child.kill()) };
}

async function time(url, pathOf) {
  const times = [];
  let next = 0;
  await Promise.all(Array.from({ length: kClients }, async () => {
    while (next < kRequests) {
      const path = pathOf(next++);
      const begin = performance.now();
      const response = await fetch(url + path, { headers: { 'Accept-Encoding': 'identity' } });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${response.status} for ${path}`);
      times.push(performance.now() - begin);
    }
  }));
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length * 0.5)], p95: times[Math.floor(times.length * 0.95)], longest: times.at(-1) };
}

function run(command, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const results = [];
const postgres = [join(root, 'script/lib/postgres'), join(folder, 'postgres')];
const databases = [`sqlite:${join(folder, 'world.db')}`, run(postgres[0], ['up', postgres[1]], { FAST: '1' })];
for (const database of databases) {
  const engine = database.split(':')[0];
  run(join(root, 'build/native-release/tests/invent'), ['--database', database, '--gazetteer', gazetteer]);
  if (engine === 'postgresql') run('psql', [database, '-qc', 'VACUUM ANALYZE']); // as its own upkeep leaves it a little later
  const { url, stop } = await serve(database);
  const items = (await Promise.all(kWords.map(async (words) => (await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent(words)}`)).json()).items))).flat();
  const places = items.filter(({ kind }) => kind >= 0).map(({ id }) => id);
  const found = await Promise.all(places.slice(0, 400).map(async (id) => [(await fetch(`${url}/api/v1/places/${id}`)).status, (await fetch(`${url}/api/v1/actions/${id}`)).status, id]));
  const placeIds = found.filter(([status]) => status === 200).map(([, , id]) => id), actionIds = found.filter(([, status]) => status === 200).map(([, , id]) => id);
  const people = await Promise.all(actionIds.map(async (id) => (await (await fetch(`${url}/api/v1/actions/${id}`)).json()).author.id));
  const of = (list, i) => list[i % list.length];
  const kinds = {
    search: (i) => `/api/v1/search?q=${encodeURIComponent(of(kWords, i))}`,
    'search, mistyped': (i) => `/api/v1/search?q=${encodeURIComponent(of(kMistyped, i))}`,
    'place detail': (i) => `/api/v1/places/${of(placeIds, i)}`,
    'action detail': (i) => `/api/v1/actions/${of(actionIds, i)}`,
    profile: (i) => `/api/v1/people/${of(people, i)}`,
    'markers manifest': () => '/api/v1/markers',
  };
  for (const [kind, pathOf] of Object.entries(kinds)) {
    await time(url, pathOf);
    const { p50, p95, longest } = await time(url, pathOf);
    console.log(`${engine.padEnd(12)} ${kind.padEnd(18)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`);
    results.push({ metric: `${engine}: ${kind}, p95 in ms`, n: kRequests, ours: p95, rival: null, ratio: null });
  }
  await stop();
}
run(postgres[0], ['down', postgres[1]]);
mkdirSync(join(root, 'build/bench'), { recursive: true });
writeFileSync(join(root, 'build/bench/reads.json'), JSON.stringify(results, null, 1) + '\n');
rmSync(folder, { recursive: true });
