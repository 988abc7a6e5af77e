// Street tiles of one's own instead of the built-in map: an archive, or an address.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePoint, markersHere } from './hands.mjs';
import { launch, scenario, startServer } from './lib.mjs';
import { plainPng, readPng } from './png.mjs';
import { waterArchive } from './pmtiles.mjs';

const kWater = { light: [128, 222, 234], dark: [49, 53, 63] };  // of protomaps' two flavours
const kRose = [240, 120, 160];

const suite = {};
let folder, archiveServer, tileServer, tileHost;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entourage-tiles-'));
  writeFileSync(join(folder, 'water.pmtiles'), waterArchive());
  archiveServer = await startServer({ args: ['--pmtiles', join(folder, 'water.pmtiles'), '--tile-attribution', '© Tout en eau'] });
  const tile = plainPng(256, kRose);
  tileHost = createServer((request, response) => response.writeHead(200, { 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' }).end(tile));
  await new Promise((resolve) => tileHost.listen(0, '127.0.0.1', resolve));
  suite.tiles = `http://127.0.0.1:${tileHost.address().port}`;
  tileServer = await startServer({ args: ['--tile-url', `${suite.tiles}/{z}/{x}/{y}.png`, '--tile-attribution', '© Tout en rose'] });
  suite.browser = await launch();
});
after(async () => {
  await suite.browser?.close();
  await archiveServer?.stop();
  await tileServer?.stop();
  tileHost?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('who has tiles does not fetch the built-in map ahead', async () => {
  const ahead = async ({ url }) => /<link rel="preload" href="[^"]*basemap/.test(await (await fetch(url)).text());
  assert.deepEqual([await ahead(archiveServer), await ahead(tileServer)], [false, false]);
  const plain = await startServer();
  assert.equal(await ahead(plain), true);
  await plain.stop();
});

const on = (server) => ({ get server() { return server(); }, get browser() { return suite.browser; } });

async function colourIs(page, wanted) {
  const { x, y } = await freePoint(page);
  let seen;
  for (let tries = 0; tries < 50; ++tries, await page.waitForTimeout(100)) {
    seen = readPng(await page.screenshot({ clip: { x, y, width: 1, height: 1 } })).at(0, 0);
    if (seen.every((part, i) => Math.abs(part - wanted[i]) <= 2)) return;
  }
  assert.deepEqual(seen, wanted);
}

for (const colorScheme of ['light', 'dark'])
  scenario(`an archive of street tiles is the map, ${colorScheme}, with its credit, from our own origin`, on(() => archiveServer), async ({ open }) => {
    const page = await open('/', { colorScheme });
    await markersHere(page);
    await colourIs(page, kWater[colorScheme]);
    assert.equal(await page.locator('.map-credit').textContent(), '© Tout en eau');
    assert.equal(await page.locator('.map-hint').textContent(), '');
  });

scenario('a tile address is the map, and the only other origin that is asked', on(() => tileServer), async ({ open }) => {
  const page = await open('/');
  await markersHere(page);
  await colourIs(page, kRose);
  assert.equal(await page.locator('.map-credit').textContent(), '© Tout en rose');
  const elsewhere = page.problems.splice(0);
  assert.ok(elsewhere.length > 0);
  assert.deepEqual(elsewhere.filter((problem) => !problem.startsWith(`leaves the origin: ${suite.tiles}/`)), []);
});
