// Starts the real server on a free port, in a folder of its own, and asks it things.
// ENTOURAGE_SERVER: the program (else the newest of build/native-*). ENTOURAGE_ASSETS: a built client (else a tiny one made here).
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {randomBytes} from 'node:crypto';
import {checkEvent, checkRefusals, checkedFetch} from './openapi_helper.mjs';

// Whatever a test asks of the API, the answer must be one that the API's description knows.
globalThis.fetch = checkedFetch(globalThis.fetch);

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function findServer() {
  const candidates = ['native-debug', 'native-release'].map((preset) => join(root, 'build', preset, 'entourage-server')).filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  const program = process.env.ENTOURAGE_SERVER ?? candidates[0];
  if (!program || !existsSync(program)) throw new Error('no entourage-server: build it (script/setup), or name it in ENTOURAGE_SERVER');
  return program;
}
export const program = findServer();

// One folder a test file, gone at its end.
export const folder = mkdtempSync(join(tmpdir(), 'entourage-server-tests-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

export const script = 'export const answer = 42;\n'.repeat(200);

function makeAssets() {
  const path = join(folder, 'assets');
  mkdirSync(path, {recursive: true});
  const put = (file, bytes) => {
    writeFileSync(join(path, file), bytes);
    writeFileSync(join(path, file + '.br'), brotliCompressSync(bytes));
    writeFileSync(join(path, file + '.gz'), gzipSync(bytes));
  };
  put('main.0123456789.js', Buffer.from(script));
  put('entourage.0123456789.wasm', Buffer.from('0061736d01000000', 'hex'));
  put('font.0123456789.ttf', Buffer.from('font'));
  const pages = readdirSync(join(root, 'assets/pages'));
  for (const page of pages) put(page.replace('.', '.0123456789.'), readFileSync(join(root, 'assets/pages', page)));
  writeFileSync(join(path, 'secret.txt'), 'not in the table');
  writeFileSync(join(path, 'assets.json'), JSON.stringify({
    'main.js': {file: 'main.0123456789.js', type: 'text/javascript; charset=utf-8', bytes: script.length},
    'entourage.wasm': {file: 'entourage.0123456789.wasm', type: 'application/wasm', bytes: 8},
    ...Object.fromEntries(pages.map((page) =>
      [`pages/${page}`, {file: page.replace('.', '.0123456789.'), type: 'text/html; charset=utf-8', bytes: 1}])),
    'fonts/font.ttf': {file: 'font.0123456789.ttf', type: 'font/ttf', bytes: 4},
  }));
  writeFileSync(join(path, 'shell.html'), '<!doctype html><html lang="{{lang}}"><head><title>{{title}}</title><meta name="description" content="{{description}}">' +
    '<!-- client --><script type="module" src="/assets/main.0123456789.js"></script><!-- /client -->{{head}}</head><body><div id="server-content">{{content}}</div></body></html>');
  return path;
}
export const ownAssets = makeAssets();
export const assets = process.env.ENTOURAGE_ASSETS ?? ownAssets;

export const gazetteer = join(folder, 'gazetteer.tsv');
writeFileSync(gazetteer, 'insee\tname\tdept\tlat\tlon\tpopulation\n75110\tParis 10e Arrondissement\t75\t48.8761\t2.3610\t83459\n');

export const demoWorld = join(root, 'assets/demo/world.json');

// Where ENTOURAGE_TEST_POSTGRES names a PostgreSQL database, a world is a schema of it; otherwise a file in the folder.
const postgres = process.env.ENTOURAGE_TEST_POSTGRES;
export const isPostgres = Boolean(postgres);
export function psql(statement, url = postgres) {
  const {status, stdout, stderr} = spawnSync('psql', [url, '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', statement], {encoding: 'utf8'});
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
let databases = 0;
// A path, or an address of PostgreSQL.
export function newDatabase() {
  if (!isPostgres) return join(folder, `world-${++databases}.db`);
  const schema = `world_${process.pid}_${++databases}`;
  psql(`CREATE SCHEMA ${schema}`);
  return `${postgres}&options=-csearch_path%3D${schema}`;
}
// As --database takes it, and where the key of a world lies that has no beside.
export const address = (database) => database.startsWith('postgresql:') ? database : 'sqlite:' + database;
export const pepper = (database) => database.startsWith('postgresql:') ? ['--pepper', join(folder, `${/world_\w+$/.exec(database)?.[0] ?? 'own'}.pepper`)] : [];
// Every byte that is kept of a world: of the file and of what lies beside it, or of the rows.
export function bytesOf(database) {
  if (isPostgres) {
    const copy = join(folder, `copy-${++databases}.db`);
    const {status, stderr} = run('backup', copy, '--database', database);
    if (status !== 0) throw new Error(stderr);
    return readFileSync(copy, 'latin1');
  }
  const files = readdirSync(dirname(database)).filter((name) => name.startsWith(basename(database)));
  return files.map((name) => readFileSync(join(dirname(database), name), 'latin1')).join('');
}

// Runs the program to its end.
export function run(...args) {
  const {status, stdout, stderr} = spawnSync(program, args, {encoding: 'utf8', timeout: 60_000});
  return {status, stdout, stderr};
}

export async function startServer({database = newDatabase(), args = [], useAssets = ownAssets, port = 0, dev = true, env = {}, wrap = []} = {}) {
  const [first, ...rest] = [...wrap, program];
  const child = spawn(first, [...rest, 'serve', '--database', address(database), ...pepper(database), '--port', String(port), '--assets', useAssets, ...(dev ? ['--dev'] : []),
    '--gazetteer', gazetteer, ...args], {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...env}});
  let log = '';
  child.stderr.on('data', (data) => (log += data));
  const exited = new Promise((done) => child.on('exit', (code, signal) => done({code, signal})));
  const url = await new Promise((ready, failed) => {
    let out = '';
    child.stdout.on('data', (data) => {
      log += data;
      out += data;
      const line = /listening on (http:\/\/\S+)/.exec(out);
      if (line) ready(line[1]);
    });
    exited.then(({code}) => failed(new Error(`the server ended with ${code}: ${log}`)));
  });
  const end = async (signal) => {
    child.kill(signal);
    return exited;
  };
  return {url, port: Number(new URL(url).port), database, log: () => log, stop: () => end('SIGTERM'), kill: () => end('SIGKILL'), exited, pid: child.pid};
}

// The Authorization that "import --server" shows a server, told by one that listens for it.
export async function importKey(database) {
  const path = join(folder, 'one.geojson');
  writeFileSync(path, '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[2.35,48.85]}}]}');
  let key;
  const listener = http.createServer((request, answer) => { key = request.headers.authorization; answer.end('{}'); });
  await new Promise((ready) => listener.listen(0, '127.0.0.1', ready));
  const child = spawn(program, ['import', 'places', path, '--database', address(database), ...pepper(database), '--server', `http://127.0.0.1:${listener.address().port}`], {stdio: 'ignore'});
  await new Promise((ended) => child.on('exit', ended));
  listener.close();
  return key;
}

// A place as an import brings it; the id it got. Without a name of its own for it, it is a new one.
let places = 0;
export async function putPlace(server, {lat = 48.85, lon = 2.35, source = 'essai', source_id = `place-${++places}`, name = 'La Soupe', ...more} = {}) {
  const feature = {type: 'Feature', geometry: {type: 'Point', coordinates: [lon, lat]}, properties: {source, source_id, name, category: 1, ...more}};
  const headers = {'Content-Type': 'application/json', Authorization: await (server.key ??= importKey(server.database))};
  const answer = await fetch(server.url + '/api/v1/places', {...json({type: 'FeatureCollection', features: [feature]}), headers});
  if (answer.status !== 200) throw new Error(await answer.text());
  const {items} = await (await fetch(`${server.url}/api/v1/search?q=${encodeURIComponent(name)}`)).json();
  for (const {id} of items) {
    const place = await (await fetch(`${server.url}/api/v1/places/${id}`)).json();
    if (place.source === source && place.source_id === source_id) return id;
  }
  return null;  // not found by search: closed, or one of many
}

// A UUIDv7 as text.
export function uuidV7(ms = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const createAction = (more = {}) => ({id: uuidV7(), kind: 'action.create', action: {
  kind: 'contribution', section: 'clothes', title: 'Manteaux d’hiver', text: 'Trois manteaux chauds.', at: {lat: 48.8712345, lon: 2.3698765}, ...more}});

export const newAssociation = () => ({id: uuidV7(), kind: 'association.create', association: {name: 'Les Voisins', at: {lat: 48.8712345, lon: 2.3698765}}});
export const newEvent = (more = {}) => ({id: uuidV7(), kind: 'event.create', event: {title: 'Pétanque', text: 'Au bord du canal.', association: null,
  lat: 48.8712345, lon: 2.3698765, starts: '2100-06-01T14:00:00.000Z', ends: '2100-06-01T17:00:00.000Z', seats: 10, ...more}});

export const json = (body) => ({method: 'POST', headers: {'Content-Type': 'application/json'}, body: typeof body === 'string' ? body : JSON.stringify(body)});

// Signs in by the dev outbox; gives functions that ask as that person.
export async function signIn(server, to = 'neighbour-1@exemple.test', {first_name = 'Ana', goal = 'offer_help'} = {}) {
  const asked = await fetch(server.url + '/api/v1/session/code', json({to}));
  if (asked.status !== 202) throw new Error(`no code: ${asked.status} ${await asked.text()}`);
  const outbox = await (await fetch(server.url + '/dev/outbox')).json();
  const code = outbox.find((message) => message.to === to).code;
  let answer = await fetch(server.url + '/api/v1/session', json({to, code}));
  if (answer.status === 422) answer = await fetch(server.url + '/api/v1/session', json({to, code, first_name, goal}));
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const {account} = await answer.json();
  const ask = (path, options = {}) => fetch(server.url + path, {...options, headers: {...options.headers, Cookie: cookie}});
  const send = async (...commands) => {
    const response = await ask('/api/v1/commands', json(commands));
    return {status: response.status, answers: await response.json()};
  };
  return {account, cookie, ask, send};
}

// Sends raw bytes; gives what came back, and how the connection ended ("closed", "open" when it is still open after `wait`).
export function raw(port, pieces, wait = 1000) {
  return new Promise((done, failed) => {
    const socket = net.connect(port, '127.0.0.1');
    let out = '';
    let ended = 'open';
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      const statuses = [...out.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
      try { checkRefusals(out); } catch (error) { failed(error); }
      done({out, ended, statuses});
    };
    const timer = setTimeout(finish, wait);
    socket.on('data', (data) => (out += data.toString('latin1')));
    socket.on('end', () => { ended = 'closed'; finish(); });
    socket.on('error', () => { ended = 'closed'; finish(); });
    socket.on('connect', () => { for (const piece of [].concat(pieces)) socket.write(piece, 'latin1'); });
  });
}

// An open event stream: events as they come, and a way to wait for one.
export async function openStream(server, {since, lastEventId} = {}) {
  const control = new AbortController();
  const response = await fetch(server.url + '/api/v1/stream' + (since === undefined ? '' : `?since=${since}`),
    {headers: lastEventId === undefined ? {} : {'Last-Event-ID': String(lastEventId)}, signal: control.signal});
  const events = [];
  const waiting = [];
  let broken = null;
  let isOver = false;
  let text = '';
  (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body) {
        text += decoder.decode(chunk, {stream: true});
        for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
          const fields = Object.fromEntries(text.slice(0, end).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
          if (!fields.event) continue;
          const data = JSON.parse(fields.data);
          events.push({...fields, at: performance.now(), data});
          try { checkEvent(fields.event, data); } catch (error) { broken = error; }
          for (const check of waiting) check();
        }
      }
    } catch {
      // closed by us, or by the server's end
    }
    isOver = true;
  })();
  const wait = (wanted, ms = 5000) => new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`no such event; there were: ${JSON.stringify(events)}`)), ms);
    const check = () => {
      const event = events.find(wanted);
      if (broken) { clearTimeout(timer); return failed(broken); }
      if (event) { clearTimeout(timer); found(event); }
    };
    waiting.push(check);
    check();
  });
  return {response, events, wait, isOver: () => isOver, close: () => control.abort()};
}

// In a database that no server runs on: who signs up with that address, as an admin.
export async function makeAdmin(database, to, args = []) {
  const server = await startServer({database, args});
  await signIn(server, to);
  await server.stop();
  const {status, stderr} = run('role', 'give', 'admin', to, '--database', address(database));
  if (status !== 0) throw new Error(stderr);
}
