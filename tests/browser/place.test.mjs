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

const onSheet = (page) => page.getByRole('list', { name: 'Lieux et actions' }).getByRole('listitem');

// Prints; returns of the map on paper how many colours it has, which part of it is light, and the numbers on it, with where they are in parts of its size.
async function printed(page) {
  await page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D, { fillText } = prototype;
    const numbers = [];
    prototype.fillText = function (text, x, y) {
      const { a, d, e, f } = this.getTransform();
      if (!this.canvas.isConnected) numbers.push({ text, x: (a * x + e) / this.canvas.width, y: (d * y + f) / this.canvas.height });
      fillText.call(this, text, x, y);
    };
    addEventListener('beforeprint', () => {
      prototype.fillText = fillText;
      const map = document.querySelector('#map-on-paper canvas');
      const { data } = map.getContext('2d').getImageData(0, 0, map.width, map.height);
      const greens = data.filter((_, i) => i % 4 === 1);
      window.onPaper = {
        numbers, colours: new Set(new Uint32Array(data.buffer)).size, light: greens.filter((green) => green > 160).length / greens.length,
      };
    }, { once: true });
  });
  const sheet = await page.pdf({ preferCSSPageSize: true });
  assert.ok(sheet.length > 20_000, `${sheet.length} bytes`);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), 'paint');
  assert.equal(await page.locator('#map-on-paper').count(), 0);
  return page.evaluate(() => window.onPaper);
}

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  scenario(`from ${device} a neighbourhood goes onto paper: its map with numbers, its places with address, telephone and hours`, suite, async ({ open }) => {
    const page = await open('/#16/48.8672/2.3648', options);
    await markersHere(page);
    await page.evaluate(() => document.querySelector('#mirror a[href^="/imprimer"]').click());
    const places = onSheet(page);
    await places.filter({ hasText: '12 quai de Valmy' }).waitFor({ state: 'attached' });
    assert.equal(await places.count(), 3);
    assert.match(await places.filter({ hasText: 'Canal' }).textContent(), /01 42 00 00 00[^]*lundi – vendredi\u00a0: 9–12\u00a0h, 14–18\u00a0h/);
    const { numbers, colours } = await printed(page);
    assert.ok(colours > 50, 'the map is more than a blank');
    assert.deepEqual(numbers.map(({ text }) => text), ['1', '2', '3']);
    for (const { x, y } of numbers) assert.ok(x > 0 && x < 1 && y > 0 && y < 1, `${x} ${y}`);
    // From west to east as the places lie.
    const names = await places.evaluateAll((all) => all.map((item) => /Canal|Table|Local/.exec(item.textContent)[0]));
    const eastwards = numbers.map(({ x }, i) => [x, names[i]]).sort(([a], [b]) => a - b).map(([, name]) => name);
    assert.deepEqual(eastwards, ['Local', 'Canal', 'Table']);
  });

scenario('places that the map shows as one have their numbers there; its paper is light in the dark too', suite, async ({ open }) => {
  const page = await open('/imprimer#13/48.8672/2.3648', { ...phone, colorScheme: 'dark' });
  await onSheet(page).filter({ hasText: '12 quai de Valmy' }).waitFor({ state: 'attached' });
  const { numbers, light } = await printed(page);
  assert.deepEqual(numbers.map(({ text }) => text), ['1–3']);
  assert.ok(light > 0.5, `${light} of the map is light`);
});

scenario('what is printed stays as it reads on paper, whatever becomes of the window meanwhile', suite, async ({ open }) => {
  const page = await open('/imprimer#16/48.8672/2.3648', { ...desktop, colorScheme: 'dark' });
  const looks = () => page.evaluate(() => `${document.documentElement.dataset.mode} ${document.documentElement.dataset.theme}`);
  const say = (what) => page.evaluate((type) => dispatchEvent(new Event(type)), what);
  await say('beforeprint');
  await page.setViewportSize({ width: 700, height: 1000 });
  await settled(page);
  assert.equal(await looks(), 'text light');
  await page.setViewportSize(desktop.viewport);
  await say('afterprint');
  await settled(page);
  assert.equal(await looks(), 'paint dark');
});

scenario('the sheet waits for what is on it, and says what could not be had', suite, async ({ open }) => {
  const page = await open('/reglages#16/48.8672/2.3648', phone);
  let answers;
  const free = new Promise((resolve) => { answers = resolve; });
  let failing = true;
  await page.route(/\/api\/v1\/places\//, async (route) => {
    const first = failing;
    failing = false;
    await free;
    await (first ? route.fulfill({ status: 503 }) : route.continue());
  });
  await page.evaluate(() => { history.pushState(null, '', '/imprimer'); dispatchEvent(new PopStateEvent('popstate')); });
  await page.getByText('Encore 3 lieux à charger avant d’imprimer.').waitFor({ state: 'attached' });
  const print = button(page, 'Imprimer');
  assert.equal(await print.getAttribute('aria-disabled'), 'true');
  answers();
  await page.getByText('1 lieu n’a pas pu être chargé').waitFor({ state: 'attached' });
  assert.equal(await print.getAttribute('aria-disabled'), null);
  await button(page, 'Réessayer').click();
  await page.getByText('n’a pas pu être chargé').waitFor({ state: 'detached' });
  await onSheet(page).filter({ hasText: '12 quai de Valmy' }).waitFor({ state: 'attached' });
  page.problems.length = 0;  // the browser tells of the request that failed
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
