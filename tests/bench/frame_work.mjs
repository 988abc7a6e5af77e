// What a frame costs the page itself, on a processor four times slower, that is: what is measured here, times four (the browser's
// own way of slowing down, idling by turns, blurs what is short).
//
// A frame is all that the page's main thread runs from one of the browser's frames to the next, in the processor's time of that
// thread, so that what else the machine does is left out: our own program with all that it calls, and the whole thread, in which
// the browser also dispatches input, computes styles and layout, and records what is to be painted. Rasterising and WebGL are
// other processes' work (here a processor's, elsewhere a graphics chip's); what the thread spends while it waits for them is
// taken off and told by itself.
import { freePoint } from '../browser/hands.mjs';
import { settled } from '../browser/lib.mjs';

export const kSlowdown = 4;
export const kTarget_ms = 1000 / 60;
const kRan_ms = 0.25;
const kCategories = ['toplevel', 'gpu', 'devtools.timeline', 'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'];
const kWaits = /^CommandBufferProxyImpl::WaitFor/;
const kMoves = /^(scroll|pointermove|pointerup)$/;
const kScripts = /^(FunctionCall|EvaluateScript|RunMicrotasks)$/;

export const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// The events of our page's main thread: the one that runs our scripts (the browser's own pages have such threads too).
function mainThread(events, origin) {
  const ours = events.find(({ args }) => args?.data?.url?.startsWith(`${origin}/assets/`));
  return events.filter(({ pid, tid }) => pid === ours.pid && tid === ours.tid).sort((a, b) => a.ts - b.ts);
}

// Milliseconds of each frame in which something moved or our program ran: { own, thread, waits }.
function framesOf(events, origin) {
  const thread = mainThread(events, origin);
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

// Tells and returns what frames cost while act() lasts: { frames, own, thread, waits }, each of p50_ms, p95_ms, most_ms.
export async function measured(browser, page, what, act) {
  await settled(page);
  await browser.startTracing(page, { categories: kCategories });
  await act();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const frames = framesOf(traceEvents, new URL(page.url()).origin);
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

export async function drag(page) {
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
