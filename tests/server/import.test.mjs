// "import places": files as they are found, from the terminal's side.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {address, folder, isPostgres, newDatabase, pepper, root, run, startServer} from './server_helper.mjs';

const place = (lon, lat, properties = {}) => ({type: 'Feature', geometry: {type: 'Point', coordinates: [lon, lat]}, properties});
let files = 0;
function file(content, name = `places-${++files}.geojson`) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify({type: 'FeatureCollection', features: content}));
  return path;
}
const importInto = (database, ...args) => run('import', 'places', ...args, '--database', address(database), ...pepper(database));
const lastLine = ({stdout}) => stdout.trim().split('\n').at(-1);

async function searched(database, q) {
  const server = await startServer({database});
  const {items} = await (await fetch(server.url + '/api/v1/search?q=' + encodeURIComponent(q))).json();
  const places = await Promise.all(items.map(async ({id}) => (await fetch(server.url + '/api/v1/places/' + id)).json()));
  const {cells} = await (await fetch(server.url + '/api/v1/markers')).json();
  await server.stop();
  return {places, count: cells.reduce((sum, cell) => sum + cell.count, 0)};
}

test('good features go in, bad ones are named with index and reason, ids are kept on the next import', async () => {
  const database = newDatabase();
  const features = [
    place(2.35, 48.85, {source: 'mairie', source_id: '1', name: 'Bains-douches', category: 42}),
    place(0, 0, {name: 'En mer'}),
    place(48.85, 2.35, {name: 'À l’envers'}),
    {type: 'Feature', geometry: {type: 'MultiPoint', coordinates: [[2, 48], [2, 49]]}, properties: {}},
    place(2.36, 48.86, {category: 40}),
  ];
  const path = file(features, 'ville.geojson');
  const first = importInto(database, path);
  assert.equal(first.status, 0);
  assert.equal(lastLine(first), 'taken 2, updated 0, unchanged 0, refused 3');
  assert.match(first.stderr, /features\[1\] refused: it is at 0, 0/);
  assert.match(first.stderr, /features\[2\] refused: .*swapped/);
  assert.match(first.stderr, /features\[3\] refused: its geometry is a MultiPoint/);
  const before = await searched(database, 'bains');
  assert.equal(before.count, 2);
  assert.match(before.places[0].id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  assert.equal((await searched(database, 'toilettes')).places[0].source, 'ville');
  features[0].properties.phone = '01 23 45 67 89';
  const second = importInto(database, file(features, 'ville.geojson'));
  assert.equal(lastLine(second), 'taken 0, updated 1, unchanged 1, refused 3');
  const after = await searched(database, 'bains');
  assert.equal(after.places[0].id, before.places[0].id);
  assert.equal(after.places[0].phone, '01 23 45 67 89');
});

test('--source and --attribution speak for features that say nothing', async () => {
  const database = newDatabase();
  const result = importInto(database, file([place(2.35, 48.85, {name: 'Fontaine bleue'})]), '--source', 'ville/fontaines', '--attribution', '© Ville (ODbL)');
  assert.equal(lastLine(result), 'taken 1, updated 0, unchanged 0, refused 0');
  const [found] = (await searched(database, 'fontaine')).places;
  assert.equal(found.source, 'ville/fontaines');
  assert.equal(found.attribution, '© Ville (ODbL)');
});

test('many refusals are cut short', () => {
  const result = importInto(newDatabase(), file(Array.from({length: 50}, () => place(0, 0))));
  assert.equal(result.status, 0);
  assert.equal(lastLine(result), 'taken 0, updated 0, unchanged 0, refused 50');
  assert.equal(result.stderr.trim().split('\n').length, 21);
  assert.match(result.stderr, /and 30 more refused/);
});

test('a file that cannot be read as a whole ends with 1, and the good file beside it changes nothing either', () => {
  const good = file([place(2.35, 48.85, {name: 'Bon'})]);
  for (const [content, pattern] of [
    ['{"type":"FeatureCollection","features":[,{', /line 1, byte 41: it is not well-formed JSON; nothing was changed/],
    ['{"type":"FeatureCollection",\n"features":[\n  {"type":"Feature","geometry":{"type":"Point","coordinates":[2.1,NaN]}}]}', /line 3/],
    ['', /not well-formed JSON/],
    ['name;lat;lon\nx;48;2', /not well-formed JSON/],
    ['[1,2]', /not a GeoJSON FeatureCollection/],
    ['{"type":"Topology","objects":{}}', /not a GeoJSON FeatureCollection/],
    [Buffer.from('{"type":"FeatureCollection","features":[],"name":"caf\xe9"}', 'latin1'), /not valid UTF-8/],
    [Buffer.from('\ufeff{"features":[]}', 'utf16le'), /UTF-16/],
    ['{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[]}', /EPSG:4326/],
  ]) {
    const database = newDatabase();
    const result = importInto(database, good, file(content));
    assert.equal(result.status, 1, String(pattern));
    assert.match(result.stderr, pattern);
    assert.equal(result.stdout, '');
    assert.equal(existsSync(database), false);
  }
  assert.equal(importInto(newDatabase(), join(folder, 'absent.geojson')).status, 1);
  assert.equal(importInto(newDatabase(), folder).status, 1);
  assert.equal(run('import', 'places', '--database', address(newDatabase())).status, 1);
  assert.equal(run('import', 'people', good, '--database', address(newDatabase())).status, 1);
});

test('while a server runs on a file, import says so', {skip: isPostgres && 'several write to one PostgreSQL'}, async () => {
  const server = await startServer();
  const result = importInto(server.database, file([place(2.35, 48.85, {name: 'Bon'})]));
  assert.equal(result.status, 1);
  assert.match(result.stderr, /is using .*stop it first.*import --server URL/);
  assert.equal((await (await fetch(server.url + '/api/v1/changes?since=0')).json()).sequence, 0);
  await server.stop();
});

test('through a running server, places come in with what was refused named, ids are kept, and pages are told', async () => {
  const server = await startServer();
  const through = (...args) => importInto(server.database, ...args, '--server', server.url);
  const many = Array.from({length: 1500}, (_, i) => place(2 + i * 1e-4, 48, {source: 'essai', source_id: String(i), name: `Lieu numéro ${i}`, description: 'x'.repeat(400)}));
  const path = file([...many, place(0, 0), place(2.35, 48.85, {name: 'Bains-douches é&='})], 'ville é&=.geojson');
  const first = through(path, '--attribution', '© Ville & Cie');
  assert.equal(first.status, 0, first.stderr);
  assert.equal(lastLine(first), 'taken 1501, updated 0, unchanged 0, refused 1');
  assert.match(first.stderr, /features\[1500\] refused: it is at 0, 0/);
  const found = async () => {
    const {items} = await (await fetch(server.url + '/api/v1/search?q=bains')).json();
    return (await fetch(server.url + '/api/v1/places/' + items[0].id)).json();
  };
  const before = await found();
  assert.equal(before.source, 'ville é&=');
  assert.equal(before.attribution, '© Ville & Cie');
  const told = await (await fetch(server.url + '/api/v1/changes?since=0')).json();
  assert.ok(told.sequence > 0);
  const {cells} = await (await fetch(server.url + '/api/v1/markers')).json();
  assert.equal(cells.reduce((sum, cell) => sum + cell.count, 0), 1501);
  assert.equal(lastLine(through(path, '--attribution', '© Ville & Cie')), 'taken 0, updated 0, unchanged 1501, refused 1');
  assert.equal((await found()).id, before.id);
  assert.equal((await (await fetch(server.url + '/api/v1/changes?since=0')).json()).sequence, told.sequence);
  await server.stop();
});

test('a running server takes places from who holds its key alone', async () => {
  const server = await startServer(), other = await startServer();
  const path = file([place(2.35, 48.85, {name: 'Bon'})]);
  for (const authorization of [undefined, 'Bearer ', 'Bearer ' + '0'.repeat(64)]) {
    const answer = await fetch(server.url + '/api/v1/places', {method: 'POST', body: readFileSync(path), headers: {'content-type': 'application/json', ...(authorization && {authorization})}});
    assert.equal(answer.status, 401);
    assert.equal((await answer.json()).code, 'operator.unknown');
  }
  const fails = (pattern, database, url) => {
    const result = importInto(database, path, '--server', url);
    assert.equal(result.status, 1);
    assert.match(result.stderr, pattern);
  };
  fails(/not the server of this database/, other.database, server.url);
  fails(/There is no key/, newDatabase(), server.url);
  fails(/[Pp]rotocol/, server.database, 'ftp://127.0.0.1');
  assert.equal((await (await fetch(server.url + '/api/v1/changes?since=0')).json()).sequence, 0);
  await server.stop();
  await other.stop();
  fails(/[Cc]onnect/, server.database, server.url);
});

test('20,000 places take seconds', async () => {
  const features = Array.from({length: 20_000}, (_, i) => place(2 + (i % 200) * 0.001, 48 + Math.floor(i / 200) * 0.001,
    {source: 'essai', source_id: String(i), name: `Lieu numéro ${i}`, category: 41, address: `${i} rue des Essais`, city: 'Paris', description: 'Un texte de quelques mots, comme il y en a.'}));
  const path = file(features);
  const database = newDatabase();
  for (const wanted of ['taken 20000, updated 0, unchanged 0, refused 0', 'taken 0, updated 0, unchanged 20000, refused 0']) {
    const started = Date.now();
    assert.equal(lastLine(importInto(database, path)), wanted);
    console.log(`${wanted}: ${Date.now() - started} ms`);
    assert.ok(Date.now() - started < 30_000);
  }
  assert.equal((await searched(database, 'numéro 777')).count, 20_000);
});

const real = join(root, '../shared/data/pois');
test('every real file imports, and every place is on the map', {skip: !existsSync(real) && `the real places are not at ${real}`}, async () => {
  const database = newDatabase();
  const paths = readdirSync(real).map((name) => join(real, name));
  assert.equal(paths.length, 25);
  const features = paths.reduce((sum, path) => sum + JSON.parse(readFileSync(path, 'utf8')).features.length, 0);
  const result = importInto(database, ...paths);
  assert.equal(result.status, 0, result.stderr);
  const [taken, updated, unchanged, refused] = lastLine(result).match(/\d+/g).map(Number);
  console.log(lastLine(result));
  assert.equal(taken + updated + unchanged + refused, features);
  assert.equal((await searched(database, 'douche')).count, taken);
  assert.equal(lastLine(importInto(database, ...paths)).split(',')[0], 'taken 0');
});
