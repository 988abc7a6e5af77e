// What a frame costs the page itself, on a processor four times slower: scrolling a long list, dragging a map of 20,000 places.
//
// A frame is all that the page's main thread runs from one of the browser's frames to the next: our own program, and the
// styles, the layout and the paint records that follow from it, in the processor's time of that thread, so that what else the
// machine does is left out. Rasterising and WebGL are other processes' work (here a processor's, elsewhere a graphics chip's);
// what the thread spends while it waits for them (a slowed one is busy even then) is taken off and told by itself.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePoint, kList, markersHere, middleOf } from '../browser/hands.mjs';
import { desktop, launch, openClient, root, settled, startServer } from '../browser/lib.mjs';
import { importInvented } from './places.mjs';

const kPlaces = 20_000;
const kSlowdown = 4;
const kTarget_ms = 1000 / 60;
const kCategories = ['toplevel', 'gpu', 'devtools.timeline', 'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'];
const kWaits = /^CommandBufferProxyImpl::WaitFor/;

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// The events of our page's main thread: the one that runs our scripts (the browser's own pages have such threads too).
function mainThread(events) {
  const ours = events.find(({ args }) => args?.data?.url?.startsWith(`${server.url}/assets/`));
  return events.filter(({ pid, tid }) => pid === ours.pid && tid === ours.tid).sort((a, b) => a.ts - b.ts);
}

// Milliseconds of each frame: { own, waits }.
function framesOf(events) {
  const thread = mainThread(events);
  const begins = thread.filter(({ name }) => name === 'BeginMainThreadFrame').map(({ ts }) => ts);
  const frames = begins.map(() => ({ own: 0, waits: 0 }));
  let i = 0;
  for (const { name, ts, dur = 0, tdur = 0 } of thread) {
    const isTask = name === 'RunTask';
    if (!(isTask || kWaits.test(name)) || ts + dur < begins[0]) continue;
    while (i + 1 < begins.length && begins[i + 1] <= ts) ++i;
    // A task that holds the beginning of the next frame is that frame's.
    const frame = frames[i + 1 < begins.length && begins[i + 1] < ts + dur ? i + 1 : i];
    if (!isTask) frame.waits += tdur / 1000;
    frame.own += (isTask ? tdur : -tdur) / 1000;
  }
  return frames;
}

async function measured(browser, page, what, act) {
  await settled(page);
  await browser.startTracing(page, { categories: kCategories });
  await act();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const frames = framesOf(traceEvents);
  const own = frames.map((frame) => frame.own).sort((a, b) => a - b);
  const waits = frames.map((frame) => frame.waits).sort((a, b) => a - b);
  const [p50_ms, p95_ms, most_ms, waits_p95_ms] = [at(own, 0.5), at(own, 0.95), own.at(-1), at(waits, 0.95)];
  const figures = { frames: frames.length, p50_ms, p95_ms, most_ms, waits_p95_ms };
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(`  ${what}: ${frames.length} frames, own work p50 ${ms(p50_ms)}, p95 ${ms(p95_ms)} (target ${ms(kTarget_ms)}), `
    + `most ${ms(most_ms)}; waiting for graphics p95 ${ms(waits_p95_ms)}`);
  return figures;
}

async function scroll(page) {
  const { x, y } = await middleOf(page, kList);
  await page.mouse.move(x, y);
  for (let step = 0; step < 90; ++step) {
    await page.mouse.wheel(0, step < 60 ? 120 : -240);
  }
}

async function drag(page) {
  for (let round = 0; round < 3; ++round) {
    const { x, y } = await freePoint(page);
    const way = round % 2 ? 1 : -1;
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 40; ++step) {
      await page.mouse.move(x + way * 4 * step, y + way * 2 * step);
    }
    await page.mouse.up();
    await page.waitForTimeout(300);
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
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: kSlowdown });
  const rows = await page.evaluate((list) => document.querySelector(`${list} li`).getAttribute('aria-setsize'), kList);
  console.log(`frames (${kPlaces} places; Chromium ${browser.version()}, software rendering, processor ÷ ${kSlowdown})`);
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
