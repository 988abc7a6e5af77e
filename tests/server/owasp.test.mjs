// The OWASP API Security Top 10 of 2023, one test an item: what an attacker would try here, and that it fails.
// (https://owasp.org/API-Security/editions/2023/en/0x11-t10/)
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import {test} from 'node:test';
import {api} from './openapi_helper.mjs';
import {byMail, bySms, codeIn, kPhone, startGateway, startMailServer, until, withServer} from './sending_helper.mjs';
import {bytesOf, createAction, importKey, json, makeAdmin, newAssociation, newDatabase, newEvent, raw, run, signIn, startServer, uuidV7} from './server_helper.mjs';

const withId = (kind, body) => ({id: uuidV7(), kind, ...body});
const verdict = async (person, command) => {
  const {answers: [{verdict, reason}]} = await person.send(command);
  return verdict === 'refused' ? reason : verdict;
};
const made = async (person, command) => {
  assert.equal(await verdict(person, command), 'applied');
  return command.id;
};
// All that tells two answers apart, but for what is different each time.
const seen = async (answer) => {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/^(date|ratelimit.*|x-request-id)$/.test(name)));
  return {status: answer.status, headers, body: await answer.text()};
};

test('API1:2023 broken object level authorization: what is another’s cannot be seen, changed or told from what is not there', async () => {
  const database = newDatabase();
  await makeAdmin(database, 'admin@exemple.test');
  const server = await startServer({database});
  const [ana, eve, admin] = await Promise.all(['ana', 'eve', 'admin'].map((name) => signIn(server, `${name}@exemple.test`)));
  const action = await made(ana, createAction());
  const association = await made(ana, newAssociation());
  assert.equal(await verdict(eve, withId('action.close', {close: {action, outcome: 'happened', message: 'À moi'}})), 'permit.not_author');
  assert.equal((await (await ana.ask('/api/v1/actions/' + action)).json()).status, 'open');
  await made(admin, withId('action.suspend', {suspend: {action, reason: 'Un numéro y est dit.'}}));
  const [device] = await (await ana.ask('/api/v1/session/devices')).json();
  const hidden = [['GET', '/api/v1/actions/', action], ['GET', '/api/v1/associations/', association], ['DELETE', '/api/v1/session/devices/', device.id]];
  for (const [method, path, id] of hidden) {
    const nothing = path.endsWith('devices/') ? 'f'.repeat(device.id.length) : uuidV7();
    const [anothers, nobodys] = await Promise.all([id, nothing].map(async (one) => seen(await eve.ask(path + one, {method}))));
    assert.equal(anothers.status, 404);
    assert.deepEqual(anothers, nobodys, 'nobody learns by asking which ids there are');
  }
  for (const kind of ['action.suspend', 'action.restore', 'action.close']) {  // of what eve may not see
    const body = (id) => ({[kind.split('.')[1]]: {action: id, ...(kind === 'action.close' ? {outcome: 'happened', message: ''} : kind === 'action.suspend' ? {reason: 'Parce que.'} : {})}});
    assert.equal(await verdict(eve, withId(kind, body(action))), await verdict(eve, withId(kind, body(uuidV7()))), kind);
  }
  assert.ok((await (await ana.ask('/api/v1/session')).json()).account, 'ana is still signed in');
  assert.equal((await ana.ask('/api/v1/actions/' + action)).status, 200, 'its author sees it');
  await server.stop();
});

test('API2:2023 broken authentication: a code cannot be guessed, a session cannot be kept, found or planted', async () => {
  const server = await startServer();
  const to = 'ana@exemple.test';
  const ana = await signIn(server, to);
  const session = async (cookie) => (await (await fetch(server.url + '/api/v1/session', {headers: {Cookie: cookie}})).json()).account;
  await fetch(server.url + '/api/v1/session/code', json({to}));
  const {code} = (await (await fetch(server.url + '/dev/outbox')).json()).find((message) => message.to === to);
  const tried = async (typed) => (await fetch(server.url + '/api/v1/session', json({to, code: typed}))).status;
  for (let i = 1; i <= 5; ++i) assert.equal(await tried(String((Number(code) + i) % 1_000_000).padStart(6, '0')), 422);
  assert.equal(await tried(code), 422, 'after five wrong tries the right code is worth nothing');

  const token = ana.cookie.split('=')[1];
  assert.ok(token.length >= 43, '256 random bits');
  await fetch(server.url + '/api/v1/session/code', json({to}));
  const again = (await (await fetch(server.url + '/dev/outbox')).json()).find((message) => message.to === to).code;
  const opened = await fetch(server.url + '/api/v1/session', {...json({to, code: again}), headers: {'Content-Type': 'application/json', Cookie: '__Host-session=' + 'A'.repeat(43)}});
  const cookie = opened.headers.get('set-cookie');
  assert.match(cookie, /^__Host-session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/);
  assert.ok(!cookie.includes('AAAA'), 'a session id that somebody planted is not taken over');
  assert.equal(await tried(again), 422, 'a code works once');
  assert.equal(await session(`${ana.cookie}; __Host-session=${'A'.repeat(43)}`), null, 'two cookies: one is planted');
  assert.ok(await session(ana.cookie));
  await ana.ask('/api/v1/session', {method: 'DELETE'});
  assert.equal(await session(ana.cookie), null, 'signed out here, the cookie opens nothing from elsewhere');
  await server.stop();
  const kept = bytesOf(server.database) + server.log();
  for (const secret of [token, cookie.slice(15, 58)]) assert.ok(!kept.includes(secret), 'a token is in a file or in the log');
});

test('API3:2023 broken object property level authorization: nothing is set that is not one’s own to set, nothing is told that is not for all', async () => {
  const server = await startServer();
  const to = 'ana.secrete@exemple.test';
  const ana = await signIn(server, to);
  const eve = await signIn(server, 'eve@exemple.test');
  const good = createAction();
  const person = {id: eve.account.id, first_name: 'Eve'};
  for (const more of [{author: person}, {status: 'suspended'}, {example: true}, {created: '2020-01-01T00:00:00.000Z'}, {id: uuidV7()}]) {
    const answer = await eve.ask('/api/v1/commands', json([{...good, action: {...good.action, ...more}}]));
    assert.equal((await answer.json()).code, 'json.unknown_field', JSON.stringify(more));
  }
  const profile = {first_name: 'Eve', about: '', languages: ['fr'], skills: [], interests: [], availability: '', neighbourhood: ''};
  for (const more of [{role: 'admin'}, {roles: ['admin']}, {id: ana.account.id}, {goal: 'organization'}]) assert.equal((await eve.ask('/api/v1/commands', json([withId('profile.update', {profile: {...profile, ...more}})]))).status, 400);
  for (const more of [{role: 'admin'}, {account: ana.account.id}, {is_admin: true}]) assert.equal((await fetch(server.url + '/api/v1/session', json({to: 'eve@exemple.test', code: '123456', ...more}))).status, 400);
  const association = await made(eve, {...newAssociation(), id: uuidV7()});
  assert.equal((await (await eve.ask('/api/v1/associations/' + association)).json()).status, 'pending', 'who founds it does not approve it');

  const action = await made(ana, createAction({title: 'Manteaux'}));
  const event = await made(ana, newEvent());
  const told = [];
  for (const path of [`/api/v1/people/${ana.account.id}`, `/api/v1/actions/${action}`, `/api/v1/events/${event}`, '/api/v1/search?q=manteaux', '/api/v1/changes?since=0', '/api/v1/session', '/', `/actions/${action}`])
    told.push(await (await eve.ask(path)).text());
  assert.ok(told.every((text) => !text.includes('secrete')), 'how somebody is reached is told to nobody');
  assert.deepEqual(Object.keys(JSON.parse(told[0])).sort(), ['about', 'availability', 'first_name', 'id', 'interests', 'languages', 'neighbourhood', 'skills']);
  assert.deepEqual(Object.keys(JSON.parse(told[1]).author).sort(), ['first_name', 'id']);
  await server.stop();
});

test('API4:2023 unrestricted resource consumption: bodies, lists, words, requests and streams have an end', async () => {
  const server = await startServer({args: ['--api-rate', '60']});
  const ana = await signIn(server, 'ana@exemple.test');
  const code = async (path, options) => (await (await ana.ask(path, options)).json()).code;
  assert.equal(await code('/api/v1/commands', json(' '.repeat(300_000))), 'request.too_large');
  assert.equal(await code('/api/v1/commands', json(Array.from({length: 51}, () => createAction()))), 'json.too_many');
  assert.equal(await code('/api/v1/commands', json('['.repeat(50_000))), 'json.malformed');
  assert.equal(await code('/api/v1/search?q=' + 'a'.repeat(101)), 'text.too_long');
  assert.equal((await ana.ask('/api/v1/search?q=a*+OR+b*+NEAR(c,99)')).status, 200);
  const {statuses} = await raw(server.port, `GET /healthz HTTP/1.1\r\nHost: a\r\n${'X: a\r\n'.repeat(101)}\r\n`);
  assert.deepEqual(statuses, [431]);
  const answers = [];
  while (answers.length < 100 && answers.at(-1)?.status !== 429) answers.push(await fetch(server.url + '/api/v1/search?q=manteaux', {headers: {'X-Forwarded-For': `203.0.113.${answers.length}`}}));
  assert.equal(answers.at(-1).status, 429, 'an address made up for each request is no other address');
  assert.ok(Number(answers.at(-1).headers.get('retry-after')) > 0);
  assert.equal((await fetch(server.url + '/')).status, 200, 'pages are still served');
  await server.stop();
});

test('API5:2023 broken function level authorization: what admins, operators and developers may do, others may not', async () => {
  const database = newDatabase();
  await makeAdmin(database, 'admin@exemple.test');
  const server = await startServer({database});
  const eve = await signIn(server, 'eve@exemple.test');
  for (const kind of ['role.grant', 'role.revoke']) assert.equal(await verdict(eve, withId(kind, {role: {person: eve.account.id, role: 'admin', area: null}})), 'permit.not_admin');
  assert.equal((await eve.ask('/api/v1/audit')).status, 404);
  for (const name of ['X-HTTP-Method-Override', 'X-Method-Override', 'X-Original-URL', 'X-Rewrite-URL']) {
    const answer = await eve.ask('/api/v1/session', {headers: {[name]: name.includes('URL') ? '/api/v1/audit' : 'DELETE'}});
    assert.ok((await answer.json()).account, name);
    assert.ok((await (await eve.ask('/api/v1/session')).json()).account, `${name}: still signed in`);
  }
  const places = '{"type":"FeatureCollection","features":[]}';
  const key = await importKey(database);
  const nearly = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
  for (const Authorization of [undefined, '', 'Bearer', 'Bearer ', nearly, key.slice(0, -1), key + 'A', key.replace('Bearer', 'Basic')]) {
    const answer = await eve.ask('/api/v1/places', {...json(places), headers: {'Content-Type': 'application/json', ...(Authorization === undefined ? {} : {Authorization})}});
    assert.equal(answer.status, 401, String(Authorization));
  }
  assert.equal((await eve.ask('/api/v1/places', {...json(places), headers: {'Content-Type': 'application/json', Authorization: key}})).status, 200);
  await server.stop();
  const mail = await startMailServer();
  await withServer(byMail(mail), async (real) => { for (const path of ['/dev/outbox', '/galerie']) assert.equal((await fetch(real.url + path)).status, 404, path); });
  mail.stop();
});

test('API6:2023 unrestricted access to sensitive business flows: codes, seats and actions cannot be had by the hundred', async () => {
  const mail = await startMailServer();
  await withServer(byMail(mail), async (server) => {
    const asked = async (to, more = {}) => (await fetch(server.url + '/api/v1/session/code', {...json({to}), headers: {'Content-Type': 'application/json', ...more}})).status;
    for (let i = 0; i < 5; ++i) assert.equal(await asked('ana@exemple.test'), 202);
    for (const to of ['ana@exemple.test', ' ANA@Exemple.test ', 'ana@EXEMPLE.TEST']) assert.equal(await asked(to), 429, 'however it is written, nobody is flooded with codes');
    let others = 0;
    while (others < 100 && (await asked(`nobody-${others}@exemple.test`, {'X-Forwarded-For': `203.0.113.${others}`})) === 202) ++others;
    assert.equal(others, 60 - 8, 'sixty tries of an address, whatever it says of itself; what was refused counts');
  });
  mail.stop();
  const server = await startServer();
  const [ana, eve] = [await signIn(server, 'ana@exemple.test'), await signIn(server, 'eve@exemple.test')];
  const event = await made(ana, newEvent({seats: 2}));
  for (let i = 0; i < 5; ++i) await eve.send(withId('event.join', {join: {event}}));
  assert.equal((await (await eve.ask('/api/v1/events/' + event)).json()).taken, 1, 'one person has one seat');
  const command = createAction();
  await Promise.all(Array.from({length: 20}, () => eve.send(command)));
  const {changes} = await (await fetch(server.url + '/api/v1/changes?since=0')).json();
  assert.equal(changes.length, 1, 'one command, sent twenty times at once, happens once');
  await server.stop();
});

test('API7:2023 server side request forgery: no address that somebody names is asked by the server', async () => {
  const server = await startServer();
  const ana = await signIn(server, 'ana@exemple.test');
  let asked = 0;
  const listener = http.createServer((_, answer) => { ++asked; answer.end(); });
  await new Promise((ready) => listener.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${listener.address().port}/`;
  await made(ana, createAction({title: `Voir ${url}`, text: `<img src="${url}"> ![](${url}) ${url}`}));
  await made(ana, withId('profile.update', {profile: {first_name: 'Ana', about: url, languages: ['fr'], skills: [url], interests: [], availability: url, neighbourhood: url}}));
  const places = {type: 'FeatureCollection', crs: null, features: [{type: 'Feature', geometry: {type: 'Point', coordinates: [2.35, 48.85]}, properties: {name: url, website: url, description: url, source: url, source_id: '1'}}]};
  const imported = await fetch(server.url + `/api/v1/places?source=${encodeURIComponent(url)}`, {...json(places), headers: {'Content-Type': 'application/json', Authorization: await importKey(server.database)}});
  assert.equal((await imported.json()).taken, 1);
  for (const path of ['/', '/api/v1/search?q=' + encodeURIComponent(url).slice(0, 90), '/api/v1/markers', '/?url=' + encodeURIComponent(url), '/api/v1/changes?since=0'])
    await fetch(server.url + path, {headers: {'X-Forwarded-Host': url, Referer: url, Forwarded: `host=${url}`, 'X-Original-URL': url, From: url}});
  const {statuses} = await raw(server.port, `GET ${url} HTTP/1.1\r\nHost: 127.0.0.1:${listener.address().port}\r\n\r\n`);
  assert.deepEqual(statuses, [400], 'it is no proxy');
  await new Promise((wait) => setTimeout(wait, 300));
  assert.equal(asked, 0);
  listener.close();
  await server.stop();
});

test('API8:2023 security misconfiguration: every answer carries its policy, tells nothing of the machine, and serves no other site', async () => {
  const server = await startServer();
  const asked = [['GET', '/'], ['GET', '/nowhere'], ['GET', '/api/v1/markers'], ['GET', '/api/v1/nowhere'], ['POST', '/api/v1/commands'], ['OPTIONS', '/api/v1/commands'], ['GET', '/assets/main.0123456789.js'],
    ['PUT', '/'], ['GET', '/assets/../assets.json'], ['GET', '/assets/%2e%2e/secret.txt'], ['GET', '/assets/secret.txt'], ['GET', '/assets//etc/passwd'], ['GET', '/.git/config'], ['PROPFIND', '/']];
  for (const [method, path] of asked) {
    const answer = await fetch(server.url + path, {method, headers: {Origin: 'https://evil.exemple.test', 'Access-Control-Request-Method': 'POST'}});
    const text = await answer.text();
    const what = `${method} ${path}`;
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', what);
    assert.match(answer.headers.get('content-security-policy'), /^default-src 'none';.*frame-ancestors 'none'/, what);
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer', what);
    assert.deepEqual([...answer.headers.keys()].filter((name) => /^access-control|^server$|^x-powered-by$|^via$/.test(name)), [], what);
    assert.doesNotMatch(text, /not in the table|root:x:|sqlite|soci|\.cpp|std::|0x[0-9a-f]{6}/i, what);
  }
  const {out} = await raw(server.port, 'TRACE / HTTP/1.1\r\nHost: a\r\nCookie: __Host-session=secret\r\n\r\n', 300);
  assert.match(out, /^HTTP\/1\.1 405 /);
  assert.ok(!out.includes('secret'), 'TRACE does not echo');
  const echoed = await (await fetch(server.url + '/api/v1/commands', json('{"<script>alert(1)</script>": 1}'))).text();
  assert.doesNotMatch(await (await fetch(server.url + '/<script>alert(1)</script>')).text() + echoed, /<script>alert/);
  await server.stop();
});

test('API9:2023 improper inventory management: what is served is described, and there is no other version, no door at the back', async () => {
  const routes = run('routes').stdout.trim().split('\n').map((line) => JSON.parse(line)).filter(({path}) => path?.startsWith('/api/'));
  const described = Object.entries(api.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}(\.\w+$)?/, '*')}`)).filter((one) => one.includes(' /api/'));
  assert.deepEqual(routes.map(({method, path}) => `${method} ${path}`).sort(), [...new Set(described)].sort());
  const mail = await startMailServer();
  await withServer(byMail(mail), async (server) => {
    for (const path of ['/api', '/api/', '/api/v0/markers', '/api/v2/markers', '/api/v1', '/API/v1/markers', '/api/v1/markers/', '/v1/markers', '/api/v1/users', '/api/v1/debug', '/debug', '/admin', '/console', '/graphql', '/actuator',
      '/swagger.json', '/dev', '/dev/', '/dev/outbox', '/.env', '/.git/HEAD', '/server-status', '/assets.json', '/assets/', '/backup', '/world.db'])
      assert.equal((await fetch(server.url + path)).status, 404, path);
  });
  mail.stop();
});

test('API10:2023 unsafe consumption of APIs: a gateway that turns on us gets one message, and no more', async () => {
  const elsewhere = await startGateway();
  const turns = [
    ({response}) => response.writeHead(307, {Location: elsewhere.url}).end(),
    ({response}) => response.writeHead(302, {Location: 'file:///etc/passwd'}).end(),
    ({response}) => response.writeHead(202, {'Content-Type': 'application/json'}).end('{"code":"000000","__proto__":{"a":1},' + ' '.repeat(10_000_000)),
  ];
  for (const turn of turns) {
    const gateway = await startGateway(turn);
    await withServer(bySms(gateway), async (server) => {
      const {status} = await fetch(server.url + '/api/v1/session/code', json({to: kPhone}));
      assert.equal(status, 202, 'who asks is told the same');
      const {body} = await until(() => gateway.requests[0]);
      await new Promise((wait) => setTimeout(wait, 500));
      assert.equal(elsewhere.requests.length, 0, 'the code is not carried to where it points');
      const tried = (code) => fetch(server.url + '/api/v1/session', json({to: kPhone, code, first_name: 'Ana', goal: 'offer_help'}));
      assert.equal((await tried('000000')).status, codeIn(body.text) === '000000' ? 200 : 422, 'what the gateway says of a code counts for nothing');
      assert.doesNotMatch(server.log(), /passwd|\+336|internal error/);
      const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]);
      assert.ok(resident < 64 * 1024, `${resident} kB`);
    });
    gateway.stop();
  }
  elsewhere.stop();
});
