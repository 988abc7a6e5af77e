// At rest the page costs nothing, and what it has painted stays within bounds.
import assert from 'node:assert/strict';
import { kList, markersHere, operations, spritesPaintedBy } from './hands.mjs';
import { desktop, frames, phone, scenario, settled, shared } from './lib.mjs';

const suite = shared();

for (const [device, options, where] of [['a desktop', desktop, '/'], ['a phone', phone, '/'], ['a desktop, in a field', desktop, '/connexion']])
  scenario(`on ${device}, twenty seconds at rest draw no frame`, suite, async ({ open }) => {
    // At five past three nothing that is listed counts down the minutes to a change.
    const page = await open(where, { ...options, at: '2026-11-23T03:05:00+01:00' });
    if (where === '/') await markersHere(page);
    else await page.getByRole('textbox').first().focus();  // its caret blinks by itself
    await spritesPaintedBy(page, 'webgl2');
    await settled(page, 1500);
    const count = async () => [await frames(page), await operations(page), await page.evaluate(() => window.entourage.markers.draws)];
    const before = await count();
    await page.waitForTimeout(20_000);
    assert.deepEqual(await count(), before);
  });

// A layer holds 4 bytes a pixel. On a phone of 360 × 740 at density 2 the window is 1.1 megapixels; the list's layer is at
// most three times as high as the list and a strip, and bars, filters and messages have small ones.
const kMost_pixels = 3.6 * 360 * 740 * 2 * 2;  // 3.8 megapixels, 15 MB
const kMostSide_px = 4096;

const layers = (page) => page.evaluate(() => [...document.querySelectorAll('canvas.layer')].map(({ width, height, parentElement }) => (
  { width, height, host: parentElement.dataset.n })));

async function bounded(page, when) {
  await settled(page);
  const all = await layers(page);
  const pixels = all.reduce((sum, { width, height }) => sum + width * height, 0);
  assert.ok(pixels <= kMost_pixels, `${when}: ${(pixels / 1e6).toFixed(1)} megapixels in ${all.length} layers`);
  for (const { width, height } of all) assert.ok(width <= kMostSide_px && height <= kMostSide_px, `${when}: a layer of ${width} × ${height}`);
  return new Set(all.map(({ host }) => host)).size;
}

scenario('on a phone the layers stay within 15 MB, however much is scrolled and opened', suite, async ({ open }) => {
  const page = await open('/', phone);
  await markersHere(page);
  const few = await bounded(page, 'at first');
  // The sheet at its highest shows the most rows.
  await page.locator('button.handle').press('Enter');
  const list = page.locator(kList).first();
  for (let i = 0; i < 40; i++) {
    await list.evaluate((e) => { e.scrollTop += 260; });
    await page.waitForTimeout(30);
  }
  await bounded(page, 'scrolled');
  for (let i = 0; i < 10; i++) {
    const row = page.locator(`${kList} li a.n`).nth(i % 4);
    await row.evaluate((e) => e.click());
    await page.waitForURL(/\/(lieux|actions)\//);
    await bounded(page, `place ${i}`);
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/');
    await settled(page);
    await list.evaluate((e, n) => { e.scrollTop = n * 170; }, i);
    await page.waitForTimeout(200);  // a row that scrolling is about to replace would not answer
    await settled(page);
  }
  assert.ok(await bounded(page, 'back') <= few + 1, 'layers go with their elements');
});

scenario('a phone of density 3 is bounded too', suite, async ({ open }) => {
  const page = await open('/', { ...phone, deviceScaleFactor: 3 });
  await markersHere(page);
  await page.locator('button.handle').press('Enter');
  await bounded(page, 'density 3');
});

// Each question waits until all that was told before is drawn (what is enabled the page knows itself).
scenario('drawing asks WebGL for nothing once it has begun', suite, async ({ open }) => {
  const page = await open('/', desktop);
  await markersHere(page);
  await spritesPaintedBy(page, 'webgl2');
  await settled(page);
  await page.evaluate(() => {
    window.asked = 0;
    const { prototype } = WebGL2RenderingContext;
    for (const name of Object.getOwnPropertyNames(prototype).filter((key) => /^(get(?!Extension)|is(?!ContextLost|Enabled)|readPixels|finish|checkFramebuffer)/.test(key))) {
      const asks = prototype[name];
      prototype[name] = function ask(...given) {
        window.asked++;
        return asks.apply(this, given);
      };
    }
  });
  const copies = () => page.evaluate(() => window.entourage.mirror.copies);
  const before = await copies();
  await page.locator(kList).first().evaluate((list) => { list.scrollTop += 900; });
  await page.waitForFunction((most) => window.entourage.mirror.copies > most, before);
  await settled(page);
  assert.equal(await page.evaluate(() => window.asked), 0);
});
