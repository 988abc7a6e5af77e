// Two servers on one PostgreSQL behind a proxy, and what a database on its own machine can do to a server.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {createAction, demoWorld, folder, isPostgres, json, newDatabase, openStream, psql, root, run, signIn, startServer} from './server_helper.mjs';

const only = {skip: !isPostgres && 'ENTOURAGE_TEST_POSTGRES names no database (script/test server starts one)'};
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(isTrue, ms = 20_000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await isTrue()) return;
  throw new Error('it never came true');
}

const freePort = () => new Promise((done) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address();
    server.close(() => done(port));
  });
});

const found = async (server, words) => (await (await fetch(`${server.url}/api/v1/search?q=${encodeURIComponent(words)}`)).json()).items;

// haproxy, which sends each request to the next server that answers its health check.
async function startProxy(servers) {
  const port = await freePort();
  const file = join(folder, `haproxy-${port}.cfg`);
  writeFileSync(file, `defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  retries 3
  option redispatch 1
  option httpchk
  http-check send meth GET uri /healthz ver HTTP/1.1 hdr Host localhost
frontend site
  bind 127.0.0.1:${port}
  default_backend servers
backend servers
  balance roundrobin
${servers.map(({port: own}, i) => `  server s${i} 127.0.0.1:${own} check inter 100ms fall 1 rise 1`).join('\n')}
`);
  const child = spawn('haproxy', ['-db', '-f', file], {stdio: 'ignore'});
  after(() => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(url + '/healthz').catch(() => ({}))).status === 200);
  return {url, stop: () => child.kill('SIGKILL')};
}

// Who comes back where they were cut off, as a browser's EventSource does.
function follow(url) {
  const seen = new Set();
  let last;
  let ended = false;
  const loop = (async () => {
    while (!ended) {
      const stream = await openStream({url}, {lastEventId: last}).catch(() => null);
      const take = () => {
        for (const event of stream?.events.splice(0) ?? []) {
          last = event.id;
          assert.equal(event.event, 'change', 'nothing was so long ago that all must be read again');
          seen.add(event.data.action.id);
        }
      };
      for (; stream && !ended && !stream.isOver(); await sleep(20)) take();
      take();
      stream?.close();
      await sleep(50);
    }
  })();
  return {seen: () => seen, end: () => { ended = true; return loop; }};
}

test('a change written through one server is on the other one\'s stream in less than 300 ms', only, async () => {
  const database = newDatabase();
  const [one, other] = [await startServer({database}), await startServer({database})];
  const ana = await signIn(one, 'ana@exemple.test');
  const stream = await openStream(other);
  const delays = [];
  for (let i = 0; i < 20; ++i) {
    const command = createAction({title: `Manteau ${i}`});
    const begin = performance.now();
    assert.equal((await ana.send(command)).answers[0].verdict, 'applied');
    const event = await stream.wait(({data}) => data.action?.id === command.id);
    delays.push(event.at - begin);
  }
  stream.close();
  await Promise.all([one.stop(), other.stop()]);
  delays.sort((a, b) => a - b);
  console.log(`from the request to the other server's stream: median ${delays[10].toFixed(0)} ms, longest ${delays[19].toFixed(0)} ms`);
  assert.ok(delays[10] < 300, `median ${delays[10]} ms`);
});

test('one of two servers is killed: through the proxy everybody goes on, and misses nothing', only, async () => {
  const database = newDatabase();
  const servers = [await startServer({database}), await startServer({database})];
  const ana = await signIn(servers[0], 'ana@exemple.test');
  const proxy = await startProxy(servers);
  const readers = Array.from({length: 6}, () => follow(proxy.url));
  const wanted = [];
  const send = async (command) => {
    // As a client's outbox: until there is an answer, the same command again.
    for (;; await sleep(50)) {
      const response = await fetch(proxy.url + '/api/v1/commands', {...json([command]), headers: {'Content-Type': 'application/json', Cookie: ana.cookie}}).catch(() => null);
      if (response?.status === 200) return (await response.json())[0];
    }
  };
  for (let i = 0; i < 60; ++i) {
    const command = createAction({title: `Action ${i}`});
    wanted.push(command.id);
    assert.equal((await send(command)).verdict, 'applied');
    if (i === 20) servers[0].kill();
    await sleep(20);
  }
  await until(() => readers.every(({seen}) => wanted.every((id) => seen().has(id))));
  for (const reader of readers) await reader.end();
  for (const {seen} of readers) assert.deepEqual(wanted.filter((id) => !seen().has(id)), []);
  const {changes} = await (await fetch(proxy.url + '/api/v1/changes?since=0')).json();
  assert.equal(changes.length, wanted.length, 'each happened once');
  proxy.stop();
  await servers[1].stop();
});

test('places are imported and roles given beside a running server, whose streams hear of it', only, async () => {
  const database = newDatabase();
  const server = await startServer({database});
  await signIn(server, 'ana@exemple.test');
  const stream = await openStream(server);
  const path = join(folder, 'beside.geojson');
  writeFileSync(path, JSON.stringify({type: 'FeatureCollection', features: [{type: 'Feature', geometry: {type: 'Point', coordinates: [2.35, 48.85]}, properties: {name: 'Fontaine'}}]}));
  const imported = run('import', 'places', path, '--database', database);
  assert.equal(imported.status, 0, imported.stderr);
  await stream.wait(({data}) => data.kind === 'places.reloaded');
  assert.deepEqual((await found(server, 'fontaine')).map(({title}) => title), ['Fontaine']);
  assert.equal(run('role', 'give', 'admin', 'ana@exemple.test', '--database', database).status, 0);
  const again = await signIn(server, 'ana@exemple.test');
  assert.equal((await again.ask('/api/v1/audit')).status, 200);
  stream.close();
  await server.stop();
});

test('two servers share the messages: each is sent once', only, async () => {
  const database = newDatabase();
  const [one, other] = [await startServer({database}), await startServer({database})];
  await Promise.all(Array.from({length: 20}, (_, i) => fetch((i % 2 ? one : other).url + '/api/v1/session/code', json({to: `person-${i}@exemple.test`}))));
  const outboxes = async () => [...await (await fetch(one.url + '/dev/outbox')).json(), ...await (await fetch(other.url + '/dev/outbox')).json()];
  await until(async () => (await outboxes()).length >= 20);
  await sleep(500);
  assert.deepEqual((await outboxes()).map(({to}) => to).sort(), Array.from({length: 20}, (_, i) => `person-${i}@exemple.test`).sort());
  await Promise.all([one.stop(), other.stop()]);
});

test('PostgreSQL goes away and comes back: a clear answer meanwhile, nothing acknowledged is lost, and the server goes on by itself', only, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'entourage-postgres-'));
  chmodSync(parent, 0o755);
  const place = join(parent, 'world');
  const pg = (...args) => spawnSync(join(root, 'script/lib/postgres'), args, {encoding: 'utf8'});
  const up = pg('up', place);
  assert.equal(up.status, 0, up.stderr);
  after(() => { pg('down', place); rmSync(parent, {recursive: true}); });
  const server = await startServer({database: up.stdout.trim() + '&options=-csearch_path%3Dpublic'});
  const ana = await signIn(server, 'ana@exemple.test');
  const before = createAction({title: 'Avant'});
  assert.equal((await ana.send(before)).answers[0].verdict, 'applied');
  const stream = await openStream(server);

  const control = (...args) => spawnSync(process.getuid() === 0 ? 'runuser' : 'env',
    [...(process.getuid() === 0 ? ['-u', 'postgres', '--'] : []), 'bash', '-c', `cd /; $(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)/pg_ctl -D ${place}/data -w ${args.join(' ')}`], {encoding: 'utf8'});
  assert.equal(control('-m', 'immediate', 'stop').status, 0);
  const during = createAction({title: 'Pendant'});
  const refused = await ana.ask('/api/v1/commands', json([during]));
  assert.equal(refused.status, 503);
  assert.equal((await refused.json()).code, 'storage.unavailable');
  assert.equal((await fetch(server.url + '/api/v1/actions/' + before.id)).status, 503);
  assert.match(server.log(), /storage|database/);

  const started = control('-l', `${place}/log`, '-o', `"-k ${place} -c listen_addresses='' -c unix_socket_permissions=0777"`, 'start');
  assert.equal(started.status, 0, started.stderr);
  await until(async () => (await fetch(server.url + '/api/v1/actions/' + before.id)).status === 200);
  let answer;
  await until(async () => (answer = await ana.send(during)).status === 200);
  assert.equal(answer.answers[0].verdict, 'applied');
  await stream.wait(({data}) => data.action?.id === during.id, 15_000);
  stream.close();
  assert.equal((await server.stop()).code, 0);
});

const rowsOf = (database) => psql(`SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1`, database).trim().split('\n')
  .filter((table) => table !== 'schema_migration')
  .map((table) => [table, psql(`SELECT * FROM ${table} AS row ORDER BY row`, database)]);

test('backup, restore and copy carry every row from one engine to the other and back', only, async () => {
  const database = newDatabase();
  const server = await startServer({database, args: ['--demo', demoWorld]});
  const ana = await signIn(server, 'ana@exemple.test');
  assert.equal((await ana.send(createAction({title: 'Épicerie « L’Étoile » 😀'}))).answers[0].verdict, 'applied');
  const backup = join(folder, 'backup.db');
  const done = (...args) => {
    const {status, stdout, stderr} = run(...args);
    assert.equal(status, 0, stderr);
    return stdout;
  };
  done('backup', backup, '--database', database);  // while it is served
  await server.stop();
  assert.match(done('check', '--database', 'sqlite:' + backup), /is sound: 196 places/);
  const restored = newDatabase(), copied = newDatabase();
  done('restore', backup, '--database', restored);
  const file = join(folder, 'copied.db');
  done('copy', database, 'sqlite:' + file);
  done('copy', 'sqlite:' + file, copied);
  const wanted = rowsOf(database);
  assert.ok(wanted.some(([, rows]) => rows.includes('L’Étoile')));
  assert.deepEqual(rowsOf(restored), wanted);
  assert.deepEqual(rowsOf(copied), wanted);
  for (const [args, pattern] of [[['copy', 'sqlite:' + file, copied], /is not empty/], [['restore', backup, '--database', copied], /is not empty/],
    [['restore', backup, '--database', 'sqlite:' + file], /is there already/], [['check', '--database', newDatabase()], /There is no database/]]) {
    const {status, stderr} = run(...args);
    assert.equal(status, 1);
    assert.match(stderr, pattern);
  }
  assert.deepEqual(rowsOf(copied), wanted);
  // And it can be served: numbers go on where they were.
  const again = await startServer({database: copied});
  const bea = await signIn(again, 'ana@exemple.test');
  const command = createAction({title: 'Après la copie'});
  assert.equal((await bea.send(command)).answers[0].verdict, 'applied');
  assert.equal((await found(again, 'etoile')).length, 1);
  assert.equal((await found(again, 'apres copie')).length, 1);
  await again.stop();
});

test('a database of another program, and one that cannot be reached, are left alone and named without their password', only, async () => {
  const other = newDatabase();
  psql('CREATE TABLE accounts (id INTEGER)', other);
  const foreign = run('serve', '--dev', '--database', other, '--pepper', join(folder, 'other.pepper'), '--port', '0');
  assert.equal(foreign.status, 1);
  assert.match(foreign.stderr, /database of another program/);
  assert.deepEqual(rowsOf(other), [['accounts', '']]);
  const gone = run('check', '--database', 'postgresql://ana:s3same@127.0.0.1:1/world');
  assert.equal(gone.status, 1);
  assert.match(gone.stderr, /postgresql:\/\/127\.0\.0\.1:1\/world cannot be used as a database: .*refused/);
  assert.ok(!gone.stderr.includes('s3same'));
  const keyless = run('serve', '--dev', '--database', other, '--port', '0');
  assert.equal(keyless.status, 1);
  assert.match(keyless.stderr, /--pepper FILE/);
});
