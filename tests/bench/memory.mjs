// What the page keeps after minutes of use: memory.mjs [MINUTES]. Each minute the garbage is collected and what is left is
// counted: the JavaScript heap, the browser's own objects behind it (elements, canvases), and the client's WebAssembly memory.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePoint, kList, markersHere } from '../browser/hands.mjs';
import { button, chip, desktop, launch, openClient, root, settled, startServer } from '../browser/lib.mjs';
import { importInvented } from './places.mjs';

const kPlaces = 20_000;
const kFlat_MB = 2;
const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) throw new Error(`minutes, not "${process.argv[2]}"`);

// One round of use, which ends where it began.
async function use(page) {
  await chip(page, 'Se nourrir').click();
  await settled(page);
  await chip(page, 'Tout').click();
  await settled(page);
  for (const by of [600, 600, -1200]) {
    await page.locator(kList).first().evaluate((list, dy) => { list.scrollTop += dy; }, by);
    await settled(page, 100);
  }
  await page.locator(`${kList} li a.n`).first().click();
  await page.waitForURL(/\/lieux\//);
  await settled(page);
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/');
  await settled(page);
  const { x, y } = await freePoint(page);
  for (const way of [-1, 1]) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + way * 80, y + way * 40, { steps: 8 });
    await page.mouse.up();
    await settled(page, 400);
  }
  for (const words of ['Zoomer', 'Dézoomer']) {
    await button(page, words).click();
    await settled(page, 400);
  }
  const search = page.getByRole('searchbox').first();
  await search.pressSequentially('fontaine', { delay: 30 });
  await settled(page);
  await search.fill('');
  await settled(page);
}

// MB after the garbage has been collected.
async function kept(page, devtools) {
  await page.mouse.move(2, 2);
  await settled(page);
  for (let i = 0; i < 3; ++i) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = await devtools.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() => window.entourage.statistic(6));
  return { heap: usedSize / 1e6, browser: embedderHeapUsedSize / 1e6, wasm: wasm / 1e6 };
}

const sum = ({ heap, browser, wasm }) => heap + browser + wasm;
const said = (one) => `${sum(one).toFixed(1)} MB (heap ${one.heap.toFixed(1)}, browser ${one.browser.toFixed(1)}, `
  + `WASM ${one.wasm.toFixed(1)})`;

const folder = mkdtempSync(join(tmpdir(), 'entourage-bench-'));
importInvented(kPlaces, folder);
const server = await startServer({ folder, world: false });
const browser = await launch();
try {
  const page = await openClient(browser, `${server.url}/#11/48.8675/2.3636`, desktop);
  await markersHere(page);
  const devtools = await page.context().newCDPSession(page);
  console.log(`memory (${kPlaces} places, ${minutes} minutes of use; Chromium ${browser.version()})`);
  for (let round = 0; round < 3; ++round) await use(page);  // what is made once and kept
  const samples = [await kept(page, devtools)];
  console.log(`  at the beginning: ${said(samples[0])}`);
  let rounds = 0;
  for (let minute = 1; minute <= Math.ceil(minutes); ++minute) {
    for (const end = Date.now() + 60_000 * Math.min(1, minutes - minute + 1); Date.now() < end; ++rounds) await use(page);
    samples.push(await kept(page, devtools));
    console.log(`  after minute ${minute}: ${said(samples.at(-1))}, ${rounds} rounds`);
  }
  const grown = sum(samples.at(-1)) - sum(samples[0]);
  console.log(`  grown by ${grown.toFixed(2)} MB in ${rounds} rounds (flat: within ${kFlat_MB} MB)`);
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  const figures = { minutes, rounds, grown_MB: grown, samples };
  writeFileSync(join(root, 'build/bench/memory.json'), `${JSON.stringify(figures, null, 1)}\n`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
