// The description of the API against the server: the same routes, the same answers. What other tests ask is judged by it
// too (openapi_helper.mjs); here all that it describes is provoked.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createAction, demoWorld, importKey, json, makeAdmin, newAssociation, newDatabase, newEvent, openStream, raw, run, signIn, startServer, uuidV7} from './server_helper.mjs';
import {answersIn, api, checkAnswer, checkEvent, complaint, follow, operations, provoked} from './openapi_helper.mjs';

let server, paths, operator, admin;
const database = newDatabase();
const ask = (path, options = {}) => fetch(server.url + path, options);
const read = async (path) => (await ask(path)).json();
before(async () => {
  await makeAdmin(database, 'admin@exemple.test', ['--demo', demoWorld]);
  server = await startServer({database});
  admin = await signIn(server, 'admin@exemple.test');
  const [association, event] = [newAssociation(), newEvent()];
  await admin.send(association, {id: uuidV7(), kind: 'association.approve', approve: {association: association.id}}, event);
  const found = async (q, isWanted) => (await read('/api/v1/search?q=' + q)).items.find(isWanted).id;
  const place = await found('soupe', ({kind}) => kind < 128);
  paths = {'/api/v1/places/{id}': '/api/v1/places/' + place, '/api/v1/places/{id}/history': `/api/v1/places/${place}/history`,
    '/api/v1/places/{id}/associations': `/api/v1/places/${place}/associations`,
    '/api/v1/actions/{id}': '/api/v1/actions/' + await found('manteau', ({kind}) => kind >= 128),
    '/api/v1/people/{id}': '/api/v1/people/' + admin.account.id, '/api/v1/associations/{id}': '/api/v1/associations/' + association.id,
    '/api/v1/events/{id}': '/api/v1/events/' + event.id, '/api/v1/session/devices/{device}': '/api/v1/session/devices/0123456789abcdef',
    '/api/v1/markers/{file}': (await read('/api/v1/markers')).cells[0].url,
    '/api/v1/search': '/api/v1/search?q=repas', '/api/v1/changes': '/api/v1/changes?since=0'};
  operator = {Authorization: await importKey(server.database)};
});
after(async () => { await server.stop(); });

const address = (template) => paths[template] ?? template;

test('every route of the API is described, and nothing else', () => {
  const routes = run('routes').stdout.trim().split('\n').map((line) => JSON.parse(line)).filter(({path}) => path?.startsWith('/api/') || path === '/healthz');
  const described = operations.map(({method, template}) => `${method} ${template.replace(/\{\w+\}/, '*')}`);
  assert.deepEqual(described.sort(), routes.map(({method, path}) => `${method} ${path}`).sort());
  assert.equal(run('routes', 'more').status, 1);
});

test('what is served is the description in the repository, packed where the client takes it', async () => {
  const answer = await ask('/api/v1/openapi.json');
  assert.equal(answer.headers.get('content-encoding'), 'gzip');
  assert.deepEqual(await answer.json(), api);
  const plain = await ask('/api/v1/openapi.json', {headers: {'Accept-Encoding': 'identity'}});
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.notEqual(plain.headers.get('etag'), answer.headers.get('etag'));
  assert.deepEqual(await plain.json(), api);
});

test('every object is closed, but GeoJSON and the description itself; every example is what it is an example of', () => {
  const open = Object.entries(api.components.schemas).filter(([, schema]) => schema.type === 'object' && schema.additionalProperties !== false).map(([name]) => name);
  assert.deepEqual(open.sort(), ['Feature', 'FeatureCollection', 'OpenApi', 'PlaceProperties']);
  for (const {operation, steps} of operations) {
    const media = [[...steps, 'requestBody'], ...Object.keys(operation.responses).map((status) => [...steps, 'responses', status])]
      .map(follow).flatMap(({at, steps: there}) => Object.entries(at?.content ?? {}).map(([type, medium]) => ({medium, there: [...there, 'content', type, 'schema']})));
    for (const {medium, there} of media) if (medium.schema) assert.equal(complaint(there, medium.example), null, there.join(' '));
    for (const i of (operation.parameters ?? []).keys()) {
      const {at, steps: there} = follow([...steps, 'parameters', i]);
      assert.equal(complaint([...there, 'schema'], at.example), null, at.name);
    }
  }
});

test('the judge is no yes-sayer', async () => {
  const answer = await ask(address('/api/v1/places/{id}'));
  const place = await answer.json();
  const judge = (value, {status = 200, path = answer.url, without, headers = {}} = {}) => {
    const all = new Headers({...Object.fromEntries(answer.headers), ...headers});
    if (without) all.delete(without);
    checkAnswer({method: 'GET', path: new URL(path).pathname}, {status, headers: all, body: Buffer.from(JSON.stringify(value))});
  };
  judge(place);
  for (const wrong of [{...place, phone_of_owner: '0612345678'}, {...place, name: undefined}, {...place, lat: '48'}, {...place, category: 4}, {...place, id: 'x'}])
    assert.throws(() => judge(wrong), assert.AssertionError);
  for (const options of [{status: 201}, {status: 404}, {without: 'etag'}, {without: 'ratelimit'}, {headers: {'Access-Control-Allow-Origin': '*'}}, {headers: {'X-Powered-By': 'x'}},
    {headers: {'Content-Type': 'text/html'}}, {path: server.url + '/api/v1/nothing'}]) assert.throws(() => judge(place, options), assert.AssertionError, JSON.stringify(options));
  assert.throws(() => checkEvent('reload', {sequence: 1, more: 2}), assert.AssertionError);
  assert.throws(() => checkEvent('rain', {}), /not described/);
});

// What each operation answers besides what any may: each line provokes a status of its own.
test('all that is described is provoked', async () => {
  const ana = await signIn(server, 'ana@exemple.test');
  const command = createAction();
  await ana.send(command, createAction({title: ''}), {id: uuidV7(), kind: 'action.close', close: {action: command.id, outcome: 'happened', message: ''}});
  await ask('/api/v1/commands', json([createAction()]));
  await provokeSession(ana);
  for (const template of ['/healthz', '/api/v1/session', '/api/v1/markers/{file}', '/api/v1/search', '/api/v1/changes']) await ask(address(template));
  for (const {template, statuses} of operations.filter(({method}) => method === 'GET')) {
    if (!statuses.includes('304')) continue;
    const tag = (await ask(address(template))).headers.get('etag');
    assert.equal((await ask(address(template), {headers: {'If-None-Match': tag}})).status, 304, template);
  }
  const stream = await openStream(server, {since: 999_999});
  await stream.wait(({event}) => event === 'reload');
  stream.close();
  for (const path of ['/api/v1/search?q=a', '/api/v1/changes', '/api/v1/stream?since=x', '/api/v1/changes?since=999999', '/api/v1/places/17', '/api/v1/actions/17', '/api/v1/markers/17']) await ask(path);
  const one = {type: 'FeatureCollection', features: [{type: 'Feature', geometry: {type: 'Point', coordinates: [2.35, 48.85]}, properties: {name: 'Bains'}}]};
  const take = (body, query = '') => ask('/api/v1/places' + query, {...json(body), headers: {'Content-Type': 'application/json', ...operator}});
  assert.deepEqual(await (await take(one, '?source=essai&attribution=%C2%A9')).json(), {taken: 1, updated: 0, unchanged: 0, refused: 0});
  for (const query of ['?source=' + 'x'.repeat(501), '?attribution=%ff', '?source=%4', '?source=a%07b']) assert.equal((await take(one, query)).status, 400, query);
  assert.equal((await take({})).status, 400);
  assert.equal((await ask('/api/v1/places', json(one))).status, 401);
  await ask('/api/v1/session', json({}));
  await ask('/api/v1/session', json({to: 'ana@exemple.test', code: 'abc123'}));
  await ask('/api/v1/session/code', json({}));
  await ask('/api/v1/session/code', json({to: 'nobody'}));
  await ana.ask('/api/v1/session', {method: 'DELETE'});
  await ask('/api/v1/commands', json({}));
  for (const {method, template} of operations.filter((one) => one.method !== 'GET')) {
    await ask(address(template), {method, headers: {Origin: 'https://evil.example'}});
    if (method !== 'POST') continue;
    await ask(template, {method, body: '[]'});
    await ask(template, json('x'.repeat(300_000)));
  }
  for (const {template} of operations) assert.equal((await ask(address(template), {method: 'PATCH'})).status, 405);
  for (const {method, template} of operations) {
    const {status} = await malformed(method, address(template));
    assert.equal(status, 400);
  }
  const busy = await startServer({args: ['--api-rate', '1']});
  await fetch(busy.url + '/healthz');
  for (const {method, template} of operations) assert.equal((await fetch(busy.url + address(template), {method})).status, 429);
  await busy.stop();
  // Mistakes of ours and a database that fails are not made on purpose here.
  const wanted = operations.flatMap(({method, template, statuses}) => statuses.filter((status) => Number(status) < 500).map((status) => `${method} ${template} ${status}`));
  assert.deepEqual(wanted.filter((one) => !provoked.has(one)), []);
});

// Devices, recovery code and audit log: by who may, and by who may not.
async function provokeSession(ana) {
  const devices = '/api/v1/session/devices', code = '/api/v1/session/recovery-code';
  await signIn(server, 'ana@exemple.test');
  const there = (await (await ana.ask(devices)).json()).find(({current}) => !current);
  assert.equal((await ana.ask(`${devices}/${there.id}`, {method: 'DELETE'})).status, 204);
  assert.equal((await ana.ask(`${devices}/${there.id}`, {method: 'DELETE'})).status, 404);
  for (const body of [{}, {surprise: 1}]) await ana.ask(code, json(body));
  for (const [path, options] of [[devices], [`${devices}/${there.id}`, {method: 'DELETE'}], [code, json({})]]) assert.equal((await ask(path, options)).status, 401);
  assert.equal((await ask('/api/v1/corrections')).status, 401);
  assert.equal((await admin.ask('/api/v1/corrections')).status, 200);
  assert.equal((await admin.ask('/api/v1/audit')).status, 200);
  assert.equal((await ana.ask('/api/v1/audit')).status, 404);
  for (const path of ['/api/v1/people/17', '/api/v1/associations/17', '/api/v1/events/17', '/api/v1/places/17/history', '/api/v1/places/17/associations']) assert.equal((await ask(path)).status, 404);
}

// Two Hosts are one too many. The answer, judged.
async function malformed(method, path) {
  const {out} = await raw(server.port, `${method} ${path} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`, 2000);
  const [answer] = answersIn(out);
  checkAnswer({method, path}, answer);
  return answer;
}
