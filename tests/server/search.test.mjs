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
  server = await startServer({database});
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
