// The picture and the elements are the same page: painted edges against the elements' boxes, at several densities.
import assert from 'node:assert/strict';
import { kList } from './hands.mjs';
import { desktop, phone, scenario, settled, shared } from './lib.mjs';
import { readPng } from './png.mjs';

const suite = shared();

const distance = (a, b) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);

async function colour(page, name) {
  const text = await page.evaluate((n) => getComputedStyle(document.documentElement).getPropertyValue(`--${n}`).trim(), name);
  return [1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16));
}

async function picture(page) {
  const image = readPng(await page.screenshot());
  const scale = image.width / await page.evaluate(() => innerWidth);
  // CSS px to the pixel there.
  return { scale, at: (x, y) => image.at(Math.floor(x * scale), Math.floor(y * scale)) };
}

// From outside an element towards its middle, the first pixel of the colour: how far from the element's edge, CSS px.
async function edges(page, locator, name) {
  const wanted = await colour(page, name);
  const box = await locator.boundingBox();
  const { at, scale } = await picture(page);
  const cx = box.x + box.width / 2;
  const cy = box.y + box.height / 2;
  const found = (x, y, dx, dy) => {
    for (let i = -5 * scale; i <= 5 * scale; i++) {
      if (distance(at(x + (dx * i) / scale, y + (dy * i) / scale), wanted) < 60) return i / scale;
    }
    return Infinity;
  };
  const half = 0.5 / scale;
  return {
    left: found(box.x + half, cy, 1, 0), right: found(box.x + box.width - half, cy, -1, 0),
    top: found(cx, box.y + half, 0, 1), bottom: found(cx, box.y + box.height - half, 0, -1),
  };
}

function near(found, slack, what) {
  for (const [side, value] of Object.entries(found)) assert.ok(Math.abs(value) <= slack, `${what}, ${side}: ${value} px`);
}

async function rowsMeetTheirRules(page) {
  await page.locator(`${kList} li.n`).nth(3).waitFor({ state: 'attached' });
  await settled(page);
  const line = await colour(page, 'line');
  const rows = await page.locator(`${kList} li.n`).evaluateAll((all) => all.map((e) => {
    const { x, bottom } = e.getBoundingClientRect();
    const list = e.closest('.scroller').getBoundingClientRect();
    return { x, bottom, seen: bottom > list.top + 4 && bottom < Math.min(list.bottom, innerHeight) - 4 };
  }));
  const { at, scale } = await picture(page);
  const seen = rows.filter((row) => row.seen);
  assert.ok(seen.length >= 2, 'rows are in view');
  for (const { x, bottom } of seen) {
    let best = Infinity;
    for (let i = -4 * scale; i <= 4 * scale; i++) {
      if (distance(at(x + 8, bottom + i / scale), line) < 60) best = Math.min(best, Math.abs(i / scale + 0.5));
    }
    assert.ok(best <= 1, `the rule under a row at ${bottom} is ${best} px away`);
  }
}

for (const scale of [1, 1.25, 2, 3]) {
  scenario(`painted edges meet the elements at density ${scale}`, suite, async ({ open }) => {
    const page = await open('/connexion', { ...desktop, deviceScaleFactor: scale });
    await page.mouse.move(1, 1);
    await page.evaluate(() => document.activeElement.blur());
    await settled(page);
    // Rounding and antialiasing take a pixel; at 1.25 a little more.
    const slack = scale === 1.25 ? 1.5 : 1;
    near(await edges(page, page.locator('[data-look="primary"]').first(), 'accent'), slack, 'button');
    near(await edges(page, page.getByLabel('E-mail ou téléphone'), 'line-strong'), slack, 'field');
  });

  scenario(`rows stay with their elements at density ${scale}, scrolled too`, suite, async ({ open }) => {
    const page = await open('/', { ...desktop, deviceScaleFactor: scale });
    await rowsMeetTheirRules(page);
    await page.locator(kList).first().evaluate((list) => { list.scrollTop = 613; });
    await settled(page);
    await rowsMeetTheirRules(page);
  });
}

scenario('from right to left, painted edges and rows meet the elements too', suite, async ({ open }) => {
  const turned = async (where) => {
    const page = await open(where, desktop);
    await page.evaluate(() => window.entourage.setDirection('rtl'));
    await page.mouse.move(640, 1);
    await page.evaluate(() => document.activeElement.blur());
    await settled(page);
    return page;
  };
  const page = await turned('/connexion');
  near(await edges(page, page.locator('[data-look="primary"]').first(), 'accent'), 1, 'button');
  near(await edges(page, page.getByLabel('E-mail ou téléphone'), 'line-strong'), 1, 'field');
  await rowsMeetTheirRules(await turned('/'));
});

scenario('on a phone, after a turn and back', suite, async ({ open }) => {
  const page = await open('/connexion', phone);
  const button = page.locator('[data-look="primary"]').first();
  for (const viewport of [{ width: 740, height: 360 }, phone.viewport]) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => document.activeElement.blur());
    await settled(page);
    await button.scrollIntoViewIfNeeded();
    await settled(page);
    near(await edges(page, button, 'accent'), 1, `button at ${viewport.width}`);
  }
});
