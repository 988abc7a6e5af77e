// Starts that cannot succeed: one sentence that names what to do, status 1, nothing changed.
import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {folder, newDatabase, ownAssets, run, startServer} from './server_helper.mjs';

function fails(pattern, ...args) {
  const {status, stdout, stderr} = run(...args);
  assert.equal(status, 1, stdout + stderr);
  assert.match(stderr, pattern);
  assert.doesNotMatch(stdout, /listening/);
  assert.doesNotMatch(stderr, /terminate|exception|what\(\)/);
}
const serve = (database, ...more) => ['serve', '--database', 'sqlite:' + database, '--assets', ownAssets, '--dev', '--port', '0', ...more];

test('help and version', () => {
  for (const args of [['--help'], ['help'], ['serve', '--help'], ['import', '--help'], ['help', 'import'], ['--version']]) {
    const {status, stdout, stderr} = run(...args);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.ok(stdout.length > 10);
  }
  for (const flag of ['--database', '--port', '--assets', '--dev', '--demo', '--trusted-proxy', '--tile-url', '--pmtiles']) assert.ok(run('serve', '--help').stdout.includes(flag));
});

test('commands and options that make no sense', () => {
  fails(/say what to do/);
  fails(/no command "explode"/, 'explode');
  fails(/no option --prot/, ...serve(newDatabase(), '--prot', '80'));
  fails(/"eighty" makes no sense for --port/, ...serve(newDatabase(), '--port', 'eighty'));
  fails(/--database needs a value/, 'serve', '--dev', '--database');
  fails(/--database sqlite:PATH/, 'serve', '--dev', '--assets', ownAssets);
  fails(/--pepper FILE/, 'serve', '--dev', '--assets', ownAssets, '--database', 'postgresql://host/name');
  fails(/no database address/, 'serve', '--dev', '--assets', ownAssets, '--database', 'mysql:x');
});

test('without --dev it says why it does not start', () => {
  const database = newDatabase();
  fails(/cannot be sent: .*--smtp-url.*--sms-url.*--dev/s, 'serve', '--database', 'sqlite:' + database, '--assets', ownAssets);
  assert.equal(existsSync(database), false);
});

test('missing assets', () => {
  const database = newDatabase();
  fails(/client is not at .*script\/setup.*--assets/, 'serve', '--database', 'sqlite:' + database, '--dev', '--assets', join(folder, 'nowhere'));
  assert.equal(existsSync(database), false);
  const half = join(folder, 'half');
  mkdirSync(half);
  writeFileSync(join(half, 'shell.html'), '');
  writeFileSync(join(half, 'assets.json'), '{"a":{"file":"../../etc/passwd","type":"text/plain"}}');
  fails(/outside the folder/, 'serve', '--database', 'sqlite:' + database, '--dev', '--assets', half);
  writeFileSync(join(half, 'assets.json'), '{"a":');
  fails(/not a JSON object/, 'serve', '--database', 'sqlite:' + database, '--dev', '--assets', half);
});

test('a port in use', async () => {
  const server = await startServer();
  const database = newDatabase();
  fails(new RegExp(`Port ${server.port} is in use.*--port`), ...serve(database, '--port', String(server.port)));
  assert.equal(existsSync(database), false);
  await server.stop();
});

test('a database that is none', () => {
  const path = join(folder, 'letter.txt');
  const text = 'Chère Ana,\n'.repeat(100);
  writeFileSync(path, text);
  fails(/is not a database .*it was left as it is/, ...serve(path));
  fails(/not a database/, 'import', 'places', join(folder, 'p.geojson'), '--database', 'sqlite:' + path);
  assert.equal(readFileSync(path, 'utf8'), text);
  fails(/cannot be used/, ...serve('/nowhere/at/all.db'));
  fails(/not a file|not a database/, ...serve(folder));
});

test('a database that is in use', async () => {
  const server = await startServer();
  fails(/is using .*stop it first/, ...serve(server.database));
  await server.stop();
});

test('a key that others may read', async () => {
  const server = await startServer();
  await server.stop();
  chmodSync(server.database + '.pepper', 0o644);
  fails(/chmod 600/, ...serve(server.database));
});

test('a demonstration world, a gazetteer and an archive that are none', () => {
  const none = join(folder, 'none.json');
  writeFileSync(none, '{"places": 17}');
  fails(/none\.json cannot be used/, ...serve(newDatabase(), '--demo', none));
  fails(/cannot be read/, ...serve(newDatabase(), '--demo', join(folder, 'absent.json')));
  fails(/gazetteer's line 1/, ...serve(newDatabase(), '--gazetteer', none));
  fails(/no PMTiles archive/, ...serve(newDatabase(), '--pmtiles', none));
});

writeFileSync(join(folder, 'p.geojson'), '{"type":"FeatureCollection","features":[]}');
