// Who may do and see what: every command and every address of the API, asked by everybody.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {address as databaseAddress, createAction, json, newAssociation, newDatabase, newEvent, putPlace, run, signIn, startServer, uuidV7} from './server_helper.mjs';

const database = newDatabase();
let server;
const people = {};  // by role; a guest is none of them
const roles = ['guest', 'person', 'owner', 'editor', 'other_association', 'moderator_here', 'moderator_elsewhere', 'coordinator_here', 'coordinator_elsewhere', 'admin'];
const here = {lat: 48.8712345, lon: 2.3698765};
const given = {moderator_here: ['moderator', '48.87,2.37,5000'], moderator_elsewhere: ['moderator', '45.76,4.83,5000'],
  coordinator_here: ['coordinator', '48.87,2.37,5000'], coordinator_elsewhere: ['coordinator', '45.76,4.83,5000'], admin: ['admin']};
const address = (role) => `${role}@exemple.test`;

const withId = (kind, body) => ({id: uuidV7(), kind, ...body});
const made = async (role, command) => {
  const {answers: [answer]} = await people[role].send(command);
  assert.equal(answer.verdict, 'applied', `${role} ${command.kind}: ${answer.reason}`);
  return command.id;
};
const action = () => made('owner', createAction());
const suspended = async () => {
  const id = await action();
  await made('moderator_here', withId('action.suspend', {suspend: {action: id, reason: 'Une adresse y est dite.'}}));
  return id;
};
// With an owner and an editor, not approved yet.
const pending = async () => {
  const id = await made('owner', newAssociation());
  await made('owner', withId('association.set_member', {member: {association: id, person: people.editor.account.id, role: 'editor'}}));
  return id;
};
const approved = async () => {
  const id = await pending();
  await made('admin', withId('association.approve', {approve: {association: id}}));
  return id;
};
const profile = {first_name: 'Ana', about: 'J’aime les échecs.', languages: ['fr', 'pt-BR'], skills: ['cuisine'], interests: ['cooking', 'games'], availability: 'le samedi', neighbourhood: 'Belleville'};

before(async () => {
  server = await startServer({database});
  for (const role of roles.slice(1)) await signIn(server, address(role), {first_name: 'Ana'});
  await server.stop();
  for (const [role, [name, area]] of Object.entries(given)) {
    const {status, stderr} = run('role', 'give', name, address(role), '--database', databaseAddress(database), ...(area ? ['--area', area] : []));
    assert.equal(status, 0, stderr);
  }
  server = await startServer({database});
  for (const role of roles.slice(1)) people[role] = await signIn(server, address(role));
  await made('other_association', newAssociation());
});
after(async () => { await server.stop(); });

// Who looks after a place: moderators there, its association, admins.
const caretakers = (others) => ({guest: 'permit.sign_in', owner: 'applied', editor: 'applied', moderator_here: 'applied', admin: 'applied', '*': others});
const all = (one) => ({'*': one});
// A place of the owner's and the editor's association.
let ours, places = 0;
const place = async () => {
  const id = await putPlace(server, {...here, name: `Lieu numéro ${++places}`});
  await made('moderator_here', withId('place.assign', {assign: {place: id, association: ours ??= await approved()}}));
  return id;
};
const hours = [{field: 'opening_hours', before: '', after: 'Mo-Fr 09:00-12:00'}];
const correction = (id) => withId('place.correct', {correct: {place: id, changes: hours, remark: ''}});
async function suggested() {
  const command = correction(await place());
  await fetch(server.url + '/api/v1/commands', json([command]));
  return command.id;
}

// What becomes of a command; '*' stands for all roles that are not named.
const commands = {
  'action.create': [async () => createAction(), {guest: 'permit.sign_in', '*': 'applied'}],
  'action.close': [async () => withId('action.close', {close: {action: await action(), outcome: 'happened', message: ''}}),
    {guest: 'permit.sign_in', owner: 'applied', '*': 'permit.not_author'}],
  'action.suspend': [async () => withId('action.suspend', {suspend: {action: await action(), reason: 'Un numéro y est dit.'}}),
    {guest: 'permit.sign_in', moderator_here: 'applied', admin: 'applied', '*': 'permit.not_moderator'}],
  'action.restore': [async () => withId('action.restore', {restore: {action: await suspended()}}),
    {guest: 'permit.sign_in', owner: 'permit.not_moderator', moderator_here: 'applied', admin: 'applied', '*': 'permit.not_found'}],
  'profile.update': [async () => withId('profile.update', {profile}), {guest: 'permit.sign_in', '*': 'applied'}],
  'association.create': [async () => newAssociation(), {guest: 'permit.sign_in', '*': 'applied'}],
  'association.approve': [async () => withId('association.approve', {approve: {association: await pending()}}),
    {guest: 'permit.sign_in', owner: 'permit.not_coordinator', editor: 'permit.not_coordinator', coordinator_here: 'applied', admin: 'applied', '*': 'permit.not_found'}],
  'association.set_member': [async () => withId('association.set_member', {member: {association: await approved(), person: people.person.account.id, role: 'editor'}}),
    {guest: 'permit.sign_in', owner: 'applied', admin: 'applied', '*': 'permit.not_owner'}],
  'role.grant': [async () => withId('role.grant', {role: {person: someone.account.id, role: 'moderator', area: {...here, radius_m: 100}}}),
    {guest: 'permit.sign_in', admin: 'applied', '*': 'permit.not_admin'}],
  'role.revoke': [async () => withId('role.revoke', {role: {person: someone.account.id, role: 'admin', area: null}}),
    {guest: 'permit.sign_in', admin: 'applied', '*': 'permit.not_admin'}],
  'event.create': [async () => newEvent({association: await approved()}),
    {guest: 'permit.sign_in', owner: 'applied', editor: 'applied', '*': 'permit.not_member'}],
  'event.join': [async () => withId('event.join', {join: {event: await made('owner', newEvent())}}), {guest: 'permit.sign_in', '*': 'applied'}],
  'event.leave': [async () => withId('event.leave', {leave: {event: await made('owner', newEvent())}}), {guest: 'permit.sign_in', '*': 'event.not_joined'}],
  'place.correct': [async () => correction(await place()), all('applied')],
  'correction.accept': [async () => withId('correction.accept', {accept: {correction: await suggested(), seen: []}}), caretakers('permit.not_found')],
  'correction.refuse': [async () => withId('correction.refuse', {refuse: {correction: await suggested(), reason: 'Ce n’est pas vrai.'}}), caretakers('permit.not_found')],
  'place.assign': [async () => withId('place.assign', {assign: {place: await place(), association: null}}),
    {guest: 'permit.sign_in', moderator_here: 'applied', admin: 'applied', '*': 'permit.not_moderator'}],
  'place.edit': [async () => withId('place.edit', {edit: {place: await place(), changes: hours}}), caretakers('permit.not_caretaker')],
  'place.check': [async () => withId('place.check', {check: {place: await place()}}), caretakers('permit.not_caretaker')],
  'place.tell_needs': [async () => withId('place.tell_needs', {needs: {place: await place(), donations: 'Des couvertures.', volunteers: ''}}), caretakers('permit.not_caretaker')],
};
let someone;

const sendAs = async (role, command) => {
  if (role !== 'guest') return (await people[role].send(command)).answers[0];
  return (await (await fetch(server.url + '/api/v1/commands', json([command]))).json())[0];
};
const expected = (row, role) => row[role] ?? row['*'];

const answered = run('routes').stdout.trim().split('\n').map((line) => JSON.parse(line));

test('every kind of command has its row', () => {
  const kinds = answered.flatMap(({command}) => command ?? []);
  assert.ok(kinds.length > 10);
  assert.deepEqual(Object.keys(commands), kinds);
});

for (const [kind, [make, row]] of Object.entries(commands))
  test(`${kind} is allowed to whom the table says`, async () => {
    someone = await signIn(server, 'someone@exemple.test');
    const seen = {};
    for (const role of roles) {
      const {verdict, reason} = await sendAs(role, await make());
      seen[role] = verdict === 'refused' ? reason : verdict;
    }
    assert.deepEqual(seen, Object.fromEntries(roles.map((role) => [role, expected(row, role)])));
  });

// What an address answers.
const addresses = {
  'GET /healthz': ['/healthz', all(200)],
  'GET /metrics': ['/metrics', all(200)],  // on this machine; observe.test.mjs asks from elsewhere
  'GET /api/v1/openapi.json': ['/api/v1/openapi.json', all(200)],
  'GET /api/v1/markers': ['/api/v1/markers', all(200)],
  'GET /api/v1/markers/*': ['/api/v1/markers/0-00.bin', all(404)],  // public; this one is none
  'POST /api/v1/places': ['/api/v1/places', all(401), {features: []}],  // only by who keeps the server
  'GET /api/v1/places/*': [`/api/v1/places/${uuidV7()}`, all(404)],
  'GET /api/v1/places/*/history': [async () => `/api/v1/places/${await place()}/history`, all(200)],
  'GET /api/v1/places/*/associations': [async () => `/api/v1/places/${await place()}/associations`, all(200)],
  'GET /api/v1/corrections': ['/api/v1/corrections', {guest: 401, '*': 200}],
  'GET /api/v1/actions/*': [async () => `/api/v1/actions/${await suspended()}`, {owner: 200, moderator_here: 200, admin: 200, '*': 404}],
  'GET /api/v1/people/*': [() => `/api/v1/people/${people.person.account.id}`, all(200)],
  'GET /api/v1/associations/*': [async () => `/api/v1/associations/${await pending()}`, {owner: 200, editor: 200, coordinator_here: 200, admin: 200, '*': 404}],
  'GET /api/v1/events/*': [async () => `/api/v1/events/${await made('owner', newEvent())}`, all(200)],
  'GET /api/v1/audit': ['/api/v1/audit', {admin: 200, '*': 404}],
  'GET /api/v1/search': ['/api/v1/search?q=manteau', all(200)],
  'GET /api/v1/stream': ['/api/v1/stream', all(200)],
  'GET /api/v1/changes': ['/api/v1/changes?since=0', all(200)],
  'GET /api/v1/session': ['/api/v1/session', all(200)],
  'POST /api/v1/session': ['/api/v1/session', all(422), {to: 'nobody@exemple.test', code: '000000'}],
  'GET /api/v1/session/devices': ['/api/v1/session/devices', {guest: 401, '*': 200}],
  'DELETE /api/v1/session/devices/*': [async () => `/api/v1/session/devices/${await deviceOf('person')}`, {guest: 401, person: 204, '*': 404}],
  'POST /api/v1/session/recovery-code': ['/api/v1/session/recovery-code', {guest: 401, '*': 200}, {}],
  'POST /api/v1/session/code': ['/api/v1/session/code', all(202), {to: 'nobody@exemple.test'}],
  'POST /api/v1/commands': ['/api/v1/commands', all(200), []],
  'DELETE /api/v1/session': ['/api/v1/session', all(204)],
};
// A device of that person's other than the one that asks.
async function deviceOf(role) {
  await signIn(server, address(role));
  const devices = await (await people[role].ask('/api/v1/session/devices')).json();
  return devices.find(({current}) => !current).id;
}

test('every address of the API has its row', () => {
  const routes = answered.filter(({path}) => /^\/(api\/|healthz|metrics)/.test(path ?? '')).map(({method, path}) => `${method} ${path}`);
  assert.deepEqual(Object.keys(addresses).sort(), routes.sort());
});

for (const [route, [where, row, body]] of Object.entries(addresses))
  test(`${route} answers whom the table says`, async () => {
    const seen = {};
    const signsOut = route === 'DELETE /api/v1/session';
    for (const role of roles) {
      const path = typeof where === 'string' ? where : await where();
      const options = {method: route.split(' ')[0], ...(body === undefined ? {} : json(body))};
      const controller = new AbortController();  // a stream has no end
      const asking = role === 'guest' ? null : signsOut ? await signIn(server, address(role)) : people[role];
      const answer = await (asking ? asking.ask(path, {...options, signal: controller.signal}) : fetch(server.url + path, {...options, signal: controller.signal}));
      seen[role] = answer.status;
      controller.abort();
    }
    assert.deepEqual(seen, Object.fromEntries(roles.map((role) => [role, expected(row, role)])));
  });

test('what moderators, coordinators and admins do is in the audit log, with the role given on the command line', async () => {
  const entries = await (await people.admin.ask('/api/v1/audit')).json();
  const kinds = new Set(entries.map(({kind}) => kind));
  for (const kind of ['action.suspend', 'action.restore', 'association.approve', 'association.set_member', 'role.grant', 'role.revoke',
    'correction.accept', 'correction.refuse', 'place.assign', 'place.edit', 'place.check', 'place.tell_needs']) assert.ok(kinds.has(kind), kind);
  assert.ok(entries.every(({detail}) => !detail.includes('@')));
  assert.equal(entries.filter(({actor}) => actor === 'command line').length, Object.keys(given).length);
  for (let i = 1; i < entries.length; ++i) assert.ok(entries[i - 1].at >= entries[i].at);
});

test('an action that is suspended is told to nobody: not by search, not by changes', async () => {
  const create = createAction({title: 'Un titre unique'});
  const id = await made('owner', create);
  await made('moderator_here', withId('action.suspend', {suspend: {action: id, reason: 'Un numéro y est dit.'}}));
  const {items} = await (await fetch(server.url + '/api/v1/search?q=unique')).json();
  assert.equal(items.filter((item) => item.id === id).length, 0);
  const changes = await (await fetch(server.url + '/api/v1/changes?since=0')).text();
  assert.ok(changes.includes(id));
  assert.ok(!changes.includes('Un titre unique'));
  await made('moderator_here', withId('action.restore', {restore: {action: id}}));
  const again = await (await fetch(server.url + '/api/v1/search?q=unique')).json();
  assert.equal(again.items.filter((item) => item.id === id).length, 1);
});

test('a change of role ends the sessions that were open before', async () => {
  const person = await signIn(server, 'rising@exemple.test', {first_name: 'Ana'});
  assert.notEqual((await (await person.ask('/api/v1/session')).json()).account, null);
  await made('admin', withId('role.grant', {role: {person: person.account.id, role: 'admin', area: null}}));
  assert.equal((await (await person.ask('/api/v1/session')).json()).account, null);
});
