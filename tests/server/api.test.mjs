// The API as docs/API.md tells it, asked of the real server.
import assert from 'node:assert/strict';
import http from 'node:http';
import {after, before, test} from 'node:test';
import {createAction, demoWorld, json, openStream, signIn, startServer, uuidV7} from './server_helper.mjs';

let server;
const get = (path, headers = {}) => fetch(server.url + path, {headers, redirect: 'manual'});
before(async () => { server = await startServer({args: ['--demo', demoWorld]}); });
after(async () => { await server.stop(); });

test('healthz answers', async () => {
  const answer = await get('/healthz');
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), {status: 'ok'});
});

test('the manifest lists immutable cells that hold every place and open action', async () => {
  const answer = await get('/api/v1/markers');
  const manifest = await answer.json();
  assert.equal(manifest.format, 1);
  assert.equal(manifest.cells.reduce((sum, cell) => sum + cell.count, 0), 196 + 109);
  for (const {url} of manifest.cells) {
    assert.match(url, /^\/api\/v1\/markers\/\w+-[0-9a-f]{32}\.bin$/);
    const packed = await get(url);
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    assert.match(packed.headers.get('cache-control'), /immutable/);
    const bytes = new Uint8Array(await packed.arrayBuffer());
    assert.equal(Buffer.from(bytes.slice(0, 4)).toString(), 'ENTM');
    const plain = await get(url, {'Accept-Encoding': 'identity'});
    assert.equal(plain.headers.get('content-encoding'), null);
    assert.deepEqual(new Uint8Array(await plain.arrayBuffer()), bytes);
    assert.equal(plain.headers.get('content-length'), String(bytes.length));
  }
});

test('reads carry an ETag and answer If-None-Match with 304', async () => {
  for (const path of ['/api/v1/markers', '/api/v1/search?q=repas', '/', '/api/v1/changes?since=0']) {
    const first = await get(path);
    const tag = first.headers.get('etag');
    assert.match(tag, /^"[\w-]+"$/, path);
    const second = await get(path, {'If-None-Match': tag});
    assert.equal(second.status, 304, path);
    assert.equal(await second.text(), '');
    // It would replace what the browser has stored with the page: a reload must keep the page's own policy.
    assert.equal(second.headers.get('content-security-policy'), null, path);
    assert.equal(second.headers.get('etag'), tag);
    assert.equal((await get(path, {'If-None-Match': '"other"'})).status, 200);
  }
});

test('a place and an action have all their fields', async () => {
  const {items} = await (await get('/api/v1/search?q=soupe')).json();
  const place = await (await get('/api/v1/places/' + items[0].id)).json();
  assert.deepEqual(Object.keys(place).sort(), ['access', 'address', 'animals', 'association', 'attribution', 'audience', 'category', 'checked', 'city', 'closed_since', 'description', 'example', 'hours_text', 'id',
    'languages', 'last_checked', 'lat', 'licence', 'lon', 'name', 'needs', 'opening_hours', 'phone', 'postal_code', 'source', 'source_id', 'updated', 'website', 'wheelchair']);
  assert.equal(place.id, items[0].id);
  assert.equal(place.example, true);
  assert.equal(place.phone, null);
  assert.deepEqual(place.languages, []);
  const found = (await (await get('/api/v1/search?q=manteau')).json()).items.find((item) => item.kind >= 128);
  const action = await (await get('/api/v1/actions/' + found.id)).json();
  assert.deepEqual(Object.keys(action).sort(), ['author', 'cell', 'created', 'example', 'id', 'kind', 'lat', 'lon', 'outcome', 'outcome_message', 'section', 'status', 'text', 'title', 'updated']);
  assert.deepEqual(Object.keys(action.author).sort(), ['first_name', 'id']);
  assert.ok(Date.parse(action.created) <= Date.now());
});

test('search forgives accents and case, finds beginnings, and is never an operator', async () => {
  const search = async (q) => (await (await get('/api/v1/search?q=' + encodeURIComponent(q))).json()).items;
  assert.ok((await search('DOUCHE')).length > 0);
  assert.deepEqual(await search('hygiène'), await search('hygiene'));
  assert.ok((await search('coif')).length >= (await search('coiffure')).length);
  for (const q of ['"', '" OR 1', '*', 'a* NEAR b', 'title:x', '😀😀', '%%', "'; DROP TABLE place; --", '((((', '-- --']) assert.ok(Array.isArray(await search(q + 'xx')), q);
  assert.equal((await get('/api/v1/search')).status, 400);
  assert.equal((await get('/api/v1/search?q=a')).status, 400);
  assert.equal((await get('/api/v1/search?q=' + 'a'.repeat(101))).status, 400);
  assert.equal((await get('/api/v1/search?q=%ff%fe')).status, 400);
  assert.equal((await get('/api/v1/search?q=%4')).status, 400);
});

test('what is not there is 404: a problem on the API, a page elsewhere', async () => {
  for (const path of ['/api/v1/nothing', '/api/v1/places/' + uuidV7(), '/api/v1/places/17', '/api/v1/actions/' + uuidV7(), '/api/v1/markers/0-00.bin', '/api/v1/places/', '/api/v1/places/a/b', '/api/']) {
    const answer = await get(path);
    assert.equal(answer.status, 404, path);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    const problem = await answer.json();
    assert.equal(problem.status, 404);
    assert.equal(problem.type, '/problems/' + problem.code);
    assert.ok(problem.title.endsWith('.'));
  }
  for (const path of ['/nulle-part', '/lieux/' + uuidV7(), '/lieux/x', '/actions/' + uuidV7(), '/assets/secret.txt', '/assets/../shell.html', '/assets/%2e%2e/shell.html', '/shell.html', '/assets.json']) {
    const answer = await get(path);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get('content-type'), /^text\/html/);
    assert.match(await answer.text(), /Page introuvable/);
  }
});

test('a method an address does not take is 405 and says which it takes', async () => {
  const ask = (path, method) => fetch(server.url + path, {method});
  assert.equal((await ask('/api/v1/markers', 'POST')).headers.get('allow'), 'GET, HEAD');
  assert.equal((await ask('/api/v1/commands', 'GET')).headers.get('allow'), 'POST');
  const session = await ask('/api/v1/session', 'PUT');
  assert.equal(session.status, 405);
  assert.equal(session.headers.get('allow'), 'GET, HEAD, POST, DELETE');
  assert.equal((await session.json()).code, 'method.not_allowed');
  assert.equal((await ask('/', 'DELETE')).status, 405);
  assert.equal((await ask('/assets/main.0123456789.js', 'POST')).status, 405);
});

test('HEAD is GET without a body', async () => {
  for (const path of ['/', '/api/v1/markers', '/assets/main.0123456789.js', '/healthz', '/nulle-part', '/api/v1/stream']) {
    const answer = await fetch(server.url + path, {method: 'HEAD'});
    assert.equal(answer.status, path === '/nulle-part' ? 404 : 200, path);
    assert.equal(await answer.text(), '');
  }
});

test('signing in: known, unknown, wrong, used', async () => {
  const to = 'Nouvelle.Personne@exemple.test';
  const same = await Promise.all(['neighbour-2@exemple.test', to].map((address) => fetch(server.url + '/api/v1/session/code', json({to: address}))));
  for (const answer of same) {
    assert.equal(answer.status, 202);
    assert.equal(await answer.text(), '{}');
  }
  const outbox = await (await get('/dev/outbox')).json();
  const message = outbox.find((one) => one.to === to.toLowerCase());
  assert.deepEqual(Object.keys(message).sort(), ['at', 'channel', 'code', 'text', 'to']);
  assert.equal(message.channel, 'email');
  assert.match(message.code, /^\d{6}$/);
  assert.ok(message.text.includes(message.code));
  const attempt = async (body) => {
    const answer = await fetch(server.url + '/api/v1/session', json(body));
    return {status: answer.status, cookie: answer.headers.get('set-cookie'), body: await answer.json()};
  };
  const wrong = await attempt({to, code: message.code === '000000' ? '000001' : '000000'});
  assert.equal(wrong.status, 422);
  assert.equal(wrong.body.code, 'code.wrong');
  assert.equal(wrong.cookie, null);
  const needed = await attempt({to, code: message.code});
  assert.equal(needed.status, 422);
  assert.equal(needed.body.code, 'account.needed');
  const opened = await attempt({to, code: message.code, first_name: 'Zoé', goal: 'ask_for_help'});
  assert.equal(opened.status, 200);
  assert.equal(opened.body.account.first_name, 'Zoé');
  assert.deepEqual(Object.keys(opened.body.account).sort(), ['first_name', 'goal', 'id', 'standing']);
  assert.match(opened.cookie, /^__Host-session=[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; Secure; SameSite=Lax$/);
  assert.equal((await attempt({to, code: message.code})).body.code, 'code.wrong');
  const cookie = {Cookie: opened.cookie.split(';')[0]};
  const session = await get('/api/v1/session', cookie);
  assert.match(session.headers.get('cache-control'), /no-store/);
  assert.deepEqual(await session.json(), opened.body);
  const out = await fetch(server.url + '/api/v1/session', {method: 'DELETE', headers: cookie});
  assert.equal(out.status, 204);
  assert.match(out.headers.get('set-cookie'), /^__Host-session=; .*Max-Age=0;/);
  assert.deepEqual(await (await get('/api/v1/session', cookie)).json(), {account: null});
});

test('nobody is signed in without a cookie, with a false one, or with two', async () => {
  const ana = await signIn(server);
  for (const headers of [{}, {Cookie: '__Host-session=abc'}, {Cookie: `${ana.cookie}; ${ana.cookie}x`}, {Cookie: '__Host-session='}]) {
    assert.deepEqual(await (await get('/api/v1/session', headers)).json(), {account: null});
  }
});

test('the dev outbox is not shown through a proxy', async () => {
  for (const header of ['Forwarded', 'X-Forwarded-For']) assert.equal((await get('/dev/outbox', {[header]: '198.51.100.1'})).status, 404);
  const hosted = (host) => new Promise((resolve, reject) => {
    http.get(`${server.url}/dev/outbox`, {headers: {Host: host}}, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
  for (const host of ['entourage.example.org', 'entourage.example.org:8080', '198.51.100.1', 'localhost.example.org', '127.example.org'])
    assert.equal(await hosted(host), 404, host);
  for (const host of ['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080', '[::1]']) assert.equal(await hosted(host), 200, host);
});

test('publishing an action: seen by id, in search, in the manifest, on its page, at its cell', async () => {
  const ana = await signIn(server);
  const command = createAction({title: 'Dons de manteaux d’hiver à l’île'});
  const {status, answers} = await ana.send(command);
  assert.equal(status, 200);
  assert.deepEqual(answers, [{id: command.id, verdict: 'applied', reason: null, where: null}]);
  const action = await (await get('/api/v1/actions/' + command.id)).json();
  assert.equal(action.title, command.action.title);
  assert.equal(action.author.first_name, ana.account.first_name);
  assert.notEqual(action.lat, command.action.at.lat);
  assert.ok(Math.abs(action.lat - command.action.at.lat) <= action.cell.height_deg);
  assert.equal(action.example, false);
  assert.ok((await (await get('/api/v1/search?q=ile')).json()).items.some((item) => item.id === command.id));
  assert.match(await (await get('/actions/' + command.id)).text(), /Dons de manteaux d’hiver à l’île/);
  assert.deepEqual((await ana.send(command)).answers, answers, 'a replay gets the first answer');
  const reused = {...command, action: {...command.action, title: 'Autre chose'}};
  assert.equal((await ana.send(reused)).answers[0].reason, 'command.id_reused');
  const close = {id: uuidV7(), kind: 'action.close', close: {action: command.id, outcome: 'happened', message: 'Merci !'}};
  const bob = await signIn(server, 'neighbour-3@exemple.test');
  assert.equal((await bob.send({...close, id: uuidV7()})).answers[0].reason, 'permit.not_author');
  assert.equal((await ana.send(close)).answers[0].verdict, 'applied');
  const closed = await (await get('/api/v1/actions/' + command.id)).json();
  assert.equal(closed.status, 'closed');
  assert.equal(closed.outcome, 'happened');
  assert.equal(closed.outcome_message, 'Merci !');
});

test('an action in a commune, and in one that is not known', async () => {
  const ana = await signIn(server);
  const known = createAction({at: {insee: '75110'}});
  const unknown = createAction({at: {insee: '99999'}});
  const {answers} = await ana.send(known, unknown);
  assert.equal(answers[0].verdict, 'applied');
  assert.equal(answers[1].reason, 'insee.unknown');
});

test('guests are refused, command by command, and nothing is kept', async () => {
  const command = createAction();
  const answer = await fetch(server.url + '/api/v1/commands', json([command]));
  assert.equal(answer.status, 200);
  assert.equal((await answer.json())[0].reason, 'permit.sign_in');
  assert.equal((await get('/api/v1/actions/' + command.id)).status, 404);
});

test('writes from another site are refused, our own are not', async () => {
  const ana = await signIn(server);
  const send = (headers) => ana.ask('/api/v1/commands', {method: 'POST', body: '[]', headers: {'Content-Type': 'application/json', ...headers}});
  for (const origin of ['https://evil.example', 'null', server.url + '.evil.example', 'http://127.0.0.1']) {
    const answer = await send({Origin: origin});
    assert.equal(answer.status, 403, origin);
    assert.equal((await answer.json()).code, 'origin.foreign');
  }
  assert.equal((await send({Origin: server.url})).status, 200);
  assert.equal((await send({})).status, 200);
  assert.equal((await ana.ask('/api/v1/session', {method: 'DELETE', headers: {Origin: 'https://evil.example'}})).status, 403);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '', 'application/jsonx']) {
    const answer = await ana.ask('/api/v1/commands', {method: 'POST', body: '[]', headers: type ? {'Content-Type': type} : {}});
    assert.equal(answer.status, 415, type);
  }
  assert.equal((await send({'Content-Type': 'application/json; charset=utf-8'})).status, 200);
});

test('changes since a sequence', async () => {
  const ana = await signIn(server);
  const {sequence} = await (await get('/api/v1/markers')).json();
  const command = createAction();
  await ana.send(command);
  const {changes, sequence: now} = await (await get('/api/v1/changes?since=' + sequence)).json();
  assert.ok(changes.some((change) => change.kind === 'action.put' && change.action.id === command.id));
  assert.equal(now, changes.at(-1).sequence);
  assert.deepEqual(await (await get('/api/v1/changes?since=' + now)).json(), {sequence: now, changes: []});
  assert.equal((await get('/api/v1/changes?since=999999')).status, 410);
  for (const bad of ['', '?since=', '?since=x', '?since=-1', '?since=1.5', '?since=99999999999999999999']) assert.equal((await get('/api/v1/changes' + bad)).status, 400, bad);
});

test('a published action reaches another open stream well under 300 ms', async () => {
  const ana = await signIn(server);
  const stream = await openStream(server);
  assert.equal(stream.response.headers.get('content-type'), 'text/event-stream');
  const command = createAction();
  const sent = performance.now();
  await ana.send(command);
  const event = await stream.wait((one) => one.data.action?.id === command.id);
  assert.equal(event.event, 'change');
  assert.equal(Number(event.id), event.data.sequence);
  assert.ok(event.at - sent < 300, `${event.at - sent} ms`);
  stream.close();
});

test('a stream goes on where it stopped, by since and by Last-Event-ID', async () => {
  const ana = await signIn(server);
  const {sequence} = await (await get('/api/v1/changes?since=0')).json();
  const commands = [createAction(), createAction(), createAction()];
  await ana.send(...commands);
  for (const options of [{since: sequence}, {since: 0, lastEventId: sequence}]) {
    const stream = await openStream(server, options);
    await stream.wait((one) => one.data.action?.id === commands[2].id);
    assert.deepEqual(stream.events.map((one) => one.data.action.id), commands.map((command) => command.id));
    stream.close();
  }
  const late = await openStream(server, {since: 999999});
  assert.equal((await late.wait((one) => one.event === 'reload')).id, String(sequence + 3));
  late.close();
  assert.equal((await get('/api/v1/stream?since=x')).status, 400);
});
