// What a browser is sent: assets, pages, and the headers that protect them.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import http from 'node:http';
import {gunzipSync, brotliDecompressSync} from 'node:zlib';
import {assets, createAction, demoWorld, folder, ownAssets, raw, script, signIn, startServer} from './server_helper.mjs';
import {checkAnswer} from './openapi_helper.mjs';

const archive = Buffer.concat([Buffer.from('PMTiles\x03', 'latin1'), Buffer.alloc(5000, 7)]);
let server;
before(async () => {
  writeFileSync(join(folder, 'map.pmtiles'), archive);
  server = await startServer({args: ['--demo', demoWorld, '--pmtiles', join(folder, 'map.pmtiles'), '--tile-attribution', '© "essai" <b>']});
});
after(async () => { await server.stop(); });

// Node's fetch unpacks by itself; this shows what came over the wire.
function wire(path, headers = {}, base = server.url) {
  return new Promise((done, failed) => {
    http.get(base + path, {headers}, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        checkAnswer({method: 'GET', path}, {status: answer.statusCode, headers: new Headers(answer.headers), body});
        done({status: answer.statusCode, headers: answer.headers, body});
      });
    }).on('error', failed);
  });
}

test('assets are negotiated, sized, tagged and kept for ever', async () => {
  const path = '/assets/main.0123456789.js';
  const seen = new Set();
  for (const [accepted, encoding, unpack] of [['br, gzip', 'br', brotliDecompressSync], ['gzip, deflate', 'gzip', gunzipSync], ['identity', undefined, (x) => x], ['', undefined, (x) => x], ['br;q=0, gzip', 'gzip', gunzipSync]]) {
    const answer = await wire(path, {'Accept-Encoding': accepted});
    assert.equal(answer.headers['content-encoding'], encoding, accepted);
    assert.equal(unpack(answer.body).toString(), script);
    assert.equal(answer.headers['content-length'], String(answer.body.length));
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(answer.headers.vary, 'Accept-Encoding');
    assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    const again = await wire(path, {'Accept-Encoding': accepted, 'If-None-Match': answer.headers.etag});
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    seen.add(answer.headers.etag);
  }
  assert.equal(seen.size, 3, 'each encoding has its own tag');
  assert.equal((await wire('/assets/entourage.0123456789.wasm')).headers['content-type'], 'application/wasm');
  assert.equal((await wire('/assets/font.0123456789.ttf')).headers['content-type'], 'font/ttf');
});

test('a map archive is sent by ranges', async () => {
  const path = '/tiles/basemap.pmtiles';
  const whole = await wire(path);
  assert.equal(whole.headers['accept-ranges'], 'bytes');
  assert.ok(whole.body.equals(archive));
  const part = await wire(path, {Range: 'bytes=0-126'});
  assert.equal(part.status, 206);
  assert.equal(part.headers['content-range'], `bytes 0-126/${archive.length}`);
  assert.equal(part.headers['content-length'], '127');
  assert.ok(part.body.equals(archive.subarray(0, 127)));
  assert.equal((await wire(path, {Range: 'bytes=-8'})).body.length, 8);
  const beyond = await wire(path, {Range: 'bytes=9999999-'});
  assert.equal(beyond.status, 416);
  assert.equal(beyond.headers['content-range'], `bytes */${archive.length}`);
  assert.equal((await wire(path, {Range: 'bytes=0-1', 'If-Range': '"old"'})).status, 200);
  assert.equal((await wire(path, {Range: 'bytes=0-1', 'If-Range': part.headers.etag})).status, 206);
});

test('every page forbids what it does not need, and names no other origin', async () => {
  for (const path of ['/', '/connexion', '/actions/nouvelle', '/nulle-part']) {
    const {headers, body} = await wire(path);
    assert.equal(headers['content-security-policy'], "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types entourage", path);
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['set-cookie'], undefined, 'no cookie before sign-in');
    assert.doesNotMatch(body.toString().replaceAll('https://schema.org', ''), /(src|href)="https?:/);
    assert.doesNotMatch(body.toString(), /\{\{/);
  }
  for (const path of ['/healthz', '/api/v1/markers', '/api/v1/none', '/assets/main.0123456789.js']) {
    assert.equal((await wire(path)).headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'", path);
  }
});

test('a configured tile address widens the policy by its origin alone, and the page tells it', async () => {
  const other = await startServer({args: ['--tile-url', 'https://tiles.exemple.test/{z}/{x}/{y}.png', '--tile-attribution', '© OpenStreetMap']});
  const {headers, body} = await wire('/', {}, other.url);
  const policy = headers['content-security-policy'];
  assert.match(policy, /img-src 'self' data: blob: https:\/\/tiles\.exemple\.test;/);
  assert.match(policy, /connect-src 'self' https:\/\/tiles\.exemple\.test;/);
  assert.equal(policy.split('tiles.exemple.test').length, 3);
  assert.match(body.toString(), /<meta name="entourage-tiles" content="[^"]*&quot;tileUrl&quot;:&quot;https:\/\/tiles\.exemple\.test/);
  await other.stop();
  assert.match((await wire('/')).body.toString(), /content="\{&quot;attribution&quot;:&quot;© \\&quot;essai\\&quot; &lt;b&gt;&quot;,&quot;pmtilesUrl&quot;:&quot;\/tiles\/basemap\.pmtiles&quot;\}"/);
});

test('the front page shows the name, one sentence, places and actions as links that lead somewhere', async () => {
  const html = (await wire('/')).body.toString();
  assert.match(html, /<h1 dir="auto">Entourage<\/h1>/);
  assert.match(html, /Le réseau solidaire de votre quartier/);
  for (const kind of ['lieux', 'actions']) {
    const links = [...html.matchAll(new RegExp(`<a dir="auto" href="(/${kind}/[0-9a-f-]{36})">([^<]+)</a>`, 'g'))];
    assert.equal(links.length, 20, kind);
    const page = await wire(links[0][1]);
    assert.equal(page.status, 200);
    const text = page.body.toString();
    assert.ok(text.includes(`<h1 dir="auto">${links[0][2]}</h1>`));
    assert.match(text, new RegExp(`<title>[^<]+ – Entourage</title>`));
    assert.match(text, /<meta property="og:title" content="[^"]+">/);
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)[1]);
    assert.equal(data['@context'], 'https://schema.org');
    assert.ok(data.name.length > 0);
  }
});

test('the legal notice and the accessibility statement are pages to read in French and English, without the client, and say who keeps the site', async () => {
  const keeper = ['--publisher', 'Les <Voisins> du 10e', '--host', 'Chez nous, Paris', '--contact', 'bonjour@exemple.test'];
  const other = await startServer({args: keeper});
  const [notice, statement, legal, accessibility] = await Promise.all(['/mentions', '/accessibilite', '/legal', '/accessibility']
    .map(async (path) => (await wire(path, {}, other.url)).body.toString()));
  assert.match(notice, /<h1>Mentions légales/);
  assert.match(notice, /Les &lt;Voisins&gt; du 10e/);
  assert.match(notice, /Chez nous, Paris/);
  assert.match(statement, /<h1>Accessibilité/);
  assert.match(statement, /bonjour@exemple\.test/);
  assert.match(legal, /<html lang="en"[^]*<title>Legal notice and privacy – Entourage<\/title>[^]*Les &lt;Voisins&gt; du 10e/);
  assert.match(accessibility, /<html lang="en"[^]*<h1>Accessibility[^]*bonjour@exemple\.test/);
  for (const page of [notice, statement]) assert.match(page, /<html lang="fr"/);
  for (const page of [notice, statement, legal, accessibility]) assert.doesNotMatch(page, /<script|\{\{/);
  await other.stop();
  assert.match((await wire('/mentions')).body.toString(), /non renseigné par qui tient ce site/);
  assert.match((await wire('/legal')).body.toString(), /not given by those who run this site/);
});

test('the emergency numbers are a link away on every page, and can be called without the client', async () => {
  for (const path of ['/', '/connexion', '/reglages', '/mentions', '/nulle-part'])
    assert.match((await wire(path)).body.toString(), /<a [^>]*href="\/urgences"/, path);
  assert.match((await wire('/legal')).body.toString(), /<a [^>]*href="\/emergency"/);
  for (const path of ['/urgences', '/emergency']) {
    const page = (await wire(path)).body.toString();
    for (const href of ['tel:115', 'tel:112', 'sms:114', 'tel:3919', 'tel:119']) assert.ok(page.includes(`href="${href}"`), path + ' ' + href);
    assert.doesNotMatch(page, /<script/);
  }
});

test('what people write is text on the page, never markup', async () => {
  const ana = await signIn(server, 'xss@exemple.test', {first_name: '<b>Ana</b>'});
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'&';
  const command = createAction({title: evil, text: evil + '\n' + evil});
  assert.equal((await ana.send(command)).answers[0].verdict, 'applied');
  for (const path of ['/', '/actions/' + command.id]) {
    const html = (await wire(path)).body.toString();
    assert.doesNotMatch(html, /<script>|<img|<b>/);
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;'));
  }
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec((await wire('/actions/' + command.id)).body.toString())[1]);
  assert.equal(data.name, evil);
});

test('a reader that never reads does not hold the others up', async () => {
  const slow = raw(server.port, Array.from({length: 50}, () => 'GET /tiles/basemap.pmtiles HTTP/1.1\r\nHost: a\r\n\r\n').join(''), 1500);
  const started = Date.now();
  for (let i = 0; i < 20; ++i) assert.equal((await wire('/healthz')).status, 200);
  assert.ok(Date.now() - started < 1000);
  await slow;
});

test('the built client, where it is named, is served whole', {skip: assets === ownAssets && 'ENTOURAGE_ASSETS is not set'}, async () => {
  const built = await startServer({useAssets: assets});
  const list = JSON.parse(readFileSync(join(assets, 'assets.json'), 'utf8'));
  for (const [logical, {file, type, bytes}] of Object.entries(list)) {
    const answer = await wire('/assets/' + file, {'Accept-Encoding': 'identity'}, built.url);
    assert.equal(answer.status, 200, logical);
    assert.equal(answer.headers['content-type'], type);
    assert.equal(answer.body.length, bytes);
  }
  const page = (await wire('/', {}, built.url)).body.toString();
  for (const [, path] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) assert.equal((await wire(path, {}, built.url)).status, 200, path);
  await built.stop();
});
