// Every kind of bad input: its own clear error, and nothing changed.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createAction, json, raw, signIn, startServer, uuidV7} from './server_helper.mjs';

let server, ana;
before(async () => {
  server = await startServer({args: ['--request-timeout', '1']});
  ana = await signIn(server, 'ana@exemple.test');
});
after(async () => {
  const {sequence} = await (await fetch(server.url + '/api/v1/changes?since=0')).json();
  assert.equal(sequence, 0, 'nothing has changed');
  assert.equal(server.log().includes('internal error'), false, server.log());
  await server.stop();
});

async function problem(path, options, status, code, where) {
  const answer = await ana.ask(path, options);
  const text = await answer.text();
  assert.equal(answer.status, status, text);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const body = JSON.parse(text);
  assert.deepEqual({status: body.status, code: body.code, ...(where ? {where: body.where} : {})}, {status, code, ...(where ? {where} : {})});
  assert.ok(body.title.length > 10);
}
const commands = (body) => ['/api/v1/commands', json(body)];

test('malformed JSON', async () => {
  for (const body of ['', '{', '[', '[1,]', 'nonsense', '[{"id":}]', '[] []', "[{'id':1}]", '[NaN]', '[Infinity]', '\u0000', '['.repeat(100_000)]) {
    await problem(...commands(body), 400, 'json.malformed');
  }
});

test('NaN and numbers that are none', async () => {
  const text = JSON.stringify([createAction()]);
  for (const number of ['NaN', 'Infinity', '-Infinity', '0x10', '1e', '01', '.5', '+1']) await problem(...commands(text.replace('48.8712345', number)), 400, 'json.malformed');
});

test('points off the world', async () => {
  for (const at of [{lat: 91, lon: 2}, {lat: 48, lon: -180.5}, {lat: 1e300, lon: 2}]) await problem(...commands([createAction({at})]), 400, 'json.value');
});

test('wrong types, missing and unknown fields, unknown kinds', async () => {
  const good = createAction();
  for (const [body, code] of [
    [{}, 'json.type'], ['"text"', 'json.type'], ['17', 'json.type'], ['null', 'json.type'], [[1], 'json.type'], [[null], 'json.type'], [[[]], 'json.type'],
    [[{...good, id: 17}], 'json.type'],
    [[{...good, action: 'x'}], 'json.type'],
    [[{...good, action: {...good.action, title: 17}}], 'json.type'],
    [[{...good, action: {...good.action, at: 'Paris'}}], 'json.type'],
    [[{...good, action: {...good.action, at: {lat: '48.8', lon: 2.3}}}], 'json.type'],
    [[{...good, action: {...good.action, at: {lat: null, lon: 2.3}}}], 'json.type'],
    [[{...good, action: {...good.action, at: {}}}], 'json.missing'],
    [[{...good, action: {...good.action, title: undefined}}], 'json.missing'],
    [[{kind: 'action.create'}], 'json.missing'],
    [[{...good, admin: true}], 'json.unknown_field'],
    [[{...good, action: {...good.action, author: 'x'}}], 'json.unknown_field'],
    [[{...good, kind: 'action.explode'}], 'json.value'],
    [[{...good, action: {...good.action, section: 'weapons'}}], 'json.value'],
    [[good, good], 'json.duplicate_id'],
    [Array.from({length: 51}, () => createAction()), 'json.too_many'],
  ]) await problem(...commands(body), 400, code);
});

test('a malformed list is refused as a whole, for guests too', async () => {
  const good = createAction();
  await problem(...commands([good, {...createAction(), kind: 'x'}]), 400, 'json.value');
  const guest = await fetch(server.url + '/api/v1/commands', json([good, 17]));
  assert.equal(guest.status, 400);
  assert.equal((await fetch(server.url + '/api/v1/actions/' + good.id)).status, 404);
});

test('lone surrogates and broken UTF-8', async () => {
  const text = JSON.stringify([createAction({title: 'XXXX'})]);
  for (const bad of ['\\ud800', '\\udc00\\ud800', '\\ud83d x']) {
    const answer = await ana.ask(...commands(text.replace('XXXX', bad)));
    assert.equal(answer.status, 400);
  }
  const bytes = Buffer.from(text);
  bytes[bytes.indexOf('XXXX')] = 0xff;
  const answer = await ana.ask('/api/v1/commands', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: bytes});
  assert.equal(answer.status, 400);
});

test('texts too long, too short, with phone numbers and control characters; ids that are not version 7', async () => {
  for (const [more, reason, where] of [
    [{title: 'a'.repeat(101)}, 'text.too_long', 'title'],
    [{title: '  a  '}, 'text.too_short', 'title'],
    [{title: ''}, 'text.missing', 'title'],
    [{text: 'é'.repeat(2001)}, 'text.too_long', 'text'],
    [{text: 'appelez le 06 12 34 56 78'}, 'text.phone_number', 'text'],
    [{text: 'écrivez à a@exemple.fr'}, 'text.email', 'text'],
    [{title: 'abc\u0007def'}, 'text.control_characters', 'title'],
    [{at: {insee: '7511'}}, 'insee.malformed', 'at'],
  ]) {
    const {status, answers} = await ana.send(createAction(more));
    assert.equal(status, 200);
    assert.deepEqual([answers[0].verdict, answers[0].reason], ['refused', reason], JSON.stringify(more).slice(0, 80));
    assert.ok(answers[0].where.startsWith(where), answers[0].where);
  }
  const v4 = {...createAction(), id: '9f8b5a4e-3c2d-4e1f-8a7b-6c5d4e3f2a1b'};
  assert.equal((await ana.send(v4)).answers[0].reason, 'id.not_uuid_v7');
});

test('sign-in bodies', async () => {
  const code = '/api/v1/session/code', session = '/api/v1/session';
  await problem(code, json('{'), 400, 'json.malformed');
  await problem(code, json({}), 400, 'json.missing');
  await problem(code, json({to: 17}), 400, 'json.type');
  await problem(code, json({to: 'a@b.fr', admin: true}), 400, 'json.unknown_field');
  for (const to of ['', 'nobody', '12', 'a@b', 'a b@c.fr', '06 12', 'a@b.fr\r\nBcc: x@y.fr', 'x'.repeat(400) + '@exemple.test']) await problem(code, json({to}), 422, 'contact.malformed', 'to');
  await problem(session, json({to: 'a@exemple.test'}), 400, 'json.missing');
  await problem(session, json({to: 'a@exemple.test', code: 123456}), 400, 'json.type');
  await problem(session, json({to: 'a@exemple.test', code: '1', first_name: 'A', goal: 'rule'}), 400, 'json.value');
  await problem(session, json({to: 'a@exemple.test', code: '123456'}), 422, 'code.wrong');
});

test('a body of 1 GB is refused at once, by its length', async () => {
  const started = Date.now();
  const {statuses, out} = await raw(server.port, `POST /api/v1/commands HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n[`, 3000);
  assert.deepEqual(statuses, [413]);
  assert.match(out, /application\/problem\+json/);
  assert.match(out, /"code":"request.too_large"/);
  assert.ok(Date.now() - started < 2500);
});

test('a body that grows beyond the limit is refused on its way', async () => {
  const chunk = '10000\r\n' + 'x'.repeat(65536) + '\r\n';
  const {statuses} = await raw(server.port, ['POST /api/v1/commands HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n', chunk, chunk, chunk, chunk, chunk], 3000);
  assert.deepEqual(statuses, [413]);
  const big = JSON.stringify([createAction({text: 'x'.repeat(300_000)})]);
  const answer = await ana.ask(...commands(big));
  assert.equal(answer.status, 413);
  assert.equal((await answer.json()).code, 'request.too_large');
});

test('half a request gets an answer in time, and the connection ends', async () => {
  const body = 'POST /api/v1/commands HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[';
  for (const half of ['GET /api/v1/mark', 'GET /api/v1/markers HTTP/1.1\r\nHost: a\r\n', body]) {
    const {statuses, out, ended} = await raw(server.port, half, 4000);
    assert.deepEqual(statuses, [408], half);
    assert.match(out, /request\.incomplete|Request Timeout/);
    assert.equal(ended, 'closed');
  }
});

test('dribbling a byte now and then does not hold a connection', async () => {
  const started = Date.now();
  const socketPieces = 'GET /api/v1/markers HTTP/1.1\r\nX: ';
  const result = await new Promise((done) => {
    import('node:net').then(({default: net}) => {
      const socket = net.connect(server.port, '127.0.0.1');
      socket.write(socketPieces);
      const timer = setInterval(() => socket.write('a'), 200);
      let out = '';
      socket.on('data', (data) => (out += data));
      socket.on('error', () => {});
      socket.on('close', () => { clearInterval(timer); done(out); });
    });
  });
  assert.match(result, /^HTTP\/1\.1 408 /);
  assert.ok(Date.now() - started < 4000);
});

test('an unknown route is told as one, whatever the method', async () => {
  await problem('/api/v1/unknown', {}, 404, 'route.unknown');
  await problem('/api/v2/markers', {}, 404, 'route.unknown');
  await problem('/api/v1/unknown', json([]), 404, 'route.unknown');
});

test('a stale client: fields a newer client would send are named, not guessed', async () => {
  await problem(...commands([{...createAction(), schedule: {}}]), 400, 'json.unknown_field', '[0].schedule');
  await problem(...commands([{id: uuidV7(), kind: 'poll.create', poll: {}}]), 400, 'json.value', '[0].kind');
});
