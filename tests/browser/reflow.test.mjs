// Landscape phones, tablets, small phones and the browser's zoom at 200 and 400 % (which is a smaller window of more dots):
// nothing is cut off sideways, and what takes the focus is seen.
import assert from 'node:assert/strict';
import { kList, markersHere } from './hands.mjs';
import { phone, scenario, settled, shared, sidewaysOutside } from './lib.mjs';
import { found } from './people.mjs';

let paths;
const suite = shared(async ({ server }) => {
  const place = (await found(server.url, 'soupe')).find((item) => item.kind < 128);
  paths = ['/', `/lieux/${place.id}`, '/connexion', '/actions/nouvelle', '/reglages'];
});

const windows = {
  'a small phone': { viewport: { width: 320, height: 568 }, deviceScaleFactor: 2, hasTouch: true },
  'a phone on its side': { viewport: { width: 740, height: 360 }, deviceScaleFactor: 2, hasTouch: true },
  'a small phone on its side': { viewport: { width: 568, height: 320 }, deviceScaleFactor: 2, hasTouch: true },
  'a tablet': { viewport: { width: 820, height: 1180 }, deviceScaleFactor: 1, hasTouch: true },
  'a desktop at 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  'a desktop at 400 %': { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 },
};

// What has the focus lies in the window and is not covered: its beginning, its middle or its end can be hit.
const focusIsSeen = () => {
  const at = document.activeElement;
  if (!at?.closest('#mirror')) return true;  // the map's own controls: map.test.mjs
  const { left, top, width, height } = at.getBoundingClientRect();
  return [12, width / 2, width - 12].some((x) => {
    const hit = document.elementFromPoint(left + x, top + Math.min(height / 2, 22));
    return hit && (at.contains(hit) || hit.contains(at));
  });
};

for (const [name, options] of Object.entries(windows))
  scenario(`${name} shows everything, and what has the focus`, suite, async ({ open }) => {
    for (const path of paths) {
      const page = await open(path, options);
      assert.deepEqual(await sidewaysOutside(page), [], path);
      for (let stop = 0; stop < 9; stop++) {
        await page.keyboard.press('Tab');
        await page.waitForFunction(focusIsSeen, undefined, { timeout: 20_000 }).catch(async () => {
          assert.fail(`${path}, stop ${stop}: ${await page.evaluate(() => document.activeElement.textContent)} is not seen`);
        });
      }
    }
  });

scenario('a window too small for a map is read in mode texte, and no longer when it grows', suite, async ({ open }) => {
  const page = await open('/', windows['a desktop at 400 %']);
  const mode = () => page.evaluate(() => document.documentElement.dataset.mode);
  assert.equal(await mode(), 'text');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.waitForFunction(() => document.documentElement.dataset.mode === 'paint');
});

scenario('on a phone a detail covers the map, which takes no focus behind it and is where it was afterwards', suite, async ({ open }) => {
  const page = await open('/#15/48.8675/2.3636', phone);
  await markersHere(page);
  const behind = () => page.evaluate(() => Boolean(document.activeElement?.closest('#map-region')));
  const shown = () => page.evaluate(() => {
    const { lat, lng } = window.entourage.map.getCenter();
    return [lat.toFixed(5), lng.toFixed(5), window.entourage.map.getZoom()].join(' ');
  });
  await page.locator(`${kList} li a.n`).first().click();
  await page.waitForURL(/\/(lieux|actions)\//);
  await settled(page);
  const before = await shown();
  for (let stop = 0; stop < 20; stop++) {
    await page.keyboard.press('Tab');
    assert.equal(await behind(), false, `stop ${stop}`);
  }
  await page.goBack();
  await page.waitForFunction(() => !document.getElementById('map-region').inert);
  await settled(page);
  assert.equal(await shown(), before);
});
