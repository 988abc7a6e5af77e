// What a frame costs the page itself (frame_work.mjs): scrolling a long list, dragging a map of 20,000 places.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kList, markersHere, middleOf } from '../browser/hands.mjs';
import { desktop, launch, openClient, root, startServer } from '../browser/lib.mjs';
import { drag, kSlowdown, kTarget_ms, measured } from './frame_work.mjs';
import { importInvented } from './places.mjs';

const kPlaces = 20_000;

async function scroll(page) {
  const { x, y } = await middleOf(page, kList);
  await page.mouse.move(x, y);
  // 50 px a frame: 3,000 px a second, were all frames in time.
  for (let step = 0; step < 240; ++step) {
    await page.mouse.wheel(0, step < 160 ? 50 : -50);
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => resolve()); }));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'entourage-bench-'));
importInvented(kPlaces, folder);
const server = await startServer({ folder, world: false });
const browser = await launch();
try {
  // All of France: every place is in view.
  const page = await openClient(browser, `${server.url}/#6/46.6/2.4`, desktop);
  await markersHere(page);
  const rows = await page.evaluate((list) => document.querySelector(`${list} li`).getAttribute('aria-setsize'), kList);
  console.log(`frames (${kPlaces} places; Chromium ${browser.version()}, software rendering, processor ÷ ${kSlowdown}; `
    + `target: our program within ${kTarget_ms.toFixed(1)} ms)`);
  const figures = { places: kPlaces, rows: Number(rows), slowdown: kSlowdown, target_ms: kTarget_ms };
  figures.scroll = await measured(browser, page, `scrolling a list of ${rows} rows`, () => scroll(page));
  figures.drag = await measured(browser, page, `dragging a map of ${kPlaces} places`, () => drag(page));
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  writeFileSync(join(root, 'build/bench/frames.json'), `${JSON.stringify(figures, null, 1)}\n`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
