// A map of very many places (ENTOURAGE_PLACES; a hundred thousand if not given): what is chosen is seen in the next frame.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { markersHere } from './hands.mjs';
import { chip, desktop, filled, imported, phone, root, scenario, settled } from './lib.mjs';

const places = process.env.ENTOURAGE_PLACES ?? '100000';

const country = filled((database) => ['load-markers', places, ...database, '--gazetteer', join(root, 'assets/basemap/gazetteer.tsv')]);

// Places 50 px apart at zoom 17, about the middle of Paris.
const grid = Array.from({ length: 900 }, (_, i) => ({
  name: `Fontaine ${i}`, lat: 48.8566 + (Math.floor(i / 30) - 15) * 0.00036, lon: 2.3522 + (i % 30 - 15) * 0.00054,
}));
const square = imported(grid.map(({ name, lat, lon }) => ({ name, lat, lon, category: 41 })));

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
  scenario(`on ${device}, of ${places} places those of a filter are seen in the next frame`, country, async ({ open }) => {
    const page = await open(where, options);
    await page.waitForFunction((count) => Number(document.querySelector('.scroller.n li')?.getAttribute('aria-setsize')) >= count, 10);
    await markersHere(page);
    for (const name of ['Se nourrir', 'Tout']) {
      // The second frame begins with what the first one has drawn.
      const [before, , drawn, ...later] = await framesAfter(page, chip(page, name));
      assert.notEqual(drawn.clusters, before.clusters);
      assert.ok(drawn.draws > before.draws);
      for (const { clusters } of later) assert.equal(clusters, drawn.clusters);
      await settled(page);
    }
  });

scenario('a marker that is one too many for an element is opened by a click at its place', square, async ({ open }) => {
  const page = await open('/#17/48.8566/2.3522', desktop);
  await markersHere(page);
  const { x, y, name } = await page.evaluate((places) => {
    const map = document.getElementById('map');
    for (const { name, lat, lon } of places) {
      const tip = window.entourage.map.latLngToContainerPoint([lat, lon]);
      const [x, y] = [tip.x, tip.y - 22];
      const hit = document.elementFromPoint(x, y);
      if (hit && map.contains(hit) && !hit.closest('.n')) return { x, y, name };
    }
    throw new Error('every marker has an element');
  }, grid);
  await page.mouse.click(x, y);
  await page.getByRole('heading', { name, exact: true }).waitFor({ state: 'attached' });
});
