// What it costs to have 10,000 markers in sight: the map is dragged, and each time it stops all of them are given anew, painted by
// Canvas 2D and by WebGL, beside the same page without them. The markers are handed to the page's own layer where the client hands it its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientReady, desktop, launch, openPage, phone, root, startServer } from '../browser/lib.mjs';
import { at, drag, kSlowdown, kTarget_ms, measured } from './frame_work.mjs';

const kMarkers = 10_000;
const kRedraws = 60;
const kLate_ms = 1.5 * kTarget_ms;

// In the page, before its own program: keeps the hosts that the client calls, and refuses WebGL to the markers where asked.
function prepare({ refuse }) {
  const { assign } = Object;
  Object.assign = (to, ...from) => {
    if (from.some((part) => part?.markersShow)) window.hosts = to;
    return assign(to, ...from);
  };
  const { prototype } = HTMLCanvasElement;
  const get = prototype.getContext;
  prototype.getContext = function getContext(kind, ...more) {
    return refuse && kind === 'webgl2' && this.id === '' ? null : get.call(this, kind, ...more);
  };
}

// In the page: the markers, spread over what is seen and a third more each way, one in twenty a cluster; drawn anew after each move.
function invent(count) {
  const { map } = window.entourage;
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const kinds = [0, 1, 2, 3, 5, 6, 7, 8, 40, 41, 42, 43, 61, 62, 63, 128, 144];
  const box = map.getBounds();
  const [south, west] = [box.getSouth(), box.getWest()];
  const fields = new Float64Array(6 * count);
  for (let i = 0; i < count; i++) {
    const members = i % 20 ? 1 : 2 + Math.floor(random() * 300);
    fields.set([south + (box.getNorth() - south) * random(), west + (box.getEast() - west) * random(), kinds[i % kinds.length], 0, members, Math.floor(random() * (members + 1))], 6 * i);
  }
  const show = window.hosts.markersShow;
  window.hosts.markersShow = () => {};
  let turn = 0;
  window.redraw = () => {
    fields[6 * turn + 3] = 0;
    turn = (turn + 1) % count;
    fields[6 * turn + 3] = 1;  // hovered: so that something has changed
    const begin = performance.now();
    show(fields, new Float64Array(6));
    return performance.now() - begin;
  };
  window.redraw();
  map.on('moveend', window.redraw);
}

// What the page's thread takes to draw all, ms, without what graphics do after.
async function redrawn(page) {
  await page.evaluate(invent, kMarkers);
  const took = await page.evaluate(async (times) => {
    const all = [];
    for (let i = 0; i < times; i++) {
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
      all.push(window.redraw());
    }
    return all.sort((a, b) => a - b);
  }, kRedraws);
  return { p50_ms: at(took, 0.5), p95_ms: at(took, 0.95) };
}

// How far apart the browser's frames were while act() lasted, ms.
async function rate(page, act) {
  await page.evaluate(() => {
    window.beats = [];
    const beat = (now) => {
      window.beats.push(now);
      window.beating = requestAnimationFrame(beat);
    };
    window.beating = requestAnimationFrame(beat);
  });
  await act();
  const beats = await page.evaluate(() => {
    cancelAnimationFrame(window.beating);
    return window.beats;
  });
  const apart = beats.slice(1).map((now, i) => now - beats[i]).sort((a, b) => a - b);
  return { frames: apart.length, p50_ms: at(apart, 0.5), p95_ms: at(apart, 0.95), late: apart.filter((ms) => ms > kLate_ms).length };
}

// painter: 'none' leaves the page with the few markers of its own.
async function measure(browser, device, options, painter) {
  const page = await openPage(browser, `${server.url}/accessibilite`, options);
  await page.addInitScript(prepare, { refuse: painter === '2d' });
  await page.goto(`${server.url}/#15/48.8675/2.3636`);
  await clientReady(page);
  if (painter !== '2d') await page.waitForFunction(() => window.entourage.markers.painter === 'webgl2');
  const redraw = painter === 'none' ? undefined : await redrawn(page);
  if (redraw) console.log(`  ${device}, ${painter}: all ${kMarkers} taken and drawn anew, as measured: p50 ${redraw.p50_ms.toFixed(1)}, p95 ${redraw.p95_ms.toFixed(1)} ms`);
  const beats = await rate(page, () => drag(page));
  console.log(`  ${device}, ${painter}: while dragged, ${beats.frames} frames, p50 ${beats.p50_ms.toFixed(1)}, p95 ${beats.p95_ms.toFixed(1)} ms apart; ${beats.late} more than ${kLate_ms.toFixed(0)} ms`);
  const work = await measured(browser, page, `${device}, ${painter}: dragging`, () => drag(page));
  await page.context().close();
  return { redraw, beats, work };
}

const server = await startServer();
const browser = await launch();
try {
  console.log(`markers (${kMarkers} in sight; Chromium ${browser.version()}, software rendering; frames' work: processor ÷ ${kSlowdown}, target ${kTarget_ms.toFixed(1)} ms)`);
  const figures = { markers: kMarkers, slowdown: kSlowdown, target_ms: kTarget_ms };
  for (const [device, options] of Object.entries({ desktop, phone }))
    for (const painter of ['none', '2d', 'webgl2']) figures[`${device}_${painter}`] = await measure(browser, device, options, painter);
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  writeFileSync(join(root, 'build/bench/markers.json'), `${JSON.stringify(figures, null, 1)}\n`);
} finally {
  await browser.close();
  await server.stop();
}
