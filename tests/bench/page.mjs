// How long until the map is there, beside bare Leaflet pages with the same places, without and with the same ground; and what
// the page costs at rest.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { decodeBasemap } from '../../web/basemap_file.js';
import { launch, root, startServer } from '../browser/lib.mjs';

const kRounds = Number(process.env.ROUNDS ?? 7);
const kRest_s = 60;
const kZoom = 13;  // of the first map
const real = join(root, '../shared/data/pois');
const figures = {};
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function importReal(database) {
  const files = readdirSync(real).filter((name) => name.endsWith('.geojson')).map((name) => join(real, name));
  const done = spawnSync(join(root, 'build/native-release/entourage-server'), ['import', 'places', ...files, '--database', database], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim().split('\n').at(-1);
}

// Every marker of our server, as a bare page would be given them: [lat, lon] pairs as JSON.
function pointsOf() {
  const from = existsSync(real)
    ? readdirSync(real).filter((name) => name.endsWith('.geojson')).flatMap((name) => JSON.parse(readFileSync(join(real, name))).features.map((f) => f.geometry.coordinates))
    : JSON.parse(readFileSync(join(root, 'assets/demo/world.json'))).places.map((place) => [place.lon, place.lat]);
  return from.map(([lon, lat]) => [lat, lon]);
}

// The shapes of our base map that are drawn at the first map's zoom, as a bare page would be given them; their names are not.
function groundOf() {
  const kColours = { land: '#EFEAE1', lake: '#B5DCE6', park: '#CFE3BF', river: '#B5DCE6', country: '#AC9F8E' };
  const file = readFileSync(join(root, 'assets/basemap/basemap.bin'));
  const { layers } = decodeBasemap(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
  const latitude = (y) => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;
  return [...layers.values()].filter(({ far, min, max }) => !far && min <= kZoom && kZoom <= max).map(({ name, shapes }) => {
    const { grid, count, starts, points } = shapes;
    const ring = (from, to) => Array.from({ length: (to - from) / 2 }, (_, k) => [
      Number(latitude(points[from + 2 * k + 1] / grid).toFixed(5)), Number((points[from + 2 * k] / grid * 360 - 180).toFixed(5))]);
    const kind = /^[a-z]+/.exec(name)[0];
    return { line: ['river', 'country'].includes(kind), colour: kColours[kind], shapes: Array.from({ length: count }, (_, i) => ring(starts[i], starts[i + 1])) };
  });
}

// The rivals: Leaflet alone, its canvas renderer, one circle a place; the second page has our base map's shapes beneath them,
// without names. All is compressed and kept as ours is.
async function startBare(points, ground) {
  const leaflet = join(root, 'node_modules/leaflet/dist');
  const page = (files, draw) => `<!doctype html><html><head><link rel="stylesheet" href="/leaflet.css"><style>html,body,#map{height:100%;margin:0}</style></head>
<body><div id="map"></div><script src="/leaflet.js"></script><script>
const map = L.map('map', { preferCanvas: true }).setView([48.8675, 2.3636], ${kZoom});
Promise.all(${JSON.stringify(files)}.map((file) => fetch(file).then((answer) => answer.json()))).then(([points, ground]) => {
  ${draw}
  for (const point of points) L.circleMarker(point, { radius: 8 }).addTo(map);
  requestAnimationFrame(() => requestAnimationFrame(() => { window.shown = performance.now(); }));
});
</script></body></html>`;
  const drawGround = `for (const { line, colour, shapes } of ground)
    for (const shape of shapes) (line ? L.polyline(shape, { color: colour }) : L.polygon(shape, { stroke: false, fillColor: colour, fillOpacity: 1 })).addTo(map);`;
  const json = (what) => ['application/json', Buffer.from(JSON.stringify(what))];
  const html = (text) => ['text/html', Buffer.from(text)];
  const files = {
    '/': html(page(['/points.json'], '')), '/ground': html(page(['/points.json', '/ground.json'], drawGround)),
    '/points.json': json(points), '/ground.json': json(ground),
    '/leaflet.js': ['text/javascript', readFileSync(join(leaflet, 'leaflet.js'))], '/leaflet.css': ['text/css', readFileSync(join(leaflet, 'leaflet.css'))],
  };
  for (const file of Object.values(files)) file.push(brotliCompressSync(file[1]));
  const server = createServer((request, response) => {
    const file = files[request.url];
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file[0], 'content-encoding': 'br', 'cache-control': file[0] === 'text/html' ? 'no-cache' : 'max-age=31536000, immutable' }).end(file[2]);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

// Ours is there once nothing covers the map, every tile of the base map in view is painted, and the clustered markers have
// their elements and pixels.
const kOursThere = () => {
  const uncovered = document.querySelector('html:is([data-client="mapped"], [data-client="running"])');
  const tiles = [...document.querySelectorAll('.basemap .leaflet-tile')];
  const painted = tiles.length > 0 && tiles.every((tile) => tile.classList.contains('leaflet-tile-loaded'));
  return uncovered && painted && document.querySelector('.pane.n :is(a, button)') && window.entourage?.markers.sprites > 0 ? performance.now() : 0;
};
const kBareThere = () => window.shown ?? 0;

async function timed(context, url, there, slowdown) {
  const page = await context.newPage();
  if (slowdown > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url, { waitUntil: 'commit' });
  const handle = await page.waitForFunction(there, undefined, { polling: 'raf', timeout: 120_000 });
  const ms = await handle.jsonValue();
  await page.close();
  return ms;
}

async function firstMap(browser, ours, bare, slowdown) {
  const pages = [['ours', ours.url, kOursThere], ['bare', bare.url, kBareThere], ['with_ground', `${bare.url}/ground`, kBareThere]];
  const times = { cold: {}, warm: {} };
  for (let round = 0; round < kRounds; ++round) {
    for (const [name, url, there] of pages) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
      for (const kind of ['cold', 'warm']) (times[kind][name] ??= []).push(await timed(context, url, there, slowdown));
      await context.close();
    }
  }
  for (const [kind, all] of Object.entries(times)) {
    const [a, b, c] = pages.map(([name]) => median(all[name]));
    figures[`first_map_${kind}_slowed_${slowdown}`] = { ours_ms: a, bare_ms: b, ratio: a / b, bare_with_ground_ms: c, ratio_with_ground: a / c };
    console.log(`  first map, ${kind}, processor ÷ ${slowdown}: ours ${a.toFixed(0)} ms; bare Leaflet, markers alone ${b.toFixed(0)} ms, ratio ${(a / b).toFixed(2)}; `
      + `with the same ground ${c.toFixed(0)} ms, ratio ${(a / c).toFixed(2)}`);
  }
}

async function download(browser, url) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const names = new Map(), bytes = new Map();
  network.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const name = names.get(requestId) ?? '';
    bytes.set(name, (bytes.get(name) ?? 0) + encodedDataLength);  // what is preloaded is taken again from memory, for nothing
  });
  await page.goto(url);
  await page.waitForFunction(kOursThere, undefined, { polling: 'raf', timeout: 120_000 });
  await page.evaluate(() => window.entourage.ready);
  await context.close();
  const sum = (pattern) => [...bytes].filter(([name]) => pattern.test(name)).reduce((total, [, n]) => total + n, 0) / 1000;
  figures.download_kB = { all: sum(/./), wasm: sum(/\.wasm$/), fonts: sum(/\.ttf$/), basemap: sum(/basemap/), markers: sum(/markers/) };
  console.log(`  download until the first map: ${sum(/./).toFixed(0)} kB; of it WASM ${sum(/\.wasm$/).toFixed(0)}, fonts ${sum(/\.ttf$/).toFixed(0)}, base map ${sum(/basemap/).toFixed(0)}, markers ${sum(/markers/).toFixed(0)} kB`);
}

async function rest(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(kOursThere, undefined, { timeout: 120_000 });
  await page.waitForTimeout(4000);
  const session = await browser.newBrowserCDPSession();
  const cpu = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  const before = await cpu(), frames = await page.evaluate(() => window.entourage.statistic(0));
  await new Promise((resolve) => setTimeout(resolve, kRest_s * 1000));
  const spent = await cpu() - before, drawn = await page.evaluate(() => window.entourage.statistic(0)) - frames;
  figures.rest = { seconds: kRest_s, frames: drawn, core_percent: 100 * spent / kRest_s };
  console.log(`  at rest for ${kRest_s} s: ${drawn} frames, ${(100 * spent / kRest_s).toFixed(1)} % of a core in all of the browser's processes`);
  await page.goto('about:blank');
  await page.waitForTimeout(4000);
  const empty = await cpu();
  await new Promise((resolve) => setTimeout(resolve, kRest_s * 1000));
  console.log(`  the same browser with an empty page: ${(100 * (await cpu() - empty) / kRest_s).toFixed(1)} %`);
  await context.close();
}

const folder = mkdtempSync(join(tmpdir(), 'entourage-bench-'));
const imported = existsSync(real) ? importReal(`sqlite:${join(folder, 'entourage.db')}`) : 'the demonstration world';
const ours = await startServer({ folder, world: !existsSync(real) });
const bare = await startBare(pointsOf(), groundOf());
const browser = await launch();
try {
  console.log(`page (${imported}; Chromium ${browser.version()}, software rendering; medians of ${kRounds})`);
  await download(browser, ours.url);
  await firstMap(browser, ours, bare, 1);
  await firstMap(browser, ours, bare, 4);
  await rest(browser, ours.url);
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  writeFileSync(join(root, 'build/bench/page.json'), `${JSON.stringify(figures, null, 1)}\n`);
} finally {
  await browser.close();
  bare.stop();
  await ours.stop();
  rmSync(folder, { recursive: true, force: true });
}
