// Reads of the API beside nginx that serves the same bytes with the same headers from a file: rate and 99th percentile,
// both servers in turn. ENTOURAGE_NGINX: the program (script/bench).
import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import {join} from 'node:path';
import {demoWorld, root, startServer} from '../server/server_helper.mjs';
import {leave, median, printTable, wrk} from './load.mjs';

const kConnections = [64, 1000], kPairs = 5, kSeconds = 4;
const folder = mkdtempSync(join(root, 'build/bench-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

const freePort = () => new Promise((found) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const {port} = probe.address();
    probe.close(() => found(port));
  });
});

const get = (url) => new Promise((done, failed) => {
  http.get(url, (answer) => {
    const pieces = [];
    answer.on('data', (piece) => pieces.push(piece));
    answer.on('end', () => done({headers: answer.headers, body: Buffer.concat(pieces)}));
  }).on('error', failed);
});

// The headers of an answer, but for what nginx makes by itself.
const own = new Set(['connection', 'content-length', 'content-type', 'etag', 'date', 'keep-alive', 'x-request-id']);
const linesOf = (headers) => Object.entries(headers).filter(([name]) => !own.has(name))
  .map(([name, value]) => `add_header ${name} '${value.replaceAll("'", "\\'")}';`).concat('add_header X-Request-Id $request_id;');

async function startNginx(paths) {
  const port = await freePort();
  const locations = paths.map(({path, headers}) => `location = ${path} { ${linesOf(headers).join(' ')} }`).join('\n');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  writeFileSync(join(folder, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''} daemon off; worker_processes 2; pid ${folder}/pid; error_log stderr crit; worker_rlimit_nofile 8192;
    events { worker_connections 4096; multi_accept on; }
    http { access_log off; ${temporary} sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;
    open_file_cache max=100 inactive=600s; open_file_cache_valid 600s; default_type application/json; server_tokens off;
    server { listen 127.0.0.1:${port} backlog=4096; root ${folder}/www; ${locations} } }`);
  const child = spawn(process.env.ENTOURAGE_NGINX, ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {stdio: ['ignore', 'inherit', 'inherit']});
  process.on('exit', () => child.kill());
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 100; ++i) {
    try { await get(url + paths[0].path); break; } catch { await new Promise((later) => setTimeout(later, 50)); }
  }
  const exited = new Promise((done) => child.on('exit', done));
  return {url, stop: () => { child.kill(); return exited; }};
}

async function same(ours, nginx, path) {
  const [a, b] = [await get(ours.url + path), await get(nginx.url + path)];
  if (!a.body.equals(b.body)) throw new Error(`not the same bytes: ${path}`);
  const missing = Object.keys(a.headers).filter((name) => !(name in b.headers));
  if (missing.length > 0) throw new Error(`nginx sends no ${missing.join(', ')}`);
}

const ours = await startServer({args: ['--demo', demoWorld, '--api-rate', '4000000000']});
const {items} = await (await fetch(ours.url + '/api/v1/search?q=soupe')).json();
const reads = [{name: 'place', path: '/api/v1/places/' + items.find(({kind}) => kind < 128).id}, {name: 'manifest', path: '/api/v1/markers'}];
for (const read of reads) {
  const answer = await get(ours.url + read.path);
  read.headers = answer.headers;
  const file = join(folder, 'www', read.path);
  mkdirSync(join(file, '..'), {recursive: true});
  writeFileSync(file, answer.body);
}
const nginx = await startNginx(reads);
const rows = [];
for (const {name, path} of reads) {
  await same(ours, nginx, path);
  for (const connections of kConnections) {
    const tries = {ours: [], rival: []};
    for (let pair = 0; pair < kPairs; ++pair)
      for (const [who, server] of [['ours', ours], ['rival', nginx]]) {
        const result = await wrk(server.url + path, {connections, duration_s: kSeconds});
        if (result.failed > 0) console.log(`  ${who}: ${result.failed} answers failed`);
        tries[who].push(result);
      }
    const middle = (who, what) => median(tries[who].map((one) => one[what]));
    const [rate, rival] = [middle('ours', 'rate'), middle('rival', 'rate')];
    rows.push({metric: `${name}, answers a second`, n: connections, ours: rate, rival, ratio: rate / rival});
    const [p99, rivals] = [middle('ours', 'p99_ms'), middle('rival', 'p99_ms')];
    rows.push({metric: `${name}, 99th percentile, ms`, n: connections, ours: p99, rival: rivals, ratio: rivals / p99});
  }
}
await nginx.stop();
await ours.stop();
console.log('api: reads beside nginx (a ratio above 1: ours is better)');
printTable(rows);
leave('api', rows);
