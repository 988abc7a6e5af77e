// Durable commands over HTTP: each is a new action, and is answered once it is on disk (SQLite, synchronous = FULL). What
// counts is what the server says it has applied.
import {mkdtempSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {root, signIn, startServer} from '../server/server_helper.mjs';
import {leave, printTable, wrk} from './load.mjs';

const kSeconds = 8, kPeople = 8;
const script = join(dirname(fileURLToPath(import.meta.url)), 'commands.lua');
const folder = mkdtempSync(join(root, 'build/bench-'));  // on a disk: a folder for temporary files may be in memory
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

const server = await startServer({database: join(folder, 'world.db'), args: ['--api-rate', '4000000000', '--log', 'off']});
const cookies = [];
for (let i = 0; i < kPeople; ++i) cookies.push((await signIn(server, `bench-${i}@exemple.test`)).cookie);

async function applied() {
  const metrics = await (await fetch(server.url + '/metrics')).text();
  return Number(/^entourage_commands_total\{kind="action\.create",verdict="applied"\} (\S+)$/m.exec(metrics)[1]);
}

const rows = [];
let seed = 0;
for (const [batch, connections] of [[1, 16], [1, 64], [1, 256], [50, 16]]) {
  const before = await applied();
  const begin = performance.now();
  const result = await wrk(server.url, {connections, duration_s: kSeconds, script, more: ['--', String(batch), String(++seed), ...cookies]});
  const rate = (await applied() - before) / ((performance.now() - begin) / 1000);
  if (result.failed > 0) console.log(`  ${result.failed} answers failed`);
  const asked = batch === 1 ? 'one a request' : `${batch} a request`;
  rows.push({metric: `commands applied a second, ${asked}`, n: connections, ours: rate, rival: null, ratio: null});
  rows.push({metric: `99th percentile, ms, ${asked}`, n: connections, ours: result.p99_ms, rival: null, ratio: null});
}
await server.stop();
console.log('commands: new actions, each on disk before its answer');
printTable(rows);
leave('commands', rows);
