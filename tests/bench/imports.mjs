// How long an extract of OpenStreetMap of a million objects (invented) takes on its way into an empty database, again into the
// same, and as a dry run; and the most memory it takes.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const program = process.env.ENTOURAGE_SERVER ?? join(root, 'build/native-release/entourage-server');
const folder = mkdtempSync(join(tmpdir(), 'entourage-imports-'));
chmodSync(folder, 0o755);
const kObjects = 1_000_000;

// Python asks the system how much memory its child had at the most (KB).
function run(command, ...args) {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c',
    'import resource, subprocess, sys\nsys.exit(subprocess.call(sys.argv[1:]) or print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))',
    command, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stdout + stderr);
  return { seconds: (performance.now() - begin) / 1000, peak_MB: Number(stdout.trim().split('\n').at(-1)) / 1000 };
}

const extract = join(folder, 'invented.osm.pbf');
run(join(root, 'build/native-release/tests/invent_osm'), extract, String(kObjects));
const postgres = [join(root, 'script/lib/postgres'), join(folder, 'postgres')];
const up = spawnSync(postgres[0], ['up', postgres[1]], { encoding: 'utf8' });
if (up.status !== 0) throw new Error(up.stderr);
const results = [];
for (const database of [`sqlite:${join(folder, 'world.db')}`, up.stdout.trim()]) {
  for (const [way, ...more] of [['as a dry run', '--dry-run'], ['into an empty database'], ['again']]) {
    const { seconds, peak_MB } = run(program, 'import', 'places', extract, '--database', database, '--pepper', join(folder, 'pepper'), ...more);
    const metric = `${database.split(':')[0]}: OpenStreetMap ${way}`;
    console.log(`${metric.padEnd(52)} ${seconds.toFixed(1)} s, ${(kObjects / seconds * 60 / 1e6).toFixed(1)} million objects a minute, ${peak_MB.toFixed(0)} MB at its peak`);
    results.push({ metric: `${metric}, seconds`, n: kObjects, ours: seconds, rival: null, ratio: null }, { metric: `${metric}, peak in MB`, n: kObjects, ours: peak_MB, rival: null, ratio: null });
  }
}
spawnSync(postgres[0], ['down', postgres[1]]);
mkdirSync(join(root, 'build/bench'), { recursive: true });
writeFileSync(join(root, 'build/bench/imports.json'), JSON.stringify(results, null, 1) + '\n');
rmSync(folder, { recursive: true });
