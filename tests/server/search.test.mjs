// The same finds the same, in the same order, whatever the engine: search_cases.json is the list.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {address, folder, newDatabase, pepper, root, run, startServer} from './server_helper.mjs';

const {places, cases} = JSON.parse(readFileSync(join(root, 'tests/server/search_cases.json'), 'utf8'));
let server;
before(async () => {
  const database = newDatabase(), path = join(folder, 'searched.geojson');
  const features = places.map((properties, i) => ({type: 'Feature', geometry: {type: 'Point', coordinates: [2.3 + i / 100, 48.8]},
    properties: {...properties, source: 'liste', source_id: String(i), category: 40}}));
  writeFileSync(path, JSON.stringify({type: 'FeatureCollection', features}));
  const imported = run('import', 'places', path, '--database', address(database), ...pepper(database));
  assert.equal(imported.stdout.trim().split('\n').at(-1), `taken ${places.length}, updated 0, unchanged 0, refused 0`);
  const towns = join(folder, 'towns.tsv');
  writeFileSync(towns, ['75056\tParis\t75\t48.8534\t2.3488\t2103778', '75056-05\tBelleville\t75\t48.8722\t2.3845\t0',
    '93010\tBondy\t93\t48.9018\t2.4893\t54000', '59179\tDouchy-les-Mines\t59\t50.3018\t3.3936\t11000'].join('\n'));
  server = await startServer({database, args: ['--gazetteer', towns]});
});
after(() => server.stop());
const ask = (q) => fetch(server.url + '/api/v1/search?q=' + encodeURIComponent(q));

for (const {about, q, found} of cases)
  test(`${about}: ${JSON.stringify(q)}`, async () => {
    const answer = await ask(q);
    assert.equal(answer.status, 200);
    assert.deepEqual((await answer.json()).items.map(({title}) => title), found);
  });

test('ten thousand letters are too many, a hundred of one word are not', async () => {
  assert.equal((await ask('a'.repeat(10_000))).status, 414);
  assert.equal((await ask('a'.repeat(101))).status, 400);
  for (const q of ['a'.repeat(100), 'ab '.repeat(33), '('.repeat(100), 'é'.repeat(100)]) assert.deepEqual((await (await ask(q)).json()).items, []);
});

const towns = async (q) => (await (await ask(q)).json()).towns;

test('communes and quartiers are found beside, with where the map is to go', async () => {
  assert.deepEqual(await towns('bondy'), [{kind: 'commune', name: 'Bondy', commune: '', department: '93', lat: 48.9018, lon: 2.4893, zoom: 14}]);
  assert.deepEqual(await towns('belleville'),
    [{kind: 'quartier', name: 'Belleville', commune: 'Paris', department: '75', lat: 48.8722, lon: 2.3845, zoom: 15}]);
  assert.deepEqual((await towns('paris')).map(({name}) => name), ['Paris']);
});

test('a mistyped town is found where nothing is called so', async () => {
  assert.deepEqual((await towns('bonndy')).map(({name}) => name), ['Bondy']);
  assert.deepEqual(await towns('douches'), []); // not Douchy-les-Mines
});

test('a server without a gazetteer knows no town', async () => {
  const none = join(folder, 'none.tsv');
  writeFileSync(none, 'insee\tname\tdept\tlat\tlon\tpopulation\n');
  const bare = await startServer({args: ['--gazetteer', none]});
  assert.deepEqual(await (await fetch(bare.url + '/api/v1/search?q=paris')).json(), {items: [], towns: []});
  await bare.stop();
});

test('the page without JavaScript finds the same', async () => {
  const page = async (q) => (await fetch(`${server.url}/recherche${q}`)).text();
  const [first] = (await (await ask('restau du coeur')).json()).items;
  const found = await page('?q=' + encodeURIComponent('restau du coeur'));
  assert.ok(found.includes(`<a dir="auto" href="/lieux/${first.id}">Les Restos du Cœur</a>`));
  assert.match(await page('?q=xylophone'), /Rien ne correspond/);
  assert.match(await page('?q=' + encodeURIComponent('"><script>xx')), /value="&quot;&gt;&lt;script&gt;xx"/);
  for (const q of ['', '?q=', '?q=a', '?q=%ff%fe', '?q=%4', '?q=' + 'a'.repeat(101)]) assert.match(await page(q), /<h1 dir="auto">Recherche<\/h1>\s*<form role="search"/);
  assert.match(await (await fetch(server.url + '/')).text(), /<form role="search" action="\/recherche">/);
});
