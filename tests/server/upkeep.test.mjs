// "backup" and "check": a database looked after while a server works on it.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {demoWorld, folder, newDatabase, run, startServer} from './server_helper.mjs';

let files = 0;
const newFile = () => join(folder, `copy-${++files}.db`);
const backup = (database, to) => run('backup', to, '--database', 'sqlite:' + database);
const check = (database) => run('check', '--database', 'sqlite:' + database);

test('a backup made while a server works is a sound database with everything in it, and can be served', async () => {
  const server = await startServer({args: ['--demo', demoWorld]});
  const to = newFile();
  const made = backup(server.database, to);
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stdout, /the key .*\.pepper is not in it/);
  const [here, there] = [check(server.database), check(to)];
  assert.equal(here.status, 0, here.stderr);
  assert.match(there.stdout, /is sound: 196 places, \d+ actions, \d+ accounts, schema \d+/);
  assert.equal(there.stdout.replace(to, ''), here.stdout.replace(server.database, ''));
  await server.stop();
  const again = await startServer({database: to});
  const {cells} = await (await fetch(again.url + '/api/v1/markers')).json();
  assert.ok(cells.reduce((sum, cell) => sum + cell.count, 0) > 196);
  await again.stop();
});

test('a backup never replaces a file, and leaves nothing where it fails', async () => {
  const server = await startServer();
  const to = newFile();
  writeFileSync(to, 'mine');
  const refused = backup(server.database, to);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /is there already/);
  assert.equal(readFileSync(to, 'utf8'), 'mine');
  const nowhere = backup(server.database, join(folder, 'no-such-folder', 'copy.db'));
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stderr, /No copy was made/);
  await server.stop();
  assert.match(backup(newDatabase(), newFile()).stderr, /There is no database/);
  assert.equal(run('backup', '--database', 'sqlite:' + server.database).status, 1);
  assert.deepEqual(readdirSync(folder).filter((name) => name.includes('.part-')), []);
});

test('check names a damaged database, one of another program, a text, and what is not there; it makes none', async () => {
  const server = await startServer({args: ['--demo', demoWorld]});
  await server.stop();
  const damaged = newFile();
  assert.equal(backup(server.database, damaged).status, 0);  // one file, whatever is still in the journal beside the other
  const bytes = readFileSync(damaged);
  bytes.fill(0xa5, 4096 * 5, 4096 * 9);
  writeFileSync(damaged, bytes);
  const text = newFile();
  writeFileSync(text, 'not a database, but long enough to be looked at: ' + 'x'.repeat(200));
  const none = newDatabase();
  for (const [database, pattern] of [[damaged, /is damaged: /], [text, /is not a database/], [none, /There is no database/]]) {
    const result = check(database);
    assert.equal(result.status, 1);
    assert.match(result.stderr, pattern);
    assert.equal(result.stdout, '');
  }
  assert.equal(existsSync(none), false);
  assert.equal(run('check', '--database', 'sqlite:' + none, 'more').status, 1);
});
