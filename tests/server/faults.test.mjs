// What a server meets that is nobody's request: a full disk, a database that cannot be written, a clock that jumps, its own end under load.
// Each time: the client is told clearly, the log says it, nothing that was acknowledged is lost, and all goes on once the cause is gone.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {createAction, folder, newDatabase, openStream, run, signIn, startServer} from './server_helper.mjs';

const isThere = async (server, id) => (await fetch(server.url + '/api/v1/actions/' + id)).status === 200;
const sent = (person, command) => person.ask('/api/v1/commands', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify([command])});
const settled = async (holds, ms = 5000) => {
  for (const last = Date.now() + ms; Date.now() < last; await new Promise((wait) => setTimeout(wait, 20))) if (await holds()) return true;
  return false;
};

async function mustBeUnavailable(answer) {
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.headers.get('retry-after'), '1');
  const problem = await answer.json();
  assert.equal(problem.code, 'storage.unavailable');
  assert.equal(problem.title, 'Nothing could be written just now; nothing has changed.');
}

// Applied before; then `breakIt`, and nothing can be written but all can be read; then `mendIt`, and the same command is applied, once.
async function survives(server, {breakIt, mendIt, line}) {
  const ana = await signIn(server, 'ana@exemple.test');
  const before = createAction({title: 'Avant'}), during = createAction({title: 'Pendant'});
  assert.equal((await ana.send(before)).answers[0].verdict, 'applied');
  await breakIt();
  let refused = await sent(ana, during);
  const more = [];
  while (refused.status === 200 && more.length < 500) {  // the last bytes of a disk
    more.push(createAction({text: 'x'.repeat(2000)}));
    refused = await sent(ana, more.at(-1));
  }
  const lost = more.pop() ?? during;
  await mustBeUnavailable(refused);
  await mustBeUnavailable(await fetch(server.url + '/api/v1/session/code', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{"to":"ben@exemple.test"}'}));
  assert.match(server.log(), line);
  assert.ok(!(await isThere(server, lost.id)), 'refused and yet there');
  for (const path of ['/healthz', '/', '/api/v1/markers', '/api/v1/changes?since=0', '/api/v1/search?q=avant', '/api/v1/actions/' + before.id])
    assert.equal((await fetch(server.url + path)).status, 200, path);
  await mendIt();
  assert.equal((await ana.send(lost)).answers[0].verdict, 'applied', 'the same command, sent again');
  const acknowledged = [before, ...more, lost];
  const {changes} = await (await fetch(server.url + '/api/v1/changes?since=0')).json();
  assert.deepEqual(changes.map(({action}) => action.id).sort(), [...new Set([...acknowledged, ...(lost === during ? [] : [during])].map(({id}) => id))].sort());
  assert.equal((await server.stop()).code, 0);
  const again = await startServer({database: server.database});
  for (const {id} of acknowledged) assert.ok(await isThere(again, id), 'acknowledged and lost');
  await again.stop();
  assert.equal(run('check', '--database', 'sqlite:' + server.database).status, 0);
}

test('no file may grow: 503 and a line in the log, and it goes on by itself', async () => {
  const server = await startServer();
  const limit = (bytes) => assert.equal(spawnSync('prlimit', ['--pid', server.pid, `--fsize=${bytes}:unlimited`]).status, 0);
  await survives(server, {breakIt: () => limit(0), mendIt: () => limit('unlimited'), line: /^storage: .*(disk I\/O error|full)/m});
});

test('the disk is full: 503 and a line in the log, and it goes on by itself', async (t) => {
  const disk = join(folder, 'disk'), ballast = join(disk, 'ballast');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'entourage', disk]).status !== 0) return t.skip('mounting a small disk needs root; the test before this one does not');
  try {
    const server = await startServer({database: join(disk, 'world.db')});
    const fill = () => {
      const {bavail, bsize} = statfsSync(disk);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    };
    await survives(server, {breakIt: fill, mendIt: () => rmSync(ballast), line: /^storage: .*full/m});
  } finally {
    spawnSync('umount', ['--lazy', disk]);
  }
});

test('another program holds the database: 503 and a line in the log, and it goes on by itself', async () => {
  const server = await startServer();
  let holder;
  const hold = () => new Promise((held) => {
    holder = spawn('/usr/bin/python3', ['-c', 'import sqlite3, sys\nd = sqlite3.connect(sys.argv[1], isolation_level=None)\nd.execute("BEGIN IMMEDIATE")\nprint("held", flush=True)\nsys.stdin.read()', server.database]);
    holder.stdout.once('data', held);
  });
  const letGo = () => new Promise((gone) => holder.on('exit', gone).stdin.end());
  await survives(server, {breakIt: hold, mendIt: letGo, line: /^storage: .*locked/m});
});

test('a database that may only be read: the start says so and changes nothing; writable again, all is there', async () => {
  const database = newDatabase();
  const server = await startServer({database});
  const ana = await signIn(server, 'ana@exemple.test');
  const command = createAction();
  await ana.send(command);
  chmodSync(database, 0o444);
  const meanwhile = createAction({title: 'Entre-temps'});
  assert.equal((await ana.send(meanwhile)).answers[0].verdict, 'applied', 'who has the file open keeps it');
  await server.stop();
  const {mtimeMs, size} = statSync(database);
  // Root writes what it likes: it starts without that right.
  const wrap = process.getuid() === 0 ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : [];
  await assert.rejects(startServer({database, wrap}), ({message}) => {
    assert.match(message, /ended with 1/);
    assert.match(message, /entourage-server serve: .*world-\d+\.db.*(read|writ)/);
    return true;
  });
  assert.deepEqual([statSync(database).mtimeMs, statSync(database).size], [mtimeMs, size]);
  chmodSync(database, 0o644);
  const again = await startServer({database, wrap});
  for (const {id} of [command, meanwhile]) assert.ok(await isThere(again, id));
  await again.stop();
});

// libfaketime reads how far the clock of the day is off from a file; the clock that only counts is left alone, as the kernel leaves it.
async function serverWithClock() {
  const library = readdirSync('/usr/lib').map((name) => `/usr/lib/${name}/faketime/libfaketime.so.1`).find(existsSync);
  assert.ok(library, 'libfaketime is not installed: script/test server installs it');
  const file = join(folder, `clock-${Math.random()}`);
  const set = (offset) => writeFileSync(file, offset + '\n');
  set('+0');
  const env = {LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1'};
  return {server: await startServer({env}), set};
}
const createdAt = async (server, id) => Date.parse((await (await fetch(server.url + '/api/v1/actions/' + id)).json()).created);
const markersNow = async (server) => (await (await fetch(server.url + '/api/v1/markers')).json()).cells.reduce((sum, {count}) => sum + count, 0);
const kDay = 86_400_000;

for (const [name, offset, days] of [['forward', '+2d', 2], ['back', '-2d', -2]])
  test(`the clock is set ${name} by two days: signing in, writing, the map and open streams go on`, async () => {
    const {server, set} = await serverWithClock();
    const ana = await signIn(server, 'ana@exemple.test');
    const stream = await openStream(server);
    const before = createAction({title: 'Avant'}), after = createAction({title: 'Après'});
    assert.equal((await ana.send(before)).answers[0].verdict, 'applied');
    assert.ok(await settled(async () => (await markersNow(server)) === 1));
    set(offset);
    assert.equal((await ana.send(after)).answers[0].verdict, 'applied', 'who was signed in still is');
    assert.ok(Math.abs((await createdAt(server, after.id)) - Date.now() - days * kDay) < 60_000, 'the clock was set');
    await stream.wait(({data}) => data.action?.id === after.id);
    const close = {id: createAction().id, kind: 'action.close', close: {action: before.id, outcome: 'happened', message: ''}};
    assert.ok(await settled(async () => (await markersNow(server)) === 2), 'the map shows what came after');
    assert.equal((await ana.send(close)).answers[0].verdict, 'applied');
    const ben = await signIn(server, 'ben@exemple.test', {first_name: 'Ben'});
    assert.equal((await ben.send(createAction())).answers[0].verdict, 'applied');
    set('+0');
    assert.ok((await (await ana.ask('/api/v1/session')).json()).account, 'and when it is right again');
    assert.equal((await signIn(server, 'chloe@exemple.test', {first_name: 'Chloé'})).account.first_name, 'Chloé');
    for (const {id} of [before, after]) assert.ok(await isThere(server, id));
    stream.close();
    assert.equal((await server.stop()).code, 0);
    assert.doesNotMatch(server.log(), /storage:|internal error/);
  });

test('SIGTERM under load: each answer that was begun is whole, and what was acknowledged is there', async () => {
  const server = await startServer();
  const people = await Promise.all(Array.from({length: 4}, (_, i) => signIn(server, `person-${i}@exemple.test`)));
  const acknowledged = new Set();
  // Asks again and again on one connection; ends with it. Gives what came that is no whole answer.
  const asking = (person) => new Promise((ended) => {
    const socket = net.connect(server.port, '127.0.0.1');
    let received = Buffer.alloc(0), command;
    const ask = () => {
      command = createAction();
      const body = JSON.stringify([command]);
      socket.write(`POST /api/v1/commands HTTP/1.1\r\nHost: a\r\nCookie: ${person.cookie}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    socket.on('connect', ask);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received.subarray(0, Math.max(end, 0)).toString())?.[1] ?? NaN);
      if (!(received.length >= end + 4 + length)) return;
      const [answer] = JSON.parse(received.subarray(end + 4, end + 4 + length).toString());
      if (answer.verdict === 'applied') acknowledged.add(answer.id);
      received = received.subarray(end + 4 + length);
      ask();
    });
    socket.on('error', () => {});
    socket.on('close', () => ended(received.toString()));
  });
  const streams = await Promise.all(Array.from({length: 10}, () => openStream(server)));
  const clients = Array.from({length: 40}, (_, i) => asking(people[i % people.length]));
  assert.ok(await settled(() => acknowledged.size > 200));
  const began = Date.now();
  const {code} = await server.stop();
  assert.equal(code, 0, server.log());
  assert.ok(Date.now() - began < 6000, 'it ends in time');
  for (const half of await Promise.all(clients)) assert.equal(half, '', 'half an answer');
  for (const stream of streams) stream.close();
  assert.doesNotMatch(server.log(), /storage:|internal error/);
  const again = await startServer({database: server.database});
  const {changes} = await (await fetch(again.url + '/api/v1/changes?since=0')).json().catch(() => ({}));
  const there = changes ? new Set(changes.map(({action}) => action.id)) : null;
  for (const id of acknowledged) assert.ok(there ? there.has(id) : await isThere(again, id), 'acknowledged and lost');
  await again.stop();
});
