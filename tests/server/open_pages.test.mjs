// The page that is only read: what is open now, without any script.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {address, folder, newDatabase, pepper, run, startServer} from './server_helper.mjs';

const place = (name, opening_hours) => (
  {type: 'Feature', geometry: {type: 'Point', coordinates: [2.36, 48.87]}, properties: {source: 'essai', source_id: name, name, category: 1, opening_hours}});

test('the first page says how things stand, and lists what is open now when it is asked for', async () => {
  const database = newDatabase();
  const file = join(folder, 'open.geojson');
  writeFileSync(file, JSON.stringify({type: 'FeatureCollection', features: [
    place('Toujours ouvert', '24/7'), place('Toujours fermé', 'off'), place('Le matin peut-être', 'le matin'), place('Sans horaires', ''), place('Incertain', 'unknown'),
  ]}));
  assert.equal(run('import', 'places', file, '--database', address(database), ...pepper(database)).status, 0);
  const server = await startServer({database});
  const page = async (query) => (await fetch(server.url + '/' + query)).text();
  const rows = (html) => [...html.matchAll(/<li>.*?<\/li>/g)].map(([row]) => row.replace(/<[^>]*>/g, ''));
  assert.deepEqual(rows(await page('')), ['Toujours ouvert – Se nourrir – Ouvert', 'Toujours fermé – Se nourrir – Fermé',
    'Le matin peut-être – Se nourrir', 'Sans horaires – Se nourrir', 'Incertain – Se nourrir – Horaires incertains, mieux vaut appeler']);
  assert.deepEqual(rows(await page('?open=now')), ['Toujours ouvert – Se nourrir – Ouvert']);
  assert.match(await page(''), /href="\/\?open=now"/);
  assert.match(await page('?open=now'), /href="\/">Tous les lieux/);
  assert.equal(rows(await page('?open=soon')).length, 5);
  await server.stop();
});
