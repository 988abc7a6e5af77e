// Idle event streams: how much memory they cost the server, and how soon one change is at all of them.
import {readFileSync} from 'node:fs';
import net from 'node:net';
import {createAction, signIn, startServer} from '../server/server_helper.mjs';
import {leave, printTable} from './load.mjs';

const kStreams = Number(process.argv[2] ?? 10_000), kChanges = 5, kAtOnce = 200;

const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))[1]) * 1024;
const limit = Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))[1]);
if (limit < kStreams + 100) throw new Error(`${kStreams} streams need as many open files: ulimit -n ${kStreams + 100}`);

const server = await startServer({args: ['--log', 'off']});
const person = await signIn(server);
const empty = rss(server.pid);

const sockets = [];
let waited = null;  // {text, left, done}
// From several addresses: one has less than 30,000 ports.
const open = (i) => new Promise((opened, failed) => {
  const socket = net.connect({port: server.port, host: '127.0.0.1', localAddress: `127.0.0.${1 + i % 4}`});
  sockets.push(socket);
  let text = '';
  socket.setEncoding('latin1');
  socket.on('error', failed);
  socket.on('close', () => failed(new Error('a stream ended')));
  socket.on('connect', () => socket.write('GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n'));
  socket.on('data', (data) => {
    text = (text + data).slice(-2000);
    if (text.includes('retry: ')) {
      opened();
      text = '';
    }
    if (waited && text.includes(waited.text)) {
      text = '';
      if (--waited.left === 0) waited.done(performance.now());
    }
  });
});

const begin = performance.now();
for (let i = 0; i < kStreams; i += kAtOnce) await Promise.all(Array.from({length: Math.min(kAtOnce, kStreams - i)}, (_, j) => open(i + j)));
const opened_s = (performance.now() - begin) / 1000;
const full = rss(server.pid);

const taken = [];
for (let i = 0; i < kChanges; ++i) {
  const create = createAction();
  const all = new Promise((done, failed) => {
    waited = {text: create.id, left: kStreams, done};
    setTimeout(() => failed(new Error(`${waited.left} streams were not told within 30 s`)), 30_000).unref();
  });
  const asked = performance.now();
  await person.send(create);
  taken.push(await all - asked);
  waited = null;
}
const after = rss(server.pid);

const row = (metric, ours) => ({metric, n: kStreams, ours, rival: null, ratio: null});
const rows = [row('memory of the server before, MB', empty / 2 ** 20), row('memory with the streams, MB', full / 2 ** 20), row('memory after the changes, MB', after / 2 ** 20),
  row('opened in, s', opened_s), row('a change at all of them, ms, at worst', Math.max(...taken))];
for (const socket of sockets) {
  socket.removeAllListeners('close');
  socket.destroy();
}
await server.stop();
console.log('streams: idle ones, and one change told to all');
printTable(rows);
leave('streams', rows);
