// "serve --imports": sources read from the web, from nowhere else than what was agreed on.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import http from 'node:http';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {folder, newDatabase, run, address, startServer} from './server_helper.mjs';

const collection = (...names) => JSON.stringify({type: 'FeatureCollection', features: names.map((name, i) => ({type: 'Feature',
  geometry: {type: 'Point', coordinates: [2 + i / 100, 48]}, properties: {source_id: name, name, category: 41}}))});

// What each address gives; tests put more there.
const gives = new Map();
const asked = [];
const web = http.createServer((request, answer) => {
  asked.push({url: request.url, headers: request.headers});
  const give = gives.get(request.url);
  if (!give) return answer.writeHead(404).end();
  give(request, answer);
});
await new Promise((ready) => web.listen(0, '127.0.0.1', ready));
after(() => web.close());
const host = `127.0.0.1:${web.address().port}`, at = (path) => `http://${host}${path}`;
const file = (body, etag) => (request, answer) => {
  if (etag && request.headers['if-none-match'] === etag) return answer.writeHead(304).end();
  answer.writeHead(200, etag ? {ETag: etag} : {}).end(body);
};

let schedules = 0;
function schedule(sources, more = {}) {
  const path = join(folder, `schedule-${++schedules}.json`);
  writeFileSync(path, JSON.stringify({hosts: [host], private_addresses: true, ...more, sources}));
  return path;
}
// Starts a server on it, waits until each source was looked at once, and tells what then is true.
async function after_one_round(path, sources, database = newDatabase()) {
  const server = await startServer({database, args: ['--imports', path]});
  const ends = async () => {
    const text = await (await fetch(server.url + '/metrics')).text();
    return Object.fromEntries([...text.matchAll(/entourage_imports_total\{end="(\w+)"\} (\d+)/g)].map(([, end, count]) => [end, Number(count)]));
  };
  let counts;
  do {
    await new Promise((later) => setTimeout(later, 50));
    counts = await ends();
  } while (Object.values(counts).reduce((a, b) => a + b, 0) < sources);
  const {cells} = await (await fetch(server.url + '/api/v1/markers')).json();
  const markers = cells.reduce((sum, cell) => sum + cell.count, 0);
  const {sequence} = await (await fetch(server.url + '/api/v1/changes?since=0')).json();
  await server.stop();
  return {counts, markers, sequence, log: server.log(), database};
}

test('sources come in by schedule, pages are told, and a redirection among the hosts is followed', async () => {
  gives.set('/eau.geojson', file(collection('a', 'b', 'c')));
  gives.set('/moved', (request, answer) => answer.writeHead(302, {Location: '/lieux.csv'}).end());
  gives.set('/lieux.csv', file('source,id,nom,description,date_maj,latitude,longitude\nmairie,1,Accueil,,2026-01-01,48.5,2.5\n'));
  const first = await after_one_round(schedule([{url: at('/eau.geojson'), source: 'eau'}, {url: at('/moved'), format: 'csv'}]), 2);
  assert.deepEqual(first.counts, {changed: 2, unchanged: 0, failed: 0});
  assert.equal(first.markers, 4);
  assert.ok(first.sequence > 0);
  gives.set('/eau.geojson', file(collection('a', 'b')));
  const second = await after_one_round(schedule([{url: at('/eau.geojson'), source: 'eau'}]), 1, first.database);
  assert.deepEqual([second.counts.changed, second.markers], [1, 3]);
  gives.set('/eau.geojson', file(collection()));
  gives.set('/half.geojson', file(collection('a', 'b').slice(0, 99)));
  const third = await after_one_round(schedule([{url: at('/eau.geojson'), source: 'eau'}, {url: at('/half.geojson'), source: 'eau'}]), 2, first.database);
  assert.equal(third.markers, 3);
  assert.equal(third.counts.failed, 1);
  assert.match(third.log, /half\.geojson: it is not well-formed JSON/);
});

test('no host that is not named, no address that is not the internet’s, nothing too large, and the failures are counted', async () => {
  gives.set('/good.geojson', file(collection('a')));
  gives.set('/away', (request, answer) => answer.writeHead(302, {Location: `http://localhost:${web.address().port}/good.geojson`}).end());
  gives.set('/file', (request, answer) => answer.writeHead(302, {Location: 'file:///etc/passwd'}).end());
  gives.set('/round', (request, answer) => answer.writeHead(302, {Location: '/round'}).end());
  gives.set('/large', (request, answer) => answer.writeHead(200).end(Buffer.alloc((1 << 20) + 1, 'x')));
  const source = (url) => ({url, source: 'x', format: 'geojson'});
  const urls = [at('/away'), at('/file'), at('/round'), at('/large'), at('/absent'), at('/good.geojson').replace('127.0.0.1', 'localhost'), 'file:///etc/passwd', `http://a:b@${host}/good.geojson`];
  const {counts, markers, log} = await after_one_round(schedule(urls.map(source), {most_mb: 1}), urls.length);
  assert.deepEqual(counts, {changed: 0, unchanged: 0, failed: urls.length});
  assert.equal(markers, 0);
  for (const pattern of [/\/away: it is not an address of one of the hosts/, /\/round: it sends on and on/, /\/large: it holds more than 1 MB/, /\/absent: it answers 404/])
    assert.match(log, pattern);
  const before = asked.length;
  const names = [host, `localhost:${web.address().port}`, '[::1]:80', '169.254.169.254'];
  const closed = await after_one_round(schedule([source(at('/good.geojson')), source(at('/good.geojson').replace('127.0.0.1', 'localhost')), source('http://[::1]/'), source('http://169.254.169.254/')],
    {hosts: names, private_addresses: false}), 4);
  assert.equal(closed.counts.failed, 4);
  assert.equal(closed.log.match(/not the internet's/g).length, 4);
  assert.equal(asked.length, before);
});

test('a schedule that is wrong keeps the server from starting, and names what is', () => {
  const fails = (content, pattern) => {
    const path = join(folder, 'wrong.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify({hosts: [], ...content}));
    const {status, stderr} = run('serve', '--dev', '--database', address(newDatabase()), '--pepper', join(folder, 'p'), '--assets', join(folder, 'assets'), '--port', '0', '--imports', path);
    assert.equal(status, 1);
    assert.match(stderr, pattern);
  };
  fails('{"hosts":', /wrong\.json, line 1, byte \d+: it is not well-formed JSON/);
  fails({}, /sources: it is not a list/);
  fails({sources: [{}]}, /sources\[0\]\.url: it is missing/);
  fails({sources: [{url: 'https://x/a.geojson'}]}, /sources\[0\]\.source: it is missing/);
  fails({sources: [{url: 'https://x/a.csv', every_hours: 0}]}, /sources\[0\]\.every_hours: it is not a whole number/);
  fails({sources: [{url: 'https://x/a.csv', every: 1}]}, /sources\[0\]\.every: there is no such member/);
  fails({sources: [{url: 'https://x/a.csv', mapping: 'none.json'}]}, /sources\[0\]\.mapping: none\.json.*cannot be read/);
});
