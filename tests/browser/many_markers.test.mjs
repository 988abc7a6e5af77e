// A map of very many places (ENTOURAGE_PLACES; a hundred thousand if not given): what is chosen is seen in the next frame.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { markersHere } from './hands.mjs';
import { button, desktop, launch, phone, root, scenario, serverPath, settled, startServer } from './lib.mjs';

const places = process.env.ENTOURAGE_PLACES ?? '100000';
const suite = {};
const folder = mkdtempSync(join(tmpdir(), 'entourage-many-'));

before(async () => {
  execFileSync(serverPath, ['load-markers', places, '--database', `sqlite:${join(folder, 'entourage.db')}`,
    '--gazetteer', join(root, 'assets/basemap/gazetteer.tsv')], { stdio: 'ignore' });
  suite.server = await startServer({ folder, world: false });
  suite.browser = await launch();
});
after(async () => {
  await suite.browser?.close();
  await suite.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Presses an element; what the map's elements are as it is pressed, and at the beginning of each of the frames after it.
async function framesAfter(page, target) {
  await page.evaluate(() => {
    const clusters = () => [...document.querySelectorAll('.pane.n :is(a, button)')].map((e) => e.textContent).sort().join('\n');
    window.seen = [];
    const look = () => {
      window.seen.push({ clusters: clusters(), draws: window.entourage.markers.draws });
      if (window.seen.length < 8) requestAnimationFrame(look);
    };
    addEventListener('click', look, { capture: true, once: true });
  });
  await target.click();
  await page.waitForFunction(() => window.seen.length === 8);
  return page.evaluate(() => window.seen);
}

for (const [device, options, where] of [['a desktop', desktop, '/#6/46.6/2.4'], ['a phone', phone, '/#12/48.86/2.35']])
  scenario(`on ${device}, of ${places} places those of a filter are seen in the next frame`, suite, async ({ open }) => {
    const page = await open(where, options);
    await page.waitForFunction((count) => Number(document.querySelector('.scroller.n li')?.getAttribute('aria-setsize')) >= count, 10);
    await markersHere(page);
    for (const name of ['Se nourrir', 'Tout']) {
      // The second frame begins with what the first one has drawn.
      const [before, , drawn, ...later] = await framesAfter(page, button(page, name));
      assert.notEqual(drawn.clusters, before.clusters);
      assert.ok(drawn.draws > before.draws);
      for (const { clusters } of later) assert.equal(clusters, drawn.clusters);
      await settled(page);
    }
  });

scenario('a marker that is one too many for an element is opened by a click at its place', suite, async ({ open }) => {
  const page = await open('/#17/48.8566/2.3522', desktop);
  await markersHere(page);
  const [spot, href] = await page.evaluate(async () => {
    const { map } = window.entourage;
    const reached = new Set([...document.querySelectorAll('.pane.n a')].map((e) => e.getAttribute('href')));
    for (const link of document.querySelectorAll('.scroller.n li a')) {
      const path = link.getAttribute('href');
      if (reached.has(path)) continue;
      const { lat, lon } = await (await fetch(`/api/v1/places/${path.split('/').at(-1)}`)).json();
      const tip = map.latLngToContainerPoint([lat, lon]);
      const spot = { x: tip.x, y: tip.y - 22 };
      const hit = document.elementFromPoint(spot.x, spot.y);
      if (hit && document.getElementById('map').contains(hit) && !hit.closest('.n')) return [spot, path];
    }
    throw new Error('every marker has an element');
  });
  await page.mouse.click(spot.x, spot.y);
  await page.waitForFunction((path) => location.pathname === path, href);
});
