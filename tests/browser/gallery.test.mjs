// Every widget in every state looks as it did: pictures of the gallery against those in tests/browser/gallery, within a
// tolerance. After a wanted change, or another browser: RENEW=1 node --test tests/browser/gallery.test.mjs, and look at them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { violations } from './axe.mjs';
import { button, root, scenario, settled, shared } from './lib.mjs';
import { readPng } from './png.mjs';

const suite = shared();
const folder = path.join(root, 'tests/browser/gallery');
const sizes = { phone: { viewport: { width: 360, height: 740 }, hasTouch: true }, desktop: { viewport: { width: 1280, height: 800 } } };
const still = { reducedMotion: 'reduce' };

// What is on screen at each of the scroll positions that together show all.
async function pictures(page) {
  const scroller = page.locator('main .scroller.n').first();
  const { height, seen } = await scroller.evaluate((e) => ({ height: e.scrollHeight, seen: e.clientHeight }));
  const shots = [];
  for (let top = 0; top < height; top += seen - 20) {
    await scroller.evaluate((e, y) => { e.scrollTop = y; }, top);
    await settled(page);
    shots.push(await page.screenshot());
  }
  return shots;
}

// Share of pixels that are clearly of another colour: edges of letters differ a little between machines.
function difference(a, b) {
  if (a.width !== b.width || a.height !== b.height) return 1;
  let wrong = 0;
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) {
      const [p, q] = [a.at(x, y), b.at(x, y)];
      wrong += Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2]) > 90;
    }
  return wrong / (a.width * a.height);
}

for (const [size, options] of Object.entries(sizes)) {
  scenario(`on a ${size} every widget looks as it did`, suite, async ({ open }) => {
    const page = await open('/galerie', { ...options, ...still });
    const shots = await pictures(page);
    const file = (i) => path.join(folder, `${size}-${i + 1}.png`);
    if (process.env.RENEW) {
      mkdirSync(folder, { recursive: true });
      for (const old of readdirSync(folder)) if (old.startsWith(`${size}-`)) rmSync(path.join(folder, old));
      shots.forEach((shot, i) => writeFileSync(file(i), shot));
    }
    assert.ok(!existsSync(file(shots.length)), 'as many pictures as there were');
    shots.forEach((shot, i) => {
      const share = difference(readPng(readFileSync(file(i))), readPng(shot));
      assert.ok(share < 0.01, `${file(i)}: ${(100 * share).toFixed(2)} % of the pixels are another colour`);
    });
  });

  scenario(`axe finds nothing to say of any state on a ${size}`, suite, async ({ open }) => {
    const page = await open('/galerie', { ...options, ...still });
    assert.deepEqual(await violations(page), []);
    await button(page, 'Ouvrir le dialogue').click();
    await settled(page);
    assert.deepEqual(await violations(page), []);
  });
}

scenario('a changed picture is noticed', suite, async ({ open }) => {
  const page = await open('/galerie', { ...sizes.phone, ...still });
  const before = readPng(await page.screenshot());
  await page.getByRole('switch', { name: /^Contraste/ }).first().scrollIntoViewIfNeeded();
  await settled(page);
  assert.ok(difference(before, readPng(await page.screenshot())) > 0.01);
});

scenario('switch, tabs, select and dates answer to their roles and to the keyboard', suite, async ({ open }) => {
  const page = await open('/galerie', still);
  const first = page.getByRole('switch', { name: /^Contraste/ }).first();
  await first.focus();
  await page.keyboard.press('Space');
  assert.equal(await first.getAttribute('aria-checked'), 'true');

  const tabs = page.getByRole('tablist').first().getByRole('tab');
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await tabs.nth(1).getAttribute('aria-selected'), 'true');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Clair');

  const select = page.getByRole('combobox').first();
  await select.selectOption({ label: 'Lessive' });
  await page.waitForFunction(() => document.querySelectorAll('select')[1].value === '2');  // its neighbours show what was chosen

  await page.getByLabel('Date', { exact: true }).first().fill('2027-02-01');
  await page.waitForFunction(() => document.querySelectorAll('input[type="date"]')[1].value === '2027-02-01');
});

scenario('a dialog keeps the focus inside and gives it back', suite, async ({ open }) => {
  const page = await open('/galerie', still);
  const opener = button(page, 'Ouvrir le dialogue');
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Dialogue' }).waitFor();
  await settled(page);
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null));
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Ouvrir le dialogue');
});
