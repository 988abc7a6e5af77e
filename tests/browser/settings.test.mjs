// What is chosen on the settings screen is followed at once, everywhere, and kept over a reload.
import assert from 'node:assert/strict';
import { clientReady, desktop, phone, scenario, settled, shared, sidewaysOutside } from './lib.mjs';
import { readPng } from './png.mjs';

const suite = shared();

const radio = (page, name) => page.getByRole('radio', { name, exact: true });
const toggle = (page, name) => page.getByRole('switch', { name });
const root = (page, name) => page.evaluate((key) => document.documentElement.dataset[key], name);
const brightness = async (page) => readPng(await page.screenshot()).at(200, 60).reduce((a, b) => a + b);

async function reload(page) {
  await page.reload();
  await clientReady(page);
  await settled(page);
}

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]]) {
  scenario(`on ${device} colours are chosen against the browser's wish, and kept`, suite, async ({ open }) => {
    const page = await open('/reglages', { ...options, colorScheme: 'light' });
    assert.ok(await brightness(page) > 600);
    await radio(page, 'Sombre').click();
    await settled(page);
    assert.ok(await brightness(page) < 200);
    await reload(page);
    assert.equal(await root(page, 'theme'), 'dark');
    assert.ok(await brightness(page) < 200);
    await radio(page, 'Auto').click();
    await settled(page);
    assert.equal(await root(page, 'theme'), 'light');
    await toggle(page, 'Contraste élevé').click();
    await settled(page);
    assert.equal(await root(page, 'theme'), 'high-contrast');
    await reload(page);
    assert.equal(await toggle(page, 'Contraste élevé').getAttribute('aria-checked'), 'true');
  });

  scenario(`on ${device} letters grow and nothing is cut off sideways`, suite, async ({ open }) => {
    const page = await open('/reglages', options);
    await page.getByRole('combobox', { name: 'Taille du texte' }).selectOption({ index: 3 });
    await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '32px');
    await settled(page);
    assert.equal(await page.getByRole('combobox', { name: 'Taille du texte' }).inputValue(), '3');
    await reload(page);
    assert.equal(await page.getByRole('combobox', { name: 'Taille du texte' }).inputValue(), '3');
    assert.deepEqual(await sidewaysOutside(page), []);
  });
}

scenario('very legible letters are loaded when asked for, and not before', suite, async ({ open }) => {
  const page = await open('/reglages');
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').filter((e) => e.name.includes('atkinson')).length);
  const isLoaded = () => page.evaluate(() => document.fonts.check('500 16px "Atkinson Hyperlegible Next"'));
  assert.equal(await fetched(), 0);
  const before = readPng(await page.screenshot());
  await toggle(page, 'Lettres très lisibles').click();
  await page.waitForFunction(() => performance.getEntriesByType('resource').filter((e) => e.name.includes('atkinson')).length >= 3);
  await settled(page, 500);
  assert.ok(await isLoaded());
  const family = await page.getByRole('combobox', { name: 'Taille du texte' }).evaluate((e) => getComputedStyle(e).fontFamily);
  assert.match(family, /^"Atkinson Hyperlegible Next"/);
  const after = readPng(await page.screenshot());
  const box = await page.getByRole('heading', { level: 1 }).boundingBox();
  let different = 0;
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++)
      different += before.at(Math.round(x), Math.round(y)).join() !== after.at(Math.round(x), Math.round(y)).join();
  assert.ok(different > 200, `the heading is painted in other letters: ${different} px`);
});

scenario('less motion is followed by the page and by the map', suite, async ({ open }) => {
  const page = await open('/reglages');
  assert.equal(await root(page, 'motion'), 'full');
  await toggle(page, 'Moins de mouvement').click();
  await page.waitForFunction(() => document.documentElement.dataset.motion === 'reduced');
});

scenario('the settings are there in mode texte, by role and name', suite, async ({ open }) => {
  const page = await open('/reglages');
  await page.getByRole('button', { name: 'Passer en mode texte' }).click();
  await settled(page);
  assert.equal(await root(page, 'mode'), 'text');
  await toggle(page, 'Contraste élevé').click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'high-contrast');
  await page.getByRole('combobox', { name: 'Taille du texte' }).selectOption({ index: 1 });
  await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '20px');
  await page.getByRole('link', { name: 'Mentions légales et vie privée' }).click();
  await page.waitForURL('**/mentions');
});

scenario('hostile bytes in the kept settings change nothing', suite, async ({ open }) => {
  const page = await open('/');
  for (const bytes of ['{', '[1,2]', 'null', '{"appearance":"<b>","text-size":"9999","__proto__":"x","letters":7,"contrast":"more "}']) {
    await page.evaluate((text) => localStorage.setItem('entourage.settings', text), bytes);
    await reload(page);
    assert.equal(await root(page, 'theme'), 'light');
    assert.equal(await root(page, 'letters'), 'normal');
    assert.equal(await page.evaluate(() => document.documentElement.style.fontSize), '');
  }
});
