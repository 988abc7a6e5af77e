// What a frame costs the page itself: scrolling a long list, dragging a map of 20,000 places; on a processor four times slower,
// that is: what is measured here, times four (the browser's own way of slowing down, idling by turns, blurs what is short).
//
// A frame is all that the page's main thread runs from one of the browser's frames to the next, in the processor's time of that
// thread, so that what else the machine does is left out: our own program with all that it calls, and the whole thread, in which
// the browser also dispatches input, computes styles and layout, and records what is to be painted. Rasterising and WebGL are
// other processes' work (here a processor's, elsewhere a graphics chip's); what the thread spends while it waits for them is
// taken off and told by itself.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePoint, kList, markersHere, middleOf } from '../browser/hands.mjs';
import { desktop, launch, openClient, root, settled, startServer } from '../browser/lib.mjs';
import { importInvented } from './places.mjs';

const kPlaces = 20_000;
const kSlowdown = 4;
const kRan_ms = 0.25;
const kTarget_ms = 1000 / 60;
const kCategories = ['toplevel', 'gpu', 'devtools.timeline', 'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'];
const kWaits = /^CommandBufferProxyImpl::WaitFor/;
const kMoves = /^(scroll|pointermove|pointerup)$/;
const kScripts = /^(FunctionCall|EvaluateScript|RunMicrotasks)$/;

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// The events of our page's main thread: the one that runs our scripts (the browser's own pages have such threads too).
function mainThread(events) {
  const ours = events.find(({ args }) => args?.data?.url?.startsWith(`${server.url}/assets/`));
  return events.filter(({ pid, tid }) => pid === ours.pid && tid === ours.tid).sort((a, b) => a.ts - b.ts);
}

// Milliseconds of each frame in which something moved or our program ran: { own, thread, waits }.
function framesOf(events) {
  const thread = mainThread(events);
  const begins = thread.filter(({ name }) => name === 'BeginMainThreadFrame').map(({ ts }) => ts);
  const frames = begins.map(() => ({ own: 0, thread: 0, waits: 0, moved: false }));
  let i = 0;
  let scriptsUntil = 0;  // those called by others are counted with them
  for (const { name, ts, dur = 0, tdur = 0, args } of thread) {
    if (ts + dur < begins[0]) continue;
    while (i + 1 < begins.length && begins[i + 1] <= ts) ++i;
    // A task that holds the beginning of the next frame is that frame's.
    const frame = frames[i + 1 < begins.length && begins[i + 1] < ts + dur ? i + 1 : i];
    if (name === 'EventDispatch') frame.moved ||= kMoves.test(args.data.type);
    if (name === 'RunTask') frame.thread += tdur / 1000;
    if (kScripts.test(name) && ts >= scriptsUntil) {
      frame.own += tdur / 1000;
      scriptsUntil = ts + dur;
    }
    if (kWaits.test(name)) {
      frame.waits += tdur / 1000;
      frame.thread -= tdur / 1000;
      if (ts < scriptsUntil) frame.own -= tdur / 1000;
    }
  }
  return frames.filter((frame) => frame.moved || frame.own > kRan_ms);
}

async function measured(browser, page, what, act) {
  await settled(page);
  await browser.startTracing(page, { categories: kCategories });
  await act();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const frames = framesOf(traceEvents);
  const figures = { frames: frames.length };
  const said = [];
  for (const [part, words] of [['own', 'our program'], ['thread', 'the whole thread'], ['waits', 'waiting for graphics']]) {
    const sorted = frames.map((frame) => frame[part] * kSlowdown).sort((a, b) => a - b);
    const [p50_ms, p95_ms, most_ms] = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1)];
    figures[part] = { p50_ms, p95_ms, most_ms };
    said.push(`${words} p50 ${p50_ms.toFixed(1)}, p95 ${p95_ms.toFixed(1)}, most ${most_ms.toFixed(1)} ms`);
  }
  console.log(`  ${what}, ${frames.length} frames:\n    ${said.join('\n    ')}`);
  return figures;
}

async function scroll(page) {
  const { x, y } = await middleOf(page, kList);
  await page.mouse.move(x, y);
  // 50 px a frame: 3,000 px a second, were all frames in time.
  for (let step = 0; step < 240; ++step) {
    await page.mouse.wheel(0, step < 160 ? 50 : -50);
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => resolve()); }));
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
