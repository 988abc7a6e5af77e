// Whether the time of an answer tells who has an account: 2,000 pairs of requests for a code, one by an address that has one and
// one by an address that has none, in an order that changes. The last figure is how often, over all pairs of either kind, the known
// one takes longer: half is what chance gives.
import http from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
process.env.ENTOURAGE_SERVER ??= join(root, 'build/native-release/entourage-server');
const { signIn, startServer } = await import('../server/server_helper.mjs');

const kPairs = 2000, kPeople = 40; // a person is asked for 50 times; limits are wide in development
const server = await startServer();
for (let i = 0; i < kPeople; ++i) await signIn(server, `known-${i}@exemple.test`);

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const ask = (to) => new Promise((done, failed) => {
  const begin = process.hrtime.bigint();
  const request = http.request(`${server.url}/api/v1/session/code`, { method: 'POST', agent, headers: { 'Content-Type': 'application/json' } }, (answer) => {
    answer.resume().on('end', () => answer.statusCode === 202 ? done(Number(process.hrtime.bigint() - begin) / 1e6) : failed(new Error(`${answer.statusCode}`)));
  });
  request.on('error', failed).end(JSON.stringify({ to }));
});

const times = { known: [], other: [] };
for (let i = -50; i < kPairs; ++i) { // the first warm up
  for (const kind of Math.random() < 0.5 ? ['known', 'other'] : ['other', 'known']) {
    const taken = await ask(`${kind}-${(i + 50) % kPeople}@exemple.test`);
    if (i >= 0) times[kind].push(taken);
  }
}
agent.destroy();
await server.stop();

const sorted = Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, [...list].sort((a, b) => a - b)]));
const at = (list, part) => list[Math.floor(list.length * part)];
for (const [kind, list] of Object.entries(sorted))
  console.log(`${kind.padEnd(6)} ${[0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((part) => `p${part * 100} ${at(list, part).toFixed(2)}`).join('  ')} ms`);
let longer = 0;
for (const known of sorted.known) {
  let low = 0, high = sorted.other.length;
  while (low < high) { const middle = (low + high) >> 1; if (sorted.other[middle] < known) low = middle + 1; else high = middle; }
  longer += low;
}
const share = longer / (kPairs * kPairs);
const noise = Math.sqrt((2 * kPairs + 1) / (12 * kPairs * kPairs)); // of that share, by chance alone (Mann and Whitney)
console.log(`known took longer in ${(share * 100).toFixed(1)} % of the pairs (50 ± ${(noise * 196).toFixed(1)} % is chance)`);
mkdirSync(join(root, 'build/bench'), { recursive: true });
writeFileSync(join(root, 'build/bench/sign_in.json'), JSON.stringify([{ metric: 'share of pairs in which the known address took longer', n: kPairs, ours: share, rival: null, ratio: null }], null, 1) + '\n');
