// "import places" again and again: what vanished, what two sources tell alike, tables by mapping files, and what is told.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {address, bytesOf, folder, isPostgres, newDatabase, pepper, psql, root, run, startServer} from './server_helper.mjs';

const write = (name, content) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const place = (id, lon, lat, properties = {}) => ({type: 'Feature', geometry: {type: 'Point', coordinates: [lon, lat]},
  properties: {source: 'mairie', source_id: String(id), name: `Lieu ${id}`, category: 1, ...properties}});
const collection = (name, ...features) => write(name, JSON.stringify({type: 'FeatureCollection', features}));
const importInto = (database, ...args) => run('import', 'places', ...args, '--database', address(database), ...pepper(database));
const told = (database, ...args) => {
  const {status, stdout, stderr} = importInto(database, '--json', ...args);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
};
// What an import could have changed; of a file every byte.
const kept = (database) => isPostgres ? psql('SELECT * FROM place ORDER BY number; SELECT * FROM place_link; SELECT * FROM change', database) : bytesOf(database);
const numbers = ({taken, updated, unchanged, refused, closed, alike}) => [taken, updated, unchanged, refused.length, closed.length, alike];

async function withServer(database, use) {
  const server = await startServer({database});
  const json = async (path) => (await fetch(server.url + path)).json();
  const markers = async () => (await json('/api/v1/markers')).cells.reduce((sum, cell) => sum + cell.count, 0);
  const search = async (q) => (await json('/api/v1/search?q=' + encodeURIComponent(q))).items;
  const result = await use({server, json, markers, search, page: async (id) => (await fetch(`${server.url}/lieux/${id}`)).text()});
  await server.stop();
  return result;
}

const five = Array.from({length: 5}, (_, i) => place(i, 2 + i / 100, 48));

test('what vanished from its source is closed under its old link, leaves map and search, and opens again', async () => {
  const database = newDatabase();
  const other = place('x', 2.5, 48, {source: 'voisine', name: 'Chez la voisine'});
  assert.deepEqual(numbers(told(database, collection('a.geojson', ...five, other))), [6, 0, 0, 0, 0, 0]);
  const id = await withServer(database, async ({search}) => (await search('Lieu 4'))[0].id);
  const report = told(database, collection('b.geojson', ...five.slice(0, 4)));
  assert.deepEqual(numbers(report), [0, 0, 4, 0, 1, 0]);
  assert.deepEqual(report.closed, [{id, source: 'mairie', source_id: '4', name: 'Lieu 4'}]);
  await withServer(database, async ({json, markers, search, page}) => {
    assert.equal(await markers(), 5);
    assert.equal((await search('voisine')).length, 1);
    assert.equal((await search('Lieu 4')).some((item) => item.id === id), false);
    assert.match((await json('/api/v1/places/' + id)).closed_since, /^20\d\d-.*Z$/);
    assert.match(await page(id), /Lieu fermé/);
    const sequence = (await json('/api/v1/changes?since=0')).changes.at(-1);
    assert.equal(sequence.kind, 'places.reloaded');
  });
  assert.deepEqual(numbers(told(database, collection('b.geojson', ...five.slice(0, 4)))), [0, 0, 4, 0, 0, 0]);
  assert.deepEqual(numbers(told(database, collection('c.geojson', ...five))), [0, 1, 4, 0, 0, 0]);
  await withServer(database, async ({json, markers, search, page}) => {
    assert.equal(await markers(), 6);
    assert.equal((await search('Lieu 4'))[0].id, id);
    assert.equal((await json('/api/v1/places/' + id)).closed_since, null);
    assert.doesNotMatch(await page(id), /Lieu fermé/);
  });
});

test('a file in which more than half is missing closes nothing, unless one says so; a row that cannot be read has not vanished', () => {
  const database = newDatabase();
  const all = collection('a.geojson', ...five), two = collection('b.geojson', ...five.slice(0, 2));
  importInto(database, all);
  const before = kept(database);
  const refused = importInto(database, two);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /3 of the 5 places of mairie would be closed, more than half.*--partial.*--allow-shrinking/);
  assert.equal(kept(database), before);
  assert.deepEqual(numbers(told(database, two, '--partial')), [0, 0, 2, 0, 0, 0]);
  assert.deepEqual(numbers(told(database, two, '--allow-shrinking')), [0, 0, 2, 0, 3, 0]);
  importInto(database, all);
  const broken = told(database, collection('c.geojson', ...five.slice(1), place(0, 0, 0)));
  assert.deepEqual(numbers(broken), [0, 0, 4, 1, 0, 0]);
  assert.deepEqual(broken.refused[0], {where: join(folder, 'c.geojson') + ': features[4]', source: 'mairie', source_id: '0', code: 'row.position', reason: 'it is at 0, 0, in the sea'});
});

test('a dry run tells what the import then does, and changes nothing', () => {
  const database = newDatabase();
  const first = collection('a.geojson', ...five), second = collection('b.geojson', place(0, 2, 48, {name: 'Autrement'}), ...five.slice(1, 3),
    place(9, 2.09, 48), place(9, 2.09, 48), place('z', 2.0901, 48, {source: 'voisine', name: 'Le lieu 9'}));
  const {dry_run, ...promised} = told(database, first, '--dry-run');
  assert.equal(dry_run, true);
  assert.deepEqual(numbers(promised), [5, 0, 0, 0, 0, 0]);
  if (!isPostgres) assert.equal(existsSync(database), false);
  importInto(database, first);
  const before = kept(database);
  const {dry_run: isDry, ...report} = told(database, second, '--dry-run');
  assert.equal(isDry, true);
  assert.equal(kept(database), before);
  const {dry_run: wasDry, ...done} = told(database, second);
  assert.equal(wasDry, false);
  assert.deepEqual(done, report);
  assert.deepEqual(numbers(done), [2, 1, 2, 1, 2, 1]);
  assert.match(importInto(database, second, '--dry-run').stdout, /^a dry run: nothing was changed/);
});

test('of two files of one import with one id the first counts', () => {
  const report = told(newDatabase(), collection('a.geojson', five[0]), collection('b.geojson', five[0], place(0, 3, 49)));
  assert.deepEqual(numbers(report), [1, 0, 0, 2, 0, 0]);
  assert.deepEqual(report.refused.map((row) => row.reason), [`it repeats ${join(folder, 'a.geojson')}: features[0]`, 'it has the id of features[0]']);
});

test('what two sources perhaps tell alike is linked, never merged; links follow what is told', async () => {
  const database = newDatabase();
  const at = (metres) => 48.85 + metres / 111195;
  const ours = [place('resto', 2.35, 48.85, {name: 'Restos du Cœur, centre de l’Étoile'}), place('wc', 2.36, 48.85, {name: null, category: 40}), place('far', 2.37, 48.85, {name: 'Bagagerie'})];
  const theirs = [place('1', 2.35, at(60), {source: 'asso', name: 'RESTOS DU COEUR  (CENTRE DE L\'ETOILE)'}), place('2', 2.36, at(20), {source: 'asso', name: 'Sanisette', category: 40}),
    place('3', 2.37, at(150), {source: 'asso', name: 'Bagagerie'}), place('4', 2.35, at(10), {source: 'asso', name: 'Maison de la presse'}),
    place('5', 2.35, at(10), {source: 'asso', name: 'Restos du Cœur, centre de l’Étoile', category: 61})];
  assert.equal(told(database, collection('a.geojson', ...ours)).alike, 0);
  const report = told(database, collection('b.geojson', ...theirs));
  assert.deepEqual(numbers(report), [5, 0, 0, 0, 0, 2]);
  await withServer(database, async ({markers, search, page}) => {
    assert.equal(await markers(), 8);
    const found = await search('restos centre etoile');
    const [one, another] = found.filter((item) => item.kind === 1);
    assert.match(await page(one.id), new RegExp(`Peut-être le même lieu.*/lieux/${another.id}`, 's'));
    assert.match(await page(another.id), new RegExp(`Peut-être le même lieu.*/lieux/${one.id}`, 's'));
  });
  assert.match(importInto(database, collection('b.geojson', ...theirs)).stdout, /2 pairs of places of two sources that are perhaps the same/);
  assert.equal(told(database, collection('b.geojson', ...theirs.slice(1))).alike, 1);
});

test('a table in somebody’s own shape comes in by its mapping, with licence and attribution shown', async () => {
  const database = newDatabase();
  const table = write('lieux.csv', Buffer.from('NOM;Type;position\r\n"Épicerie\r\nsolidaire";aide | repas;48,85 2,35\r\nCafé;?;48,86 2,36\r\nPerdu;repas;ici\r\n', 'latin1'));
  const mapping = write('lieux.json', JSON.stringify({source: 'ville/aide', licence: 'Licence Ouverte 2.0', attribution: 'Ville d’Essai', encoding: 'windows-1252',
    columns: {name: 'NOM', category: 'Type'}, values: {category: {repas: 1}}, otherwise: {category: 0}, latitude_longitude: 'position'}));
  const report = told(database, table, '--mapping', mapping);
  assert.deepEqual(report.categories, {0: 1, 1: 1});
  assert.deepEqual(report.refused.map(({where, code}) => [where, code]), [[`${table}: line 5`, 'row.position']]);
  await withServer(database, async ({json, search, page}) => {
    const [{id}] = await search('epicerie');
    const found = await json('/api/v1/places/' + id);
    assert.deepEqual([found.name, found.source, found.licence, found.attribution], ['Épicerie solidaire', 'ville/aide', 'Licence Ouverte 2.0', 'Ville d’Essai']);
    assert.match(await page(id), /<dt>Source<\/dt><dd dir="auto">Ville d’Essai \(Licence Ouverte 2\.0\)<\/dd>/);
  });
});

test('a mapping or a table that cannot be read names the place, and changes nothing', () => {
  const database = newDatabase();
  const mapping = write('m.json', '{"columns":{"name":"nom"},"latitude":"lat","longitude":"lon"}');
  const fails = (pattern, ...args) => {
    const result = importInto(database, ...args);
    assert.equal(result.status, 1);
    assert.match(result.stderr, pattern);
    assert.equal(existsSync(database), false);
  };
  fails(/bad\.json, line 2, byte 11: it is not well-formed JSON; nothing was changed/, write('t.csv', 'nom,lat,lon\n'), '--mapping', write('bad.json', '{\n"source"}'));
  fails(/bad\.json, columns\.nom: a place has no such field/, write('t.csv', 'nom,lat,lon\n'), '--mapping', write('bad.json', '{"columns":{"nom":"x"}}'));
  fails(/t\.csv, line 1: it has no column lon; it has nom, lat; nothing was changed/, write('t.csv', 'nom,lat\nx,1\n'), '--mapping', mapping);
  fails(/t\.csv, line 3: a quotation mark of the row that begins here is never closed/, write('t.csv', 'nom,lat,lon\nx,48,2\n"y,48,2\n'), '--mapping', mapping);
  fails(/there is no format "xml"/, mapping, '--format', 'xml');
});

const mappings = join(root, 'assets/mappings'), raw = join(root, '../shared/data/raw');
test('the raw files come in as they are, by the mappings of the project, and again unchanged', {skip: !existsSync(raw) && `the raw files are not at ${raw}`}, () => {
  const files = [['paris-sanisettes-2024.geojson', 'paris-sanisettes', {40: 606}], ['bretagne-toilettes-osm-2021.geojson', 'bretagne-toilettes-osm', {40: 227}],
    ['lyon-boussole-2019.csv', 'lyon-boussole', {0: 8, 2: 1, 3: 4, 5: 19, 6: 17}], ['pole-emploi-agences-2021.csv', 'pole-emploi-agences', {7: 959}]];
  const database = newDatabase();
  for (const [file, mapping, categories] of files) {
    const args = [join(raw, file), '--mapping', join(mappings, mapping + '.json')];
    const report = told(database, ...args);
    console.log(`${file}: ${numbers(report)} ${JSON.stringify(report.categories)} ${JSON.stringify(report.refused.map((row) => row.reason))}`);
    assert.equal(report.updated + report.unchanged, 0);
    assert.deepEqual(report.categories, categories, file);
    const again = told(database, ...args);
    assert.deepEqual([again.taken, again.updated, again.unchanged, again.closed.length], [0, 0, report.taken, 0], file);
  }
  const invalid = importInto(database, join(raw, 'paris-fontaines-2023.INVALID.geojson'), '--mapping', join(mappings, 'paris-fontaines.json'));
  assert.equal(invalid.status, 1);
  assert.match(invalid.stderr, /INVALID\.geojson, line 1, byte 41: it is not well-formed JSON; nothing was changed/);
  const repaired = write('fontaines.geojson', readFileSync(join(raw, 'paris-fontaines-2023.INVALID.geojson'), 'utf8').replace('[,{', '[{'));
  const report = told(database, repaired, '--mapping', join(mappings, 'paris-fontaines.json'));
  console.log(`repaired: ${numbers(report)} ${JSON.stringify(report.refused.slice(0, 3))}`);
  assert.equal(report.taken + report.refused.length, 704);
});

const pois = join(root, '../shared/data/pois');
test('all real places, by category, with what is alike', {skip: !existsSync(pois) && `the real places are not at ${pois}`}, () => {
  const report = told(newDatabase(), ...readdirSync(pois).sort().map((name) => join(pois, name)));
  console.log(numbers(report).join(' '), JSON.stringify(report.categories));
  assert.equal(report.taken + report.refused.length, 15_765);
  assert.deepEqual(report.categories, {0: 1118, 1: 285, 2: 117, 3: 606, 5: 1167, 6: 489, 7: 2067, 40: 4797, 41: 1256, 42: 28, 43: 6, 61: 69, 62: 3751, 63: 9});
});
