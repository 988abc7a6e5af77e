// Requests made from the description of the API: each goes one step beyond what is described and is refused, or up to its
// edge and is taken.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createAction, importKey, json, newAssociation, newEvent, signIn, startServer, uuidV7} from './server_helper.mjs';
import {complaint, follow, operations} from './openapi_helper.mjs';

let server, ana, operator;
before(async () => {
  server = await startServer();
  ana = await signIn(server, 'ana@exemple.test');
  operator = {Authorization: await importKey(server.database)};
});
after(async () => { await server.stop(); });

const join = (where, name) => where ? `${where}.${name}` : name;
const without = (object, name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

// Kinds: unknown, missing, type and limit must be refused; edge must be taken.
function* ofObject(schema, steps, value, where) {
  if (schema.additionalProperties === false) yield {kind: 'unknown', where: join(where, 'surprise'), value: {...value, surprise: 1}};
  const needed = new Set([...schema.required ?? [], ...Object.values(schema.dependentRequired ?? {}).flat()]);
  for (const name of needed) if (name in value) yield {kind: 'missing', where: join(where, name), value: without(value, name)};
  for (const name of Object.keys(value)) {
    if (!schema.properties[name]) continue;
    for (const one of variants([...steps, 'properties', name], value[name], join(where, name))) yield {...one, value: {...value, [name]: one.value}};
  }
}

function* ofList(schema, steps, value, where) {
  const filled = (count) => [...value, ...Array.from({length: count - value.length}, () => structuredClone(value.at(-1)))];
  if (schema.maxItems <= 1000) {
    yield {kind: 'edge', where, value: filled(schema.maxItems)};
    yield {kind: 'limit', where, value: filled(schema.maxItems + 1)};
  }
  if (schema.minItems) yield {kind: 'limit', where, value: value.slice(0, schema.minItems - 1)};
  for (const [i, item] of value.entries()) {
    const there = schema.prefixItems?.[i] ? ['prefixItems', i] : ['items'];
    for (const one of variants([...steps, ...there], item, `${where}[${i}]`)) yield {...one, value: value.map((old, j) => j === i ? one.value : old)};
  }
}

function* ofText({maxLength, minLength}, where) {
  for (const [kind, length] of [['edge', maxLength], ['limit', maxLength + 1], ['edge', minLength], ['limit', minLength - 1]])
    for (const letter of ['é', '😀']) if (length >= 0) yield {kind, where, value: letter.repeat(length)};
  yield {kind: 'limit', where, value: 'surprise'};
  yield {kind: 'limit', where, value: 'abc\u0007def'};
}

function* ofNumber({minimum, maximum}, where) {
  for (const [kind, value] of [['edge', minimum], ['edge', maximum], ['limit', minimum - 1], ['limit', maximum + 1]]) yield {kind, where, value};
}

// All of them for a value that is as described; those that the description does not tell apart are left out.
function* variants(steps, value, where = '') {
  const {at: schema, steps: there} = follow(steps);
  const isWrong = (one) => complaint(there, one.value) !== null;
  if (schema.oneOf) {
    const branch = schema.oneOf.findIndex((_, i) => complaint([...there, 'oneOf', i], value) === null);
    for (const one of variants([...there, 'oneOf', branch], value, where)) if (isWrong(one) === (one.kind !== 'edge')) yield one;
    return;
  }
  if (value === null) return;
  const make = Array.isArray(value) ? ofList(schema, there, value, where) : typeof value === 'object' ? ofObject(schema, there, value, where)
    : typeof value === 'string' ? ofText(schema, where) : ofNumber(schema, where);
  const other = {kind: 'type', where, value: typeof value === 'string' ? 17 : 'surprise'};
  for (const one of [other, ...make]) if (isWrong(one) === (one.kind !== 'edge')) yield one;
}
const bodyOf = (template) => ['paths', template, 'post', 'requestBody', 'content', 'application/json', 'schema'];

const codes = {unknown: 'json.unknown_field', missing: 'json.missing', type: 'json.type'};
// Of an answer to something beyond the description: 400 for shapes, and what else a refusal may be for values.
async function assertRefused({kind, where, value}, answer) {
  const body = await answer.json();
  const told = `${kind} ${where} ${JSON.stringify(value).slice(0, 300)}: ${answer.status} ${JSON.stringify(body)}`;
  if (answer.status === 200) {
    assert.equal(kind, 'limit', told);
    assert.ok(body.every(({verdict, where: place}) => verdict === 'refused' && where.includes(place)), told);
    return;
  }
  assert.ok(kind === 'limit' ? [400, 422].includes(answer.status) : answer.status === 400, told);
  if (codes[kind]) assert.equal(body.code, codes[kind], told);
  const parent = where.slice(0, Math.max(where.lastIndexOf('.'), 0));
  if (kind === 'missing') assert.ok(body.where.startsWith(parent), told);  // where one of two shapes is meant, the other may be named
  else if (answer.status === 400) assert.equal(body.where ?? '', where, told);
}

async function tryAll(template, base, send, isTaken = (answer) => answer.ok) {
  assert.equal(complaint(bodyOf(template), base), null);
  const counts = {};
  for (const variant of [{kind: 'edge', where: '', value: base}, ...variants(bodyOf(template), base)]) {
    counts[variant.kind] = (counts[variant.kind] ?? 0) + 1;
    const answer = await send(variant);
    if (variant.kind !== 'edge') await assertRefused(variant, answer);
    else assert.ok(await isTaken(answer), `${variant.where} ${JSON.stringify(variant.value).slice(0, 300)}: ${answer.status} ${await answer.clone().text()}`);
  }
  return counts;
}

test('every parameter of a query: up to its edges it is taken, beyond them it is refused by its name', async () => {
  let refused = 0;
  for (const {method, template, operation, steps} of operations) {
    for (const i of (operation.parameters ?? []).keys()) {
      const {at, steps: there} = follow([...steps, 'parameters', i]);
      if (at.in !== 'query') continue;
      const collection = {type: 'FeatureCollection', features: []};
      const send = (typed) => fetch(`${server.url}${template}?${at.name}=${typed}`, method === 'GET' ? {signal: AbortSignal.timeout(5000)} :
        {...json(collection), headers: {'Content-Type': 'application/json', ...operator}});
      const tries = [...variants([...there, 'schema'], at.example)].filter(({kind, value}) => kind !== 'type' && !(Number.isInteger(value) && value > Number.MAX_SAFE_INTEGER));
      for (const {kind, value} of [...tries.map((one) => ({...one, value: encodeURIComponent(String(one.value).replaceAll('é', 'e'))})).filter((one) => one.value.length < 1900), {kind: 'limit', value: '%ff'}, {kind: 'limit', value: '%4'}]) {
        const answer = await send(value);
        const isStream = answer.headers.get('content-type') === 'text/event-stream';
        const told = `${template} ${at.name}=${value}: ${answer.status}`;
        assert.equal(answer.status === 400, kind === 'limit', told);
        if (isStream) await answer.body.cancel();
        if (answer.status !== 400) continue;
        assert.equal((await answer.json()).where, at.name, told);
        ++refused;
      }
      if (at.required || at.schema.$ref) assert.equal((await send('')).status, 400, `${template} ${at.name}=`);
    }
  }
  assert.ok(refused > 15, String(refused));
});

test('POST /api/v1/session/code', async () => {
  const send = ({value}) => ana.ask('/api/v1/session/code', json(JSON.stringify(value)));
  await tryAll('/api/v1/session/code', {to: 'a@b.fr'}, send);
  const longest = `${'a'.repeat(59)}@${['b', 'c', 'd'].map((letter) => letter.repeat(63)).join('.')}.fr`;
  assert.equal(longest.length, 254);
  for (const [to, status] of [['a@b.f', 422], [longest, 202], [longest + 'a', 422], ['0' + ' '.repeat(300) + '612345678', 422]])
    assert.equal((await send({value: {to}})).status, status, to);
});

test('POST /api/v1/session', async () => {
  let people = 0;
  const send = async ({where, value}) => {
    if (where === 'to' || typeof value !== 'object') return fetch(server.url + '/api/v1/session', json(JSON.stringify(value)));
    const to = `p${++people}@exemple.test`;
    await fetch(server.url + '/api/v1/session/code', json({to}));
    const {code} = (await (await fetch(server.url + '/dev/outbox')).json()).find((message) => message.to === to);
    const body = {...value, ...('to' in value && {to}), ...('code' in value && where !== 'code' && {code})};
    return fetch(server.url + '/api/v1/session', json(JSON.stringify(body)));
  };
  const counts = await tryAll('/api/v1/session', {to: 'a@b.fr', code: '123456', first_name: 'Ana', goal: 'offer_help'}, send);
  assert.ok(counts.unknown === 1 && counts.missing === 4 && counts.edge >= 5, JSON.stringify(counts));
});

test('POST /api/v1/commands: each kind of command', async () => {
  const all = (answers) => answers.every(({verdict}) => verdict === 'applied');
  // Commands need ids of their own, and what is closed must be open and ours.
  const send = async ({where, value}) => {
    if (!Array.isArray(value)) return ana.ask('/api/v1/commands', json(JSON.stringify(value)));
    const commands = [];
    for (const [i, old] of value.entries()) {
      const command = structuredClone(old);
      if (command?.id && where !== `[${i}].id`) command.id = uuidV7();
      if (command?.close?.action && where !== `[${i}].close.action`) {
        const action = createAction();
        assert.ok(all((await ana.send(action)).answers));
        command.close.action = action.id;
      }
      commands.push(command);
    }
    return ana.ask('/api/v1/commands', json(JSON.stringify(commands)));
  };
  const isTaken = async (answer) => answer.status === 200 && all(await answer.clone().json());
  const close = {id: uuidV7(), kind: 'action.close', close: {action: uuidV7(), outcome: 'happened', message: 'Merci !'}};
  for (const [base, unknown] of [[createAction(), 3], [createAction({at: {insee: '75110'}}), 3], [close, 2]]) {
    const counts = await tryAll('/api/v1/commands', [base], send, isTaken);
    assert.equal(counts.unknown, unknown, JSON.stringify(counts));
    assert.ok(counts.missing >= 6 && counts.limit >= 8 && counts.edge >= 3, JSON.stringify(counts));
  }
});

// What is about something that another command made is looked at for its shape; permissions.test.mjs looks at the rest.
test('POST /api/v1/commands: profiles, associations, roles, events and places', async () => {
  const fresh = (value) => Array.isArray(value) ? value.map((command) => command?.id ? {...command, id: uuidV7()} : command) : value;
  const send = ({where, value}) => ana.ask('/api/v1/commands', json(JSON.stringify(where === '[0].id' ? value : fresh(value))));
  const profile = {first_name: 'Ana', about: 'J’aime.', languages: ['fr', 'ar'], skills: ['cuisine'], interests: ['cooking'], availability: 'le samedi', neighbourhood: 'Belleville'};
  const id = uuidV7();
  const bodies = {'action.suspend': {suspend: {action: id, reason: 'Une adresse.'}}, 'action.restore': {restore: {action: id}}, 'profile.update': {profile},
    'association.approve': {approve: {association: id}}, 'association.set_member': {member: {association: id, person: id, role: 'editor'}},
    'role.grant': {role: {person: id, role: 'moderator', area: {lat: 48.85, lon: 2.35, radius_m: 5000}}}, 'role.revoke': {role: {person: id, role: 'admin', area: null}},
    'event.join': {join: {event: id}}, 'event.leave': {leave: {event: id}}, 'correction.accept': {accept: {correction: id, seen: [{field: 'phone', text: '115'}]}},
    'correction.refuse': {refuse: {correction: id, reason: 'Non, merci.'}}, 'place.assign': {assign: {place: id, association: id}},
    'place.correct': {correct: {place: id, changes: [{field: 'description', before: '', after: 'Des repas.'}], remark: 'Vu.'}},
    'place.edit': {edit: {place: id, changes: [{field: 'description', before: '', after: 'Des repas.'}]}}, 'place.check': {check: {place: id}},
    'place.tell_needs': {needs: {place: id, donations: 'Des draps.', volunteers: 'Le soir.'}}};
  for (const base of [newAssociation(), newEvent(), ...Object.entries(bodies).map(([kind, body]) => ({id: uuidV7(), kind, ...body}))]) {
    const counts = await tryAll('/api/v1/commands', [base], send, (answer) => answer.status === 200);
    assert.ok(counts.unknown >= 2 && counts.missing >= 4, `${base.kind} ${JSON.stringify(counts)}`);
  }
});

test('POST /api/v1/places: the collection as a whole, and feature by feature', async () => {
  const take = (value) => fetch(server.url + '/api/v1/places', {...json(JSON.stringify(value)), headers: {'Content-Type': 'application/json', ...operator}});
  const texts = Object.fromEntries(['source', 'name', 'address', 'website', 'phone', 'description', 'opening_hours', 'audience', 'updated'].map((name) => [name, 'Bains']));
  const base = {type: 'FeatureCollection', surprise: 1, features: [{type: 'Feature', surprise: 1, geometry: {type: 'Point', coordinates: [2.35, 48.85]},
    properties: {...texts, source_id: '1', category: 42, languages: ['fr'], surprise: 1}}]};
  let refused = 0;
  for (const {kind, where, value} of [{kind: 'edge', where: '', value: base}, ...variants(bodyOf('/api/v1/places'), base)]) {
    const answer = await take(value);
    const body = await answer.json();
    const told = `${kind} ${where} ${JSON.stringify(value).slice(0, 300)}: ${answer.status} ${JSON.stringify(body)}`;
    if (where.startsWith('features[')) {
      assert.equal(body.refused, kind === 'edge' ? 0 : 1, told);
      refused += body.refused;
    } else {
      assert.equal(answer.status, kind === 'edge' ? 200 : 400, told);
    }
  }
  assert.ok(refused > 20, String(refused));
});
