// Corrections of places: suggested by anybody, decided by who looks after the place, in its public history, kept through imports.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {address, bytesOf, json, newAssociation, newDatabase, openStream, putPlace, run, signIn, startServer, uuidV7} from './server_helper.mjs';

let server, moderator, owner, stranger, association;
const database = newDatabase();
before(async () => {
  server = await startServer({database});
  await signIn(server, 'moderator@exemple.test', {first_name: 'Moderatrice'});
  await server.stop();
  assert.equal(run('role', 'give', 'moderator', 'moderator@exemple.test', '--database', address(database), '--area', '48.85,2.35,5000').status, 0);
  assert.equal(run('role', 'give', 'coordinator', 'moderator@exemple.test', '--database', address(database), '--area', '48.85,2.35,5000').status, 0);
  server = await startServer({database});
  moderator = await signIn(server, 'moderator@exemple.test');
  owner = await signIn(server, 'owner@exemple.test', {first_name: 'Odile'});
  stranger = await signIn(server, 'stranger@exemple.test', {first_name: 'Strangère'});
  association = newAssociation();
  await owner.send(association);
  await applied(moderator, command('association.approve', {approve: {association: association.id}}));
});
after(async () => { await server.stop(); });

const command = (kind, body) => ({id: uuidV7(), kind, ...body});
const guest = {send: async (...commands) => ({answers: await (await fetch(server.url + '/api/v1/commands', json(commands))).json()})};
const send = async (who, ...commands) => (await who.send(...commands)).answers.map(({verdict, reason}) => reason ?? verdict);
const applied = async (who, one) => { assert.deepEqual(await send(who, one), ['applied']); return one; };
const read = async (path, who) => (await (who ? who.ask(path) : fetch(server.url + path))).json();
const place = (id) => read(`/api/v1/places/${id}`);
const history = async (id) => (await read(`/api/v1/places/${id}/history`)).items.map(({field, before: was, after: is, by}) => [field, was, is, by.kind, by.name]);
const queue = async (who, id) => (await read('/api/v1/corrections', who)).items.filter((one) => one.place === id);

const correct = (id, changes, remark = '') => command('place.correct', {correct: {place: id, changes, remark}});
const change = (field, was, is) => ({field, before: was, after: is});
const accept = (one, seen = []) => command('correction.accept', {accept: {correction: one.id, seen}});
const hours = (was, is) => [change('opening_hours', was, is)];
const assigned = async (more) => {
  const id = await putPlace(server, more);
  await applied(moderator, command('place.assign', {assign: {place: id, association: association.id}}));
  return id;
};

test('the session says what one looks after, and a place which associations are near', async () => {
  const {account} = await read('/api/v1/session', owner);
  assert.deepEqual(account.standing, {admin: false, areas: [], memberships: [{association: association.id, role: 'owner'}]});
  const {account: {standing}} = await read('/api/v1/session', moderator);
  assert.deepEqual(standing.areas.map(({role}) => role).sort(), ['coordinator', 'moderator']);
  assert.deepEqual(standing.areas[0].area, {lat: 48.85, lon: 2.35, radius_m: 5000});
  const id = await putPlace(server, {});
  const near = async () => (await read(`/api/v1/places/${id}/associations`)).items;
  assert.deepEqual((await near()).map(({id: one, status}) => [one, status]), [[association.id, 'approved']]);
  const waiting = await applied(owner, newAssociation());
  assert.equal((await near()).length, 1, 'one that nobody has approved is not offered');
  await applied(moderator, command('association.approve', {approve: {association: waiting.id}}));
  assert.equal((await near()).length, 2);
  assert.equal((await fetch(`${server.url}/api/v1/places/${uuidV7()}/associations`)).status, 404);
});

test('a guest suggests hours, a moderator accepts: the place says them, its history who, and open pages hear of it', async () => {
  const id = await putPlace(server, {opening_hours: 'Mo-Fr 09:00-12:00'});
  const stream = await openStream(server);
  const one = await applied(guest, correct(id, hours('Mo-Fr 09:00-12:00', ' Mo-Sa 08:00-11:00 '), 'C’est écrit sur la porte.'));
  assert.equal((await place(id)).opening_hours, 'Mo-Fr 09:00-12:00');
  assert.deepEqual(await history(id), []);
  const [waiting] = await queue(moderator, id);
  assert.equal(waiting.id, one.id);
  assert.equal(waiting.remark, 'C’est écrit sur la porte.');
  assert.deepEqual(waiting.changes, [{...change('opening_hours', 'Mo-Fr 09:00-12:00', 'Mo-Sa 08:00-11:00'), now: 'Mo-Fr 09:00-12:00'}]);
  await applied(moderator, accept(one));
  assert.equal((await place(id)).opening_hours, 'Mo-Sa 08:00-11:00');
  assert.deepEqual(await history(id), [['opening_hours', 'Mo-Fr 09:00-12:00', 'Mo-Sa 08:00-11:00', 'moderation', null]]);
  await stream.wait(({data}) => data.kind === 'places.reloaded');
  stream.close();
  assert.deepEqual(await queue(moderator, id), []);
});

test('what is refused changes nothing and waits no longer; its reason is for the audit log', async () => {
  const id = await putPlace(server);
  const one = await applied(guest, correct(id, [change('phone', '', '115')]));
  await applied(moderator, command('correction.refuse', {refuse: {correction: one.id, reason: 'Ce n’est pas leur numéro.'}}));
  assert.equal((await place(id)).phone, null);
  assert.deepEqual([await history(id), await queue(moderator, id)], [[], []]);
  assert.deepEqual(await send(moderator, accept(one)), ['correction.decided']);
});

test('the same suggestion twice is one, under its own id or another; another text under its id is refused', async () => {
  const id = await putPlace(server);
  const one = await applied(guest, correct(id, [change('phone', '', '115'), change('name', 'La Soupe', 'Le Bouillon')]));
  await applied(guest, one);
  await applied(stranger, correct(id, [change('name', 'La Soupe', ' Le Bouillon'), change('phone', '', '115 ')]));
  assert.equal((await queue(moderator, id)).length, 1);
  assert.deepEqual(await send(guest, {...one, correct: {...one.correct, changes: [change('phone', '', '119')]}}), ['command.id_reused']);
  await applied(moderator, accept(one));
  await applied(guest, one);  // sent again by a phone that never heard the answer
  assert.deepEqual(await queue(moderator, id), []);
});

test('hours that cannot be read are refused, and where reading stopped is told', async () => {
  const id = await putPlace(server);
  const {answers: [answer]} = await guest.send(correct(id, hours('', 'Mo-Fr 09:00-12:00; le soir')));
  assert.equal(answer.reason, 'hours.unknown_word');
  assert.equal(answer.where, 'changes[0].after[19]');
  assert.deepEqual(await queue(moderator, id), []);
});

test('twenty wait for one place; then there is no more room until one is decided', async () => {
  const id = await putPlace(server);
  const all = Array.from({length: 21}, (_, i) => correct(id, [change('phone', '', `01 99 00 12 ${10 + i}`)]));
  const answers = await send(guest, ...all);
  assert.deepEqual(answers.slice(0, 20), Array(20).fill('applied'));
  assert.equal(answers[20], 'corrections.full');
  await applied(moderator, command('correction.refuse', {refuse: {correction: all[0].id, reason: 'Non.'}}));
  await applied(guest, all[20]);
});

test('what was changed meanwhile is a conflict, and is overwritten only by who has seen it', async () => {
  const id = await putPlace(server, {phone: '01 99 00 12 34'});
  const late = await applied(guest, correct(id, [change('phone', '01 99 00 12 34', '115'), change('audience', '', 'Tous')]));
  await applied(moderator, command('place.edit', {edit: {place: id, changes: [change('phone', '01 99 00 12 34', '119')]}}));
  assert.equal((await queue(moderator, id))[0].changes.find(({field}) => field === 'phone').now, '119');
  const {answers: [answer]} = await moderator.send(accept(late));
  assert.deepEqual([answer.reason, answer.where], ['correction.conflict', 'phone']);
  assert.equal((await place(id)).audience, null);  // nothing of it
  assert.deepEqual(await send(moderator, accept(late, [{field: 'phone', text: '112'}])), ['correction.conflict']);
  await applied(moderator, accept(late, [{field: 'phone', text: '119'}]));
  const {phone, audience} = await place(id);
  assert.deepEqual([phone, audience], ['115', 'Tous']);
  assert.deepEqual(await send(moderator, command('place.edit', {edit: {place: id, changes: [change('phone', '119', '3919')]}})), ['correction.conflict']);
});

test('of two who accept at once one does, and it is in the history once', async () => {
  const id = await assigned();
  const one = await applied(guest, correct(id, hours('', '24/7')));
  const answers = await Promise.all([send(moderator, accept(one)), send(owner, accept(one)), send(moderator, accept(one))]);
  assert.deepEqual(answers.flat().sort(), ['applied', 'correction.decided', 'correction.decided']);
  assert.equal((await history(id)).length, 1);
});

test('an association edits, checks and tells the needs of its own place, in its name', async () => {
  const [id, other] = [await assigned(), await putPlace(server)];
  const edit = (where) => command('place.edit', {edit: {place: where, changes: [change('website', '', 'https://voisins.exemple.test')]}});
  const check = (where) => command('place.check', {check: {place: where}});
  const needs = (where) => command('place.tell_needs', {needs: {place: where, donations: ' Des couvertures. ', volunteers: ''}});
  assert.deepEqual(await send(owner, edit(other), check(other), needs(other)), Array(3).fill('permit.not_caretaker'));
  assert.deepEqual(await send(stranger, edit(id), check(id), needs(id)), Array(3).fill('permit.not_caretaker'));
  assert.deepEqual(await send(owner, edit(id), check(id), needs(id)), Array(3).fill('applied'));
  const told = await place(id);
  assert.deepEqual(told.association, {id: association.id, name: 'Les Voisins'});
  assert.deepEqual(told.checked.by, {kind: 'association', name: 'Les Voisins'});
  assert.equal(told.last_checked, told.checked.at);
  assert.deepEqual({...told.needs, told: ''}, {donations: 'Des couvertures.', volunteers: null, told: ''});
  assert.deepEqual(await history(id), [['website', '', 'https://voisins.exemple.test', 'association', 'Les Voisins']]);
  await applied(moderator, check(id));
  assert.deepEqual((await place(id)).checked.by, {kind: 'moderation', name: null});
  await applied(owner, command('place.tell_needs', {needs: {place: id, donations: '', volunteers: ''}}));
  assert.equal((await place(id)).needs, null);
  const mine = await applied(guest, correct(id, [change('phone', '', '115')])), theirs = await applied(guest, correct(other, [change('phone', '', '115')]));
  assert.deepEqual((await read('/api/v1/corrections', owner)).items.filter((one) => one.id === theirs.id), []);
  assert.equal((await queue(owner, id))[0].id, mine.id);
  assert.deepEqual((await read('/api/v1/corrections', stranger)).items, []);
  await applied(moderator, command('place.assign', {assign: {place: id, association: null}}));
  assert.deepEqual(await send(owner, check(id), accept(mine)), ['permit.not_caretaker', 'permit.not_found']);
});

test('a place that is closed for good says so under its link, leaves the search, and comes back', async () => {
  const name = 'Chez Zébulon';
  const id = await putPlace(server, {name});
  const found = async () => (await read('/api/v1/search?q=' + encodeURIComponent('zébulon'))).items.filter((one) => one.id === id).length;
  await applied(moderator, accept(await applied(guest, correct(id, [change('closed', '', 'closed')]))));
  assert.match((await place(id)).closed_since, /^\d{4}-/);
  assert.equal(await found(), 0);
  assert.match(await (await fetch(`${server.url}/lieux/${id}`)).text(), /Lieu fermé/);
  await applied(moderator, accept(await applied(guest, correct(id, [change('closed', 'closed', '')]))));
  assert.equal((await place(id)).closed_since, null);
  assert.equal(await found(), 1);
});

test('an import leaves alone what people corrected, until the source itself says something else', async () => {
  const said = {source: 'mairie', source_id: 'bains', phone: '01 99 00 12 34', opening_hours: 'Mo 09:00-12:00'};
  const id = await putPlace(server, said);
  const edit = (...changes) => applied(moderator, command('place.edit', {edit: {place: id, changes}}));
  await edit(change('phone', '01 99 00 12 34', '115'), ...hours('Mo 09:00-12:00', 'Tu 09:00-12:00'));
  await edit(change('phone', '115', '119'));
  await putPlace(server, said);
  assert.deepEqual(await place(id).then(({phone, opening_hours}) => [phone, opening_hours]), ['119', 'Tu 09:00-12:00']);
  await putPlace(server, {...said, audience: 'Tous'});  // another field is taken
  assert.deepEqual(await place(id).then(({phone, audience}) => [phone, audience]), ['119', 'Tous']);
  await putPlace(server, {...said, phone: '3919'});
  assert.deepEqual(await place(id).then(({phone, opening_hours}) => [phone, opening_hours]), ['3919', 'Tu 09:00-12:00']);
  await putPlace(server, {...said, phone: '01 99 00 12 34'});  // and is followed from then on
  assert.equal((await place(id)).phone, '01 99 00 12 34');
  assert.deepEqual((await history(id)).filter(([field]) => field === 'phone'), [
    ['phone', '3919', '01 99 00 12 34', 'import', 'mairie'], ['phone', '119', '3919', 'import', 'mairie'],
    ['phone', '115', '119', 'moderation', null], ['phone', '01 99 00 12 34', '115', 'moderation', null]]);
  await edit(change('closed', '', 'closed'));
  await putPlace(server, said);
  assert.notEqual((await place(id)).closed_since, null);
});

test('nothing is kept of who suggests, signed in or not: no command, no account, no address', async () => {
  const id = await putPlace(server);
  const one = await applied(stranger, correct(id, [change('phone', '', '115')], 'Un mot reconnaissable.'));
  const before = bytesOf(database);
  assert.equal(before.split(one.id).length - 1 > 0, true);
  const count = (text) => bytesOf(database).split(text).length;
  const accounts = count(stranger.account.id);
  await applied(stranger, correct(id, [change('phone', '', '119')]));
  assert.equal(count(stranger.account.id), accounts);
  const told = JSON.stringify([await read('/api/v1/corrections', moderator), await read(`/api/v1/places/${id}/history`)]);
  assert.ok(!told.includes(stranger.account.id) && !told.includes('Strang'));
});

test('a page without scripts has a form that suggests, says what is wrong and keeps what was typed', async () => {
  const id = await putPlace(server, {name: 'Chez « <Zoé> »', phone: '01 99 00 12 34'});
  const path = `${server.url}/lieux/${id}/correction`;
  const page = await (await fetch(path)).text();
  const inputs = [...page.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name, value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', '’')]);
  const sent = (more) => ({method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: new URLSearchParams({...Object.fromEntries(inputs), closed: '', remark: '', ...more}).toString()});
  const wrong = await fetch(path, sent({opening_hours: 'le soir', phone: '115'}));
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /role="alert".*ne se lisent pas[^]*value="le soir"[^]*value="115"/);
  assert.deepEqual(await queue(moderator, id), []);
  assert.equal((await fetch(path, sent({}))).status, 422);
  for (let i = 0; i < 2; ++i) assert.match(await (await fetch(path, sent({phone: '115'}))).text(), /Merci/);
  const [one, ...others] = await queue(moderator, id);
  assert.deepEqual([one.changes.map(({field, after: is}) => [field, is]), others], [[['phone', '115']], []]);
  assert.equal((await fetch(path, {...sent({phone: '119'}), headers: {'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://evil.example'}})).status, 403);
  assert.equal((await fetch(path, json({}))).status, 415);
  assert.equal((await fetch(`${server.url}/lieux/${uuidV7()}/correction`, sent({}))).status, 404);
  await applied(moderator, accept(one));
  assert.match(await (await fetch(`${server.url}/lieux/${id}/historique`)).text(), /modération — Téléphone : <del dir="auto">01 99 00 12 34<\/del> → <ins dir="auto">115<\/ins>/);
});

test('what there is not: a history, a correction', async () => {
  assert.equal((await fetch(`${server.url}/api/v1/places/${uuidV7()}/history`)).status, 404);
  assert.equal((await fetch(`${server.url}/api/v1/places/x/history`)).status, 404);
  assert.equal((await fetch(`${server.url}/api/v1/corrections`)).status, 401);
  assert.deepEqual(await send(moderator, accept({id: uuidV7()})), ['permit.not_found']);
  assert.deepEqual(await send(guest, correct(uuidV7(), [change('phone', '', '115')])), ['permit.not_found']);
});
