// From right to left: the page is the mirror image of itself. Our languages run from left to right: the page is told to.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { freePoint, markersHere } from './hands.mjs';
import { desktop, phone, scenario, settled, shared } from './lib.mjs';
import { found, mode } from './people.mjs';
import { readPng } from './png.mjs';

const screens = { home: () => '/', 'sign-in': () => '/connexion', 'new action': () => '/actions/nouvelle' };
const suite = shared(async ({ server }) => {
  const place = (await found(server.url, 'soupe')).find((item) => item.kind < 128);
  const action = (await found(server.url, 'café')).find((item) => item.kind >= 128);
  screens.place = () => `/lieux/${place.id}`;
  screens.action = () => `/actions/${action.id}`;
});

async function turn(page, way = 'rtl') {
  await page.evaluate((to) => window.entourage.setDirection(to), way);
  await settled(page);
}

const boxes = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#mirror .n')]
  .filter((e) => e.textContent && e.getBoundingClientRect().width > 0)
  .map((e) => [e.dataset.n, (({ left, right, top, bottom }) => [left, right, top, bottom])(e.getBoundingClientRect())])));

// The map may be on its way to what was opened, and the list follows it.
async function atRest(page) {
  for (let last = ''; ;) {
    await settled(page, 700);
    const now = JSON.stringify(await boxes(page));
    if (now === last) return JSON.parse(now);
    last = now;
  }
}

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  for (const name of ['home', 'place', 'action', 'sign-in', 'new action'])
    scenario(`on ${device}, ${name} is mirrored, turns back, and axe finds nothing to say`, suite, async ({ open }) => {
      const page = await open(screens[name](), options);
      await page.waitForFunction(() => !/Chargement/.test(document.getElementById('mirror').textContent));
      const before = await atRest(page);
      await turn(page);
      assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
      const width = options.viewport.width;
      const now = await boxes(page);
      // What is open is shown in the part of the map that is now free; the list beside it follows the map.
      const both = Object.keys(now).filter((id) => before[id]);
      assert.ok(both.length >= (name === 'action' ? 12 : Object.keys(before).length), `${both.length} elements of ${Object.keys(before).length}`);
      for (const id of both) {
        const [left, right, top, bottom] = now[id];
        const was = before[id];
        const off = [left - (width - was[1]), right - (width - was[0]), top - was[2], bottom - was[3]].map(Math.abs);
        assert.ok(Math.max(...off) < 0.6, `${id}: ${[left, right, top, bottom]} is not the mirror image of ${was}`);
      }
      assert.deepEqual(await violations(page), []);
      await turn(page, null);
      const again = await boxes(page);
      for (const id of both) assert.deepEqual(again[id], before[id]);
    });

scenario('filters begin at the right, and a wheel brings the next', suite, async ({ open }) => {
  const page = await open('/', desktop);
  await turn(page);
  const filters = page.locator('.scroller[data-axis="x"]');
  const chips = filters.getByRole('button');
  const pane = await filters.boundingBox();
  const first = await chips.first().boundingBox();
  assert.ok(pane.x + pane.width - first.x - first.width < 20, 'the first chip is at the right');
  await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2);
  await page.mouse.wheel(0, 5000);
  await page.waitForFunction(() => document.querySelector('.scroller[data-axis="x"]').scrollLeft < -50);
  const last = await chips.last().boundingBox();
  assert.ok(last.x > pane.x, 'the last chip is in view');
});

scenario('arrows walk where they point', suite, async ({ open }) => {
  const page = await open('/', desktop);
  await turn(page);
  const chips = page.locator('.scroller[data-axis="x"]').getByRole('button');
  await chips.first().focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await chips.nth(1).evaluate((e) => e === document.activeElement), true);
  await page.keyboard.press('ArrowRight');
  assert.equal(await chips.nth(0).evaluate((e) => e === document.activeElement), true);
});

scenario('the map keeps its north and its free side, and its buttons lie there', suite, async ({ open }) => {
  const page = await open('/', desktop);
  await markersHere(page);
  await turn(page);
  const list = await page.locator('.scroller.n:not([data-axis])').first().boundingBox();
  assert.ok(list.x > 700, `the list is at the right: ${list.x}`);
  const { x } = await freePoint(page);
  assert.ok(x < list.x, 'the map is free at the left');
  const buttons = await page.locator('.map-buttons').boundingBox();
  assert.ok(buttons.x >= 0 && buttons.x < 40, `the buttons lie at ${buttons.x}`);
  // What is east of something is to its right.
  const [east, west] = await page.evaluate(() => [2.40, 2.34].map((lng) => window.entourage.map.latLngToContainerPoint([48.87, lng]).x));
  assert.ok(east > west);
});

scenario('the way back points to the right, and digits run as ever', suite, async ({ open }) => {
  const page = await open(screens.action(), phone);
  const ink = async (turned) => {
    const box = await page.getByRole('link', { name: 'Retour' }).boundingBox();
    const image = readPng(await page.screenshot({ clip: box }));
    const ground = image.at(2, 2);
    let left = 0;
    let right = 0;
    for (let y = 0; y < image.height; y++) for (let i = 0; i < image.width; i++) {
      const dark = image.at(turned ? image.width - 1 - i : i, y).reduce((sum, part, k) => sum + Math.abs(part - ground[k]), 0) > 200;
      if (dark && i < image.width / 2) left++;
      if (dark && i >= image.width / 2) right++;
    }
    return [left, right];
  };
  await page.evaluate(() => document.activeElement.blur());
  const before = await ink(false);
  assert.ok(before[0] > before[1] + 20, `the head of the arrow is at the left: ${before}`);
  await turn(page);
  const after = await ink(true);
  assert.ok(Math.abs(after[0] - before[0]) < 12 && Math.abs(after[1] - before[1]) < 12, `${after} is not like ${before}`);
});

scenario('mode texte runs from right to left as well', suite, async ({ open }) => {
  const page = await open('/', { forcedColors: 'active' });
  assert.equal(await mode(page), 'text');
  await turn(page);
  const heading = page.getByRole('heading', { level: 1 });
  const { left, right } = await heading.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const words = range.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return { left: words.left - box.left, right: box.right - words.right };
  });
  const skip = await page.getByRole('button', { name: 'Version avec carte' }).boundingBox();
  const logo = await page.getByRole('link', { name: 'Entourage' }).boundingBox();
  assert.ok(skip.x + skip.width < 640 && logo.x + logo.width > 900, 'the way back to the map is at the left, the name at the right');
  const search = page.getByRole('searchbox');
  const runs = () => search.evaluate((element) => getComputedStyle(element).direction);
  assert.equal(await runs(), 'rtl');
  await search.fill('café');
  assert.equal(await runs(), 'ltr');
  assert.ok(right < 1 && left > 100, `${left} px are free at the left, ${right} at the right`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(await violations(page), []);
});
