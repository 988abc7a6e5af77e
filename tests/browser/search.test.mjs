// What the search field finds: towns, which move the map, and places.
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { mapCentre, mapZoom } from './hands.mjs';
import { button, desktop, phone, scenario, settled, shared } from './lib.mjs';
import { focus } from './people.mjs';

const suite = shared();
const typed = async (page, words) => {
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('heading', { name: new RegExp(words) }).first().waitFor({ state: 'attached' });
};
const isAt = (page, lat, lon) => page.waitForFunction(([wantedLat, wantedLon]) => {
  const { lat: isLat, lng } = window.entourage.map.getCenter();
  return Math.hypot(isLat - wantedLat, lng - wantedLon) < 0.05;
}, [lat, lon]);

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  scenario(`on ${device}, a town is found, mistyped too, and moves the map by keyboard`, suite, async ({ open }) => {
    const page = await open('/', options);
    const before = await mapCentre(page);
    await typed(page, 'marseile');
    await page.getByRole('heading', { name: 'Villes et quartiers' }).waitFor({ state: 'attached' });
    const town = button(page, 'Marseille (13)');
    await town.waitFor({ state: 'attached' });
    assert.deepEqual(await violations(page), []);
    await town.focus();
    await page.keyboard.press('Enter');
    await isAt(page, 43.3, 5.37);
    await settled(page);
    assert.notEqual(await mapCentre(page), before);
    assert.ok(await mapZoom(page) >= 11);
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
    assert.equal((await focus(page)).name, 'Dans cette zone');
  });

scenario('as a page of text the same town moves what is listed', suite, async ({ open }) => {
  const page = await open('/');
  await page.getByRole('button', { name: 'Mode texte' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.mode === 'text');
  await typed(page, 'belleville');
  await button(page, 'Belleville, quartier · Paris').click();
  await isAt(page, 48.872, 2.384);
  await settled(page);
  assert.deepEqual(await violations(page), []);
});

scenario('places and towns stand under headings of their own', suite, async ({ open }) => {
  const page = await open('/');
  await typed(page, 'paris');
  for (const name of ['Villes et quartiers', 'Lieux et actions']) await page.getByRole('heading', { name }).waitFor({ state: 'attached' });
  await button(page, 'Paris (75)').waitFor({ state: 'attached' });
  assert.ok(await page.getByRole('list', { name: 'Villes et quartiers' }).getByRole('listitem').count() >= 1);
});
