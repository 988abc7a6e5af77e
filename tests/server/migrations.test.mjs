// A database of every earlier version becomes one of today, with all that was in it.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {address, isPostgres, newDatabase, psql, root, run, startServer} from './server_helper.mjs';

const folder = join(root, 'src/server/storage', isPostgres ? 'postgres' : 'sqlite', 'migrations');
const steps = readdirSync(folder).sort().map((file) => ({number: Number(file.slice(0, 4)), name: file.slice(5, -'.sql.inc'.length),
  sql: readFileSync(join(folder, file), 'utf8').replace(/^R"sql\(/, '').replace(/\)sql"\s*$/, '')}));

// Python comes with an SQLite of its own: what it writes is no work of the server's.
function sqlite(database, program, input) {
  const {status, stdout, stderr} = spawnSync('python3', ['-c', `import json, sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ngiven = json.load(sys.stdin)\n${program}`, database],
    {encoding: 'utf8', input: JSON.stringify(input ?? null)});
  assert.equal(status, 0, stderr);
  return stdout;
}
const execute = (database, statements) => isPostgres ? psql(statements, database) : sqlite(database, 'db.executescript(given)\ndb.commit()', statements);

const schemaOfPostgres = `
SELECT 'column', table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = current_schema()
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '' FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = current_schema()
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '' FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN
  (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
ORDER BY 1, 2, 3`;
const schemaOf = (database) => isPostgres ? psql(schemaOfPostgres, database).replace(/world_\d+_\d+\./g, '')
  : sqlite(database, 'print(json.dumps(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE \'sqlite_%\' ORDER BY type, name").fetchall()))');

const listOfSteps = isPostgres
  ? 'CREATE TABLE schema_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied TIMESTAMPTZ NOT NULL DEFAULT now());'
  : "CREATE TABLE schema_migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL DEFAULT (datetime('now'))) STRICT;";

// An account, reached at an address, with an open action.
const account = '01930000-0000-7000-8000-0000000000b1', action = '01930000-0000-7000-8000-0000000000a1';
const rows = `
INSERT INTO account (id, first_name, goal, created_ms) VALUES ('${account}', 'Ana', 'offer_help', 1);
INSERT INTO contact VALUES ('ana@exemple.test', '${account}');
INSERT INTO action (id, kind, section, status, title, text, author_id, lat, lon, cell_height_deg, cell_width_deg, created_ms, updated_ms, outcome, outcome_message, example)
  VALUES ('${action}', 'demand', 'clothes', 'open', 'Un manteau', '', '${account}', 48.87, 2.36, 0.002, 0.003, 1, 1, '', '', 0);
${isPostgres ? '' : `PRAGMA application_id = ${Buffer.from('Entg').readUInt32BE()};`}`;

const textsAreFolded = 5; // from this step on

async function opened(database) {
  const server = await startServer({database});
  const ask = async (path) => (await fetch(server.url + path)).json();
  try {
    return {...await ask(`/api/v1/actions/${action}`), found: (await ask('/api/v1/search?q=MANTAUX')).items?.map(({id}) => id)};
  } finally {
    await server.stop();
  }
}

test('every step has its number, one after the other', () => {
  assert.deepEqual(steps.map(({number}) => number), steps.map((_, i) => i + 1));
});

for (const last of steps.slice(0, -1))
  test(`a database of version ${last.number} (${last.name}) becomes today's, and keeps what is in it`, async () => {
    const [old, fresh] = [newDatabase(), newDatabase()];
    const taken = steps.filter(({number}) => number <= last.number);
    execute(old, [listOfSteps, ...taken.map(({number, name, sql}) => `${sql}\nINSERT INTO schema_migration (number, name) VALUES (${number}, '${name}');`), rows].join('\n'));
    const {title, found} = await opened(old);
    assert.equal(title, 'Un manteau');
    if (last.number < textsAreFolded) assert.deepEqual(found, [action]); // later ones had their texts folded when they were written
    await opened(fresh);
    assert.equal(schemaOf(old), schemaOf(fresh));
    const {status, stderr} = run('check', '--database', address(old));
    assert.equal(status, 0, stderr);
  });
