// What two scanners of others find in a running server: scan.mjs. wapiti walks the pages and tries its attacks on what it finds;
// sqlmap tries to inject SQL into the places that words of others get into. docs/security.md answers what they found.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, workerData } from 'node:worker_threads';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

// Between sqlmap and the server: gives each command an id of its own, or all but the first would be refused for their id.
const kAnyId = '01930000-0000-7000-8000-ffffffffffff';
function relay({ port, to }) {
  const { hostname, port: toPort } = new URL(to);
  let count = 0;
  const fresh = () => kAnyId.slice(0, 24) + (++count).toString(16).padStart(12, '0');
  http.createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.from(Buffer.concat(pieces).toString('latin1').replaceAll(kAnyId, fresh), 'latin1');
    const asked = http.request({ hostname, port: toPort, path: request.url, method: request.method, headers: { ...request.headers, host: `${hostname}:${toPort}`, 'content-length': body.length } },
      (answer) => { response.writeHead(answer.statusCode, answer.headers); answer.pipe(response); });
    asked.on('error', () => response.destroy());
    asked.end(body);
  }).listen(port, '127.0.0.1');
}

// All of wapiti's but those that ask a third party's server (nikto, ssrf, wapp, xxe) or guess passwords of forms (we have none).
const kModules = 'backup,blindsql,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss';

async function main() {
  process.env.ENTOURAGE_SERVER ??= join(root, 'build/native-release/entourage-server');
  const { createAction, demoWorld, signIn, startServer } = await import('../server/server_helper.mjs');
  const server = await startServer({ useAssets: join(root, 'build/web-release'), args: ['--demo', demoWorld] });
  const ana = await signIn(server);
  const create = { ...createAction(), id: kAnyId };
  const made = createAction();
  await ana.send(made);
  const relayPort = server.port + 1 > 65535 ? server.port - 1 : server.port + 1;
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { port: relayPort, to: server.url } });
  const relayed = `http://127.0.0.1:${relayPort}`;
  const folder = mkdtempSync(join(tmpdir(), 'entourage-scan-'));
  mkdirSync(join(root, 'build/bench'), { recursive: true });

  const report = join(root, 'build/bench/wapiti.json');
  const starts = ['/api/v1/search?q=manteaux', '/api/v1/changes?since=0', '/actions/' + made.id, '/api/v1/actions/' + made.id].flatMap((path) => ['-s', server.url + path]);
  const wapiti = spawnSync('wapiti', ['-u', server.url + '/', ...starts, '-m', kModules, '--flush-session', '--store-session', folder, '-f', 'json', '-o', report, '--max-scan-time', '120', '--max-attack-time', '120',
    '--no-bugreport', '-v', '0'], { encoding: 'utf8' });
  if (wapiti.status !== 0) console.error(wapiti.stderr);
  const found = JSON.parse(readFileSync(report, 'utf8'));
  for (const group of ['vulnerabilities', 'anomalies', 'additionals'])
    for (const [kind, list] of Object.entries(found[group] ?? {})) for (const { method, path, info } of list) console.log(`  wapiti: ${group}: ${kind}: ${method} ${path}: ${info}`);

  const cookie = `Cookie: ${ana.cookie}`, type = 'Content-Type: application/json';
  const places = {
    'search': ['-u', server.url + '/api/v1/search?q=manteaux', '-p', 'q'],
    'changes': ['-u', server.url + '/api/v1/changes?since=0', '-p', 'since'],
    'id of an action': ['-u', `${server.url}/api/v1/actions/${made.id}*`],
    'id on a page': ['-u', `${server.url}/lieux/${made.id}*`],
    'cookie': ['-u', server.url + '/api/v1/session', '-H', cookie + '*'],
    'address of a code': ['-u', server.url + '/api/v1/session/code', '-H', type, '--data', '{"to":"ana*@exemple.test"}'],
    'code': ['-u', server.url + '/api/v1/session', '-H', type, '--data', '{"to":"ana@exemple.test","code":"123456*"}'],
    'title of a command': ['-u', relayed + '/api/v1/commands', '-H', type, '-H', cookie, '--data', JSON.stringify([{ ...create, action: { ...create.action, title: 'Manteaux*' } }])],
    'id in a command': ['-u', relayed + '/api/v1/commands', '-H', type, '-H', cookie, '--data', JSON.stringify([{ id: kAnyId, kind: 'event.join', join: { event: made.id + '*' } }])],
  };
  const figures = [];
  for (const [name, options] of Object.entries(places)) {
    const { stdout } = spawnSync('sqlmap', [...options, '--batch', '--level', '3', '--risk', '2', '--dbms', 'sqlite', '--flush-session', '--disable-coloring', '--ignore-code', '*', '--output-dir', folder], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const isFound = /is vulnerable|following injection point/.test(stdout);
    const verdict = isFound ? 'INJECTABLE' : /do not appear to be injectable|does not seem to be injectable/.test(stdout) ? 'not injectable' : 'UNCLEAR';
    figures.push({ name, verdict });
    console.log(`  sqlmap: ${name}: ${verdict}`);
    if (verdict !== 'not injectable') console.log(stdout.split('\n').slice(-15).map((line) => '  | ' + line).join('\n'));
  }
  writeFileSync(join(root, 'build/bench/scan.json'), JSON.stringify(figures, null, 2));
  const manifest = () => fetch(server.url + '/api/v1/markers');
  const { sequence } = await (await manifest().catch(manifest)).json();  // the connection of before was idle for too long
  console.log(`  ${sequence - 1} of the commands that sqlmap sent were applied`);
  if (sequence < 20) process.exitCode = 1;  // then it never got as far as a statement
  const log = server.log().replace(/^listening on .*\n/, '');
  console.log(log ? `  the server's log:\n${log.split('\n').slice(0, 20).join('\n')}` : '  the server logged nothing');
  await worker.terminate();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(figures.some(({ verdict }) => verdict !== 'not injectable') ? 1 : process.exitCode);
}

if (isMainThread) await main();
else relay(workerData);
