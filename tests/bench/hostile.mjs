// How the server fares while somebody holds a thousand slow connections to it: hostile.mjs. slowhttptest sends heads (-H) and
// bodies (-B) a byte now and then, asks for thousands of ranges (-R), and reads answers a byte now and then (-X). Twice: from the
// loopback address, which no limit of an address counts, and from another address of this machine, where there is one.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
process.env.ENTOURAGE_SERVER ??= join(root, 'build/native-release/entourage-server');
const { createAction, json, signIn, startServer } = await import('../server/server_helper.mjs');

const kConnections = 1000, kPerSecond = 300, kSeconds = 25;
const kSlowest_ms = 1000, kResident_MB = 64;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const assets = join(root, 'build/web-release');
const server = await startServer({ args: ['--address', '0.0.0.0'], useAssets: assets });
const near = `http://127.0.0.1:${server.port}`;
const ana = await signIn({ ...server, url: near });
const large = '/assets/' + JSON.parse(readFileSync(join(assets, 'assets.json'), 'utf8'))['entourage.wasm'].file;
const resident_MB = (field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

// What a person asks meanwhile: a page, a search, a write.
const questions = [
  () => fetch(near + '/'),
  () => fetch(near + '/api/v1/search?q=manteaux'),
  () => fetch(near + '/api/v1/commands', { ...json([createAction()]), headers: { 'Content-Type': 'application/json', Cookie: ana.cookie } }),
];
async function useWhile(attack) {
  const times = [];
  let failed = 0, over = false;
  attack.finally(() => { over = true; });
  for (let i = 0; !over; ++i, await pause(50)) {
    const began = performance.now();
    try {
      const answer = await questions[i % questions.length]();
      await answer.arrayBuffer();
      if (answer.status !== 200) ++failed;
    } catch {
      ++failed;
    }
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { asked: times.length, failed, slowest_ms: times.at(-1), p99_ms: times[Math.floor(times.length * 0.99)] };
}

const common = (url) => ['-c', kConnections, '-r', kPerSecond, '-l', kSeconds, '-p', 3, '-u', url];
const attacks = {
  'slow heads (-H)': (host) => ['-H', '-i', 5, '-x', 24, '-t', 'GET', ...common(host + '/')],
  'slow bodies (-B)': (host) => ['-B', '-i', 5, '-x', 24, '-s', 8192, '-t', 'POST', '-f', 'application/json', ...common(host + '/api/v1/commands')],
  'ranges (-R)': (host) => ['-R', '-a', 10, '-b', 1000, '-t', 'HEAD', ...common(host + large)],
  'slow reading (-X)': (host) => ['-X', '-w', 10, '-y', 20, '-n', 5, '-z', 32, '-k', 3, ...common(host + large)],
};

// Most connections open at once, as the attacker counts them.
function run(options) {
  const child = spawn('bash', ['-c', 'ulimit -n $(ulimit -Hn); exec slowhttptest "$@"', 'slowhttptest', ...options.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => { text += data; });
  return new Promise((ended, failed) => child.on('error', failed).on('exit', (code) => {
    const counts = [...text.replaceAll(/\x1b\[[\d;]*m/g, '').matchAll(/connected:\s+(\d+)/g)].map(([, count]) => Number(count));
    if (counts.length) ended(Math.max(...counts));
    else failed(new Error(`slowhttptest ended with ${code}: ${text.slice(-500)}`));
  }));
}

const other = Object.values(networkInterfaces()).flat().find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
const figures = [];
for (const [from, host] of [['the loopback address', near], ...(other ? [['another address', `http://${other}:${server.port}`]] : [])]) {
  console.log(`${kConnections} slow connections from ${from}, ${kSeconds} s each`);
  for (const [name, options] of Object.entries(attacks)) {
    const attack = run(options(host));
    const [open, use] = await Promise.all([attack, useWhile(attack)]);
    const figure = { from, name, open, ...use, resident_MB: resident_MB('VmRSS'), highest_MB: resident_MB('VmHWM') };
    figures.push(figure);
    console.log(`  ${name.padEnd(20)} ${String(open).padStart(5)} open at once; ours: ${use.asked} asked, ${use.failed} failed, 99 % within ${use.p99_ms.toFixed(0)} ms, ` +
      `slowest ${use.slowest_ms.toFixed(0)} ms; server ${figure.resident_MB.toFixed(1)} MB, at most ${figure.highest_MB.toFixed(1)} MB`);
  }
}
await server.stop();
mkdirSync(join(root, 'build/bench'), { recursive: true });
writeFileSync(join(root, 'build/bench/hostile.json'), JSON.stringify(figures, null, 2));
const bad = figures.filter(({ failed, slowest_ms, highest_MB }) => failed > 0 || slowest_ms > kSlowest_ms || highest_MB > kResident_MB);
if (bad.length) console.error(`not as promised (none failed, each within ${kSlowest_ms} ms, ${kResident_MB} MB): ${bad.map(({ from, name }) => `${name} from ${from}`).join(', ')}`);
process.exit(bad.length ? 1 : 0);
