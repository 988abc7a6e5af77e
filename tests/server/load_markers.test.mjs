// "load-markers": a full map to develop with.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {address, gazetteer, newDatabase, run, startServer} from './server_helper.mjs';

const load = (count, database, communes = gazetteer) =>
  run('load-markers', String(count), '--database', address(database), '--gazetteer', communes);

test('as many places as wanted are on the map, all of them examples', async () => {
  const database = newDatabase();
  const result = load(1200, database);
  assert.equal(result.status, 0, result.stderr);
  assert.equal(result.stdout, '1200 places\n');
  const server = await startServer({database});
  try {
    const manifest = await (await fetch(`${server.url}/api/v1/markers`)).json();
    assert.equal(manifest.cells.reduce((sum, {count}) => sum + count, 0), 1200);
    const {items} = await (await fetch(`${server.url}/api/v1/search?q=douches`)).json();
    assert.ok(items.length > 0);
    const place = await (await fetch(`${server.url}/api/v1/places/${items[0].id}`)).json();
    assert.equal(place.example, true);
  } finally {
    await server.stop();
  }
});

test('a database that holds anything is left as it was', () => {
  const database = newDatabase();
  assert.equal(load(10, database).status, 0);
  const again = load(10, database);
  assert.equal(again.status, 1);
  assert.match(again.stderr, /is not empty and was left as it was/);
});

test('what makes no sense is refused with what to do', () => {
  for (const count of ['0', '1e6', 'many', '10000001']) {
    const result = load(count, newDatabase());
    assert.equal(result.status, 1);
    assert.match(result.stderr, /say how many places/);
  }
  const result = load(1, newDatabase(), 'nowhere.tsv');
  assert.equal(result.status, 1);
  assert.match(result.stderr, /not a gazetteer/);
});
