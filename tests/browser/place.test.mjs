// A place one can rely on: its week, how things stand, its way to others and onto paper; and the emergency numbers beside it.
import assert from 'node:assert/strict';
import { markersHere } from './hands.mjs';
import { button, clientReady, desktop, imported, phone, scenario, settled } from './lib.mjs';
import { found } from './people.mjs';

const kSaturday = '2026-11-21T11:40:00+01:00';
const suite = imported([
  { name: 'Maison du Canal', lat: 48.8682, lon: 2.3642, category: 5, address: '12 quai de Valmy', postal_code: '75010', city: 'Paris',
    phone: '01 42 00 00 00', opening_hours: 'Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00', access: 'unconditional', animals: 'yes' },
  { name: 'Table de minuit', lat: 48.8671, lon: 2.3671, category: 1, opening_hours: 'Fr,Sa 20:00-02:00' },
  { name: 'Local sans heures', lat: 48.8668, lon: 2.3629, category: 61, opening_hours: 'le matin, parfois' },
]);

async function openPlace(name, open, options = {}) {
  const page = await open('/', options);
  const { id } = (await found(suite.server.url, name))[0];
  await page.clock.setFixedTime(new Date(kSaturday));
  await page.goto(`${suite.server.url}/lieux/${id}`);
  await clientReady(page);
  await settled(page);
  await page.getByRole('button', { name: 'Partager' }).waitFor();
  return page;
}

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  scenario(`on ${device} a place tells how things stand, the week, and when one would be there`, suite, async ({ open }) => {
    const page = await openPlace('Canal', open, options);
    await page.getByText('Ouvert, ferme dans 20\u00a0min', { exact: true }).waitFor({ state: 'attached' });
    const days = page.getByRole('list', { name: 'Horaires' }).getByRole('listitem');
    assert.equal(await days.count(), 7);
    assert.equal(await days.nth(0).textContent(), 'Lundi\u00a0: 9–12\u00a0h, 14–18\u00a0h');
    assert.equal(await days.nth(6).textContent(), 'Dimanche\u00a0: Fermé');
    assert.equal(await page.locator('[aria-current="date"]').textContent(), 'Samedi\u00a0: 9–12\u00a0h');
    assert.equal(await page.getByText(/à pied\u00a0: vous arriveriez vers 11\u00a0h\u00a04\d \(estimation\)/).count(), 1);
  });

scenario('what goes over midnight stands on one day; what cannot be read is shown as it is, never as open', suite, async ({ open }) => {
  const night = await openPlace('minuit', open);
  await night.getByText('Fermé, ouvre à 20\u00a0h', { exact: true }).waitFor({ state: 'attached' });
  assert.equal(await night.getByRole('listitem').filter({ hasText: 'Vendredi' }).textContent(), 'Vendredi\u00a0: 20–2\u00a0h');
  const unsaid = await openPlace('Local', open);
  await unsaid.getByText('Horaires inconnus', { exact: true }).waitFor({ state: 'attached' });
  await unsaid.locator('#mirror').getByText('le matin, parfois', { exact: true }).waitFor({ state: 'attached' });
});

scenario('a place is shared in the device\'s own way, or its link is copied', suite, async ({ open }) => {
  const page = await openPlace('Canal', open, { permissions: ['clipboard-read', 'clipboard-write'] });
  const url = page.url();
  await page.evaluate(() => {
    window.shared = [];
    navigator.share = async (what) => { window.shared.push(what); };
  });
  await button(page, 'Partager').click();
  await page.waitForFunction(() => window.shared.length === 1);
  assert.deepEqual(await page.evaluate(() => window.shared), [{ title: 'Maison du Canal', url }]);
  await page.evaluate(() => { navigator.share = undefined; });
  await button(page, 'Partager').click();
  await page.getByText('Lien copié.').first().waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), url);
});

scenario('a neighbourhood goes onto paper: its map with numbers, and its places with address, telephone and hours', suite, async ({ open }) => {
  const page = await open('/#17/48.8672/2.3648');
  await markersHere(page);
  await page.getByRole('link', { name: 'Imprimer ce quartier' }).click();
  const places = page.getByRole('list', { name: 'Lieux et actions' }).getByRole('listitem');
  await places.filter({ hasText: '12 quai de Valmy' }).waitFor({ state: 'attached' });
  assert.equal(await places.count(), 3);
  assert.match(await places.filter({ hasText: 'Canal' }).textContent(), /01 42 00 00 00[^]*lundi – vendredi\u00a0: 9–12\u00a0h, 14–18\u00a0h/);
  assert.deepEqual((await page.locator('[data-number]').evaluateAll((all) => all.map((e) => e.dataset.number))).sort(), ['1', '2', '3']);
  await page.evaluate(() => {
    addEventListener('afterprint', () => { window.printed = document.documentElement.dataset.mode; });
    addEventListener('beforeprint', () => {
      const map = document.getElementById('map-on-paper');
      const { data } = map.getContext('2d').getImageData(0, 0, map.width, map.height);
      window.colours = new Set(new Uint32Array(data.buffer)).size;
    });
  });
  const sheet = await page.pdf({ preferCSSPageSize: true });
  assert.ok(sheet.length > 20_000, `${sheet.length} bytes`);
  assert.ok(await page.evaluate(() => window.colours) > 50, 'the map is more than a blank');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), 'paint');
  assert.equal(await page.locator('#map-on-paper').count(), 0);
});

scenario('without a network the emergency numbers are one tap away, and Escape closes them', suite, async ({ open }) => {
  const page = await open('/', phone);
  await page.context().setOffline(true);
  await button(page, 'Urgences').tap();
  const card = page.getByRole('dialog', { name: 'Besoin d’aide tout de suite' });
  for (const [name, href] of [[/^115/, 'tel:115'], [/^112/, 'tel:112'], [/^114/, 'sms:114'], [/^3919/, 'tel:3919'], [/^119/, 'tel:119']])
    assert.equal(await card.getByRole('link', { name }).getAttribute('href'), href);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  page.problems.length = 0;  // the browser tells of requests that failed
});
