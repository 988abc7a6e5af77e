// What the server tells of itself: request ids, its log, its metrics; and that nothing about people is in them.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import http from 'node:http';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {createAction, folder, importKey, isPostgres, json, openStream, raw, run, signIn, startServer, uuidV7} from './server_helper.mjs';
import {parseMetrics} from './prometheus_helper.mjs';

let server;
const ask = (path, options = {}) => fetch(server.url + path, options);
const read = async (of = server) => parseMetrics(await (await fetch(of.url + '/metrics')).text());
const value = (families, name, labels = {}, suffix = '') => families.get(name).samples
  .filter((sample) => sample.suffix === suffix && Object.entries(labels).every(([label, of]) => sample.labels[label] === of))
  .reduce((sum, sample) => sum + sample.value, 0);
const linesOf = (of) => of.log().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
const until = async (isSo) => {
  for (let i = 0; i < 100 && !(await isSo()); ++i) await new Promise((later) => setTimeout(later, 50));
  assert.ok(await isSo());
};

before(async () => { server = await startServer({args: ['--log', 'json', '--trusted-proxy', '127.0.0.2']}); });
after(async () => { await server.stop(); });

test('every answer has an id of its own, whatever becomes of the request', async () => {
  const seen = new Set();
  for (const path of ['/', '/healthz', '/api/v1/markers', '/nulle-part', '/api/v1/nothing', '/assets/main.0123456789.js']) {
    const id = (await ask(path)).headers.get('x-request-id');
    assert.match(id, /^[0-9A-HJKMNP-TV-Z]{13}$/, path);
    seen.add(id);
  }
  assert.equal(seen.size, 6);
  const {out} = await raw(server.port, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n');
  assert.match(out, /^HTTP\/1\.1 400 .*\r\nX-Request-Id: [0-9A-Z]{13}\r\n/s);
});

// From an address of its own: with fetch it cannot be chosen.
const from = (localAddress, headers) => new Promise((done, failed) => {
  http.get({host: '127.0.0.1', port: server.port, path: '/healthz', localAddress, headers}, (answer) => {
    answer.resume();
    answer.on('end', () => done(answer.headers['x-request-id']));
  }).on('error', failed);
});

test('an id is taken over from a trusted proxy alone, and only where it is one', async () => {
  assert.equal(await from('127.0.0.2', {'X-Request-Id': 'proxy-17.A_b'}), 'proxy-17.A_b');
  assert.notEqual(await from('127.0.0.1', {'X-Request-Id': 'proxy-17.A_b'}), 'proxy-17.A_b');
  for (const bad of ['', 'a b', 'x'.repeat(65), 'é', '"', '{}'])
    assert.match(await from('127.0.0.2', {'X-Request-Id': Buffer.from(bad).toString('latin1')}), /^[0-9A-Z]{13}$/, bad);
});

test('a request is one line of the log: by its pattern, never by what was asked', async () => {
  const id = (await ask(`/api/v1/places/${uuidV7()}?q=secret-query`)).headers.get('x-request-id');
  await until(() => linesOf(server).some(({request_id}) => request_id === id));
  const line = linesOf(server).find(({request_id}) => request_id === id);
  assert.deepEqual(Object.keys(line), ['time', 'level', 'event', 'request_id', 'method', 'route', 'status', 'duration_ms', 'bytes']);
  assert.equal(line.route, '/api/v1/places/*');
  assert.equal(line.status, 404);
  assert.equal(line.method, 'GET');
  assert.ok(line.bytes > 50 && line.duration_ms >= 0 && Math.abs(Date.parse(line.time) - Date.now()) < 60_000);
  await ask('/secret-path', {method: 'PATCH'});
  await until(() => linesOf(server).some(({method}) => method === 'OTHER'));
  assert.equal(linesOf(server).find(({method}) => method === 'OTHER').route, 'unknown');
});

test('a failure can be quoted: the same id in the answer and in the log', {skip: isPostgres && 'only a file can be held'}, async () => {
  const own = await startServer({args: ['--log', 'json']});
  // Another program holds the database; the server waits 5 seconds for it.
  const holder = spawn('python3', ['-c', 'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\ndb.execute("BEGIN IMMEDIATE")\nprint("held", flush=True)\nsys.stdin.read()', own.database]);
  await new Promise((held) => holder.stdout.once('data', held));
  const answer = await fetch(own.url + '/api/v1/session/code', json({to: 'ana@exemple.test'}));
  holder.stdin.end();
  assert.equal(answer.status, 503);
  const problem = await answer.json();
  assert.equal(problem.request_id, answer.headers.get('x-request-id'));
  await until(() => linesOf(own).some(({request_id}) => request_id === problem.request_id));
  assert.equal(linesOf(own).find(({request_id}) => request_id === problem.request_id).level, 'error');
  assert.match(linesOf(own).find(({event}) => event === 'storage').text, /locked/);
  await own.stop();
});

test('by itself the log is for people, and tells no requests', async () => {
  for (const args of [[], ['--log', 'off']]) {
    const own = await startServer({args: [...args, '--address', '0.0.0.0'], env: {ENTOURAGE_PROT: '80'}});
    await fetch(own.url.replace('0.0.0.0', '127.0.0.1') + '/healthz');
    await own.stop();
    const notes = own.log().split('\n').filter((line) => line && !/^(listening|stopped)/.test(line));
    if (args.length > 0) assert.deepEqual(notes, []);
    else {
      assert.equal(notes.length, 2);
      assert.match(notes[0], /^note: the variable ENTOURAGE_PROT is not known/);
      assert.match(notes[1], /^note: sign-in needs https/);
    }
  }
});

test('metrics count what happened', async () => {
  const own = await startServer({args: ['--log', 'off']});
  const ana = await signIn(own, 'ana@exemple.test');
  const create = createAction();
  await ana.send(create, createAction({title: ''}), {id: uuidV7(), kind: 'event.join', join: {event: uuidV7()}});
  await ana.send(create);
  const stream = await openStream(own);
  for (let i = 0; i < 3; ++i) await fetch(`${own.url}/api/v1/actions/${create.id}`);
  await fetch(own.url + '/api/v1/places/17', {method: 'HEAD'});
  const families = await read(own);
  const requests = 'entourage_http_requests_total', seconds = 'entourage_http_request_duration_seconds';
  assert.equal(value(families, requests, {route: '/api/v1/actions/*', method: 'GET', status: '2xx'}), 3);
  assert.equal(value(families, requests, {route: '/api/v1/places/*', method: 'HEAD', status: '4xx'}), 1);
  assert.equal(value(families, seconds, {route: '/api/v1/actions/*'}, '_count'), 3);
  assert.equal(value(families, requests, {route: '/api/v1/session', method: 'POST'}), 2);
  assert.equal(value(families, 'entourage_commands_total', {kind: 'action.create', verdict: 'applied'}), 2);
  assert.equal(value(families, 'entourage_commands_total', {verdict: 'refused'}), 2);
  assert.equal(value(families, 'entourage_streams_open'), 1);
  assert.ok(value(families, 'entourage_connections_open') >= 1);
  assert.ok(value(families, 'entourage_storage_commit_duration_seconds', {}, '_count') >= 4);
  assert.ok(value(families, 'entourage_storage_group_size', {}, '_sum') >= 6);
  assert.equal(value(families, 'entourage_storage_queue_length'), 0);
  assert.equal(value(families, 'entourage_outgoing_tries_total', {channel: 'email', outcome: 'sent'}), 1);
  assert.equal(value(families, 'entourage_outgoing_waiting'), 0);
  assert.ok(value(families, 'process_resident_memory_bytes') > 1e6);
  assert.ok(value(families, 'process_open_fds') > 5);
  assert.match(families.get('entourage_build_info').samples[0].labels.version, /^\d+\.\d+\.\d+$/);
  stream.close();
  await until(async () => value(await read(own), 'entourage_streams_open') === 0);
  await own.stop();
});

test('whatever is asked for, the labels are those of a bounded set', async () => {
  const before = (await read()).get('entourage_http_requests_total').samples.length;
  for (let i = 0; i < 50; ++i) {
    await ask(`/nulle-part/${i}`, {method: 'M' + i});
    await ask(`/lieux/${i}`);
    await ask(`/assets/${i}.js`);
  }
  const samples = (await read()).get('entourage_http_requests_total').samples;
  assert.ok(samples.length <= before + 4);
  const patterns = new Set(run('routes').stdout.trim().split('\n').flatMap((line) => JSON.parse(line).path ?? []).concat('asset', 'unknown', 'unread'));
  for (const {labels} of samples) assert.ok(patterns.has(labels.route) && /^(GET|HEAD|POST|DELETE|OTHER)$/.test(labels.method) && /^[1-5]xx$/.test(labels.status));
});

test('metrics are for this machine, or for who has the token; for others there is no such page', async () => {
  const nobody = [{'X-Forwarded-For': '127.0.0.1'}, {Forwarded: 'for=127.0.0.1'}, {'X-Forwarded-For': '10.0.0.1', Authorization: 'Bearer '}, {'X-Forwarded-For': '10.0.0.1', Authorization: 'Bearer undefined'}];
  for (const headers of nobody) {
    const answer = await ask('/metrics', {headers});
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /Page introuvable/);
  }
  const far = (of, headers) => new Promise((done) => http.get({host: '127.0.0.1', port: of.port, path: '/metrics', headers: {Host: 'entourage.example.org', ...headers}}, (answer) => {
    answer.resume();
    done(answer.statusCode);
  }));
  assert.equal(await far(server, {}), 404);
  const file = join(folder, 'metrics-token');
  writeFileSync(file, 'sesame\n');
  const own = await startServer({args: ['--metrics-token-file', file]});
  assert.equal(await far(own, {Authorization: 'Bearer sesame'}), 200);
  for (const bad of ['Bearer sesam', 'Bearer sesame2', 'sesame', 'Basic sesame']) assert.equal(await far(own, {Authorization: bad}), 404);
  await own.stop();
});

test('nothing about people is in any log, nor in the metrics', async () => {
  const phone = '0698765432', email = 'secrete.personne@exemple.test', title = 'Un titre très secret';
  const secrets = [phone, '98765432', email, 'secrete', title, 'secret', 'Séraphine', '48.8712', '8712345', '2.36987', '3698765', '127.0.0.1', 'Mozilla', 'un-mot-cherche', '203.0.113'];
  for (const form of ['json', 'text']) {
    const own = await startServer({args: ['--log', form, '--trusted-proxy', '127.0.0.1']});
    const headers = {'User-Agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0', 'X-Forwarded-For': '203.0.113.17'};
    for (const to of [phone, email]) {
      const asked = await fetch(own.url + '/api/v1/session/code', {...json({to}), headers: {'Content-Type': 'application/json', ...headers}});
      assert.equal(asked.status, 202);
      const {code} = (await (await fetch(own.url + '/dev/outbox')).json())[0];
      secrets.push(code);
      const wrong = await fetch(own.url + '/api/v1/session', json({to, code: code === '000000' ? '111111' : '000000'}));
      assert.equal(wrong.status, 422);
    }
    const person = await signIn(own, email, {first_name: 'Séraphine'});
    secrets.push(person.cookie.split('=')[1]);
    const made = await person.send(createAction({title}), createAction({title: title + '\u0000'}), createAction({at: {lat: 48.8712345, lon: 2.3698765}}));
    assert.deepEqual(made.answers.map(({verdict}) => verdict), ['applied', 'refused', 'applied']);
    await fetch(own.url + '/api/v1/search?q=un-mot-cherche');
    const operator = await importKey(own.database);
    secrets.push(operator.split(' ')[1]);
    const feature = {type: 'Feature', geometry: {type: 'Point', coordinates: [2.3698765, 48.8712345]}, properties: {name: title, phone}};
    const taken = await fetch(own.url + '/api/v1/places', {...json({type: 'FeatureCollection', features: [feature]}), headers: {'Content-Type': 'application/json', Authorization: operator}});
    assert.equal(taken.status, 200);
    await fetch(own.url + '/api/v1/commands', json(`[{"title": "${title}"`));
    await raw(own.port, `GET /${phone} HTTP/1.1\r\nHost: a\r\nX: ${email}\x01\r\n\r\n`);
    await fetch(`${own.url}/lieux/${phone}?q=${encodeURIComponent(email)}`, {headers});
    const metrics = await (await fetch(own.url + '/metrics')).text();
    parseMetrics(metrics);
    await own.stop();
    const told = own.log().replace(/^listening on .*$/m, '') + metrics;
    if (form === 'json') assert.ok(linesOf(own).length > 10);
    for (const secret of secrets) assert.ok(!told.toLowerCase().includes(secret.toLowerCase()), `${secret} in ${told}`);
  }
});
