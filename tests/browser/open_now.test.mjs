// "Where can I eat now?": what is open now, what will be when one arrives on foot, and that nobody is told from where.
import assert from 'node:assert/strict';
import { mapCentre, markersHere } from './hands.mjs';
import { button, chip, desktop, imported, phone, scenario, settled } from './lib.mjs';

const here = { latitude: 48.86731, longitude: 2.36342 };
const monday_noon = '2026-11-23T12:00:30+01:00';

// 700 m on the straight line are 13 minutes on foot.
const place = (name, category, metres_north, opening_hours, more = {}) => ({
  name, lat: here.latitude + metres_north / 111_195, lon: here.longitude, category, opening_hours, postal_code: '75010', city: 'Paris', ...more,
});
const places = [
  place('La Table', 1, 200, 'Mo-Su 11:00-14:00', { access: 'unconditional', languages: ['fr', 'ar'], wheelchair: 'limited' }),
  place('La Cantine qui ferme', 1, 700, 'Mo-Su 10:00-12:05'),
  place('La Marmite qui ouvre', 1, -700, 'Mo-Fr 12:10-14:00', { wheelchair: 'yes' }),
  place('La Soupe du soir', 1, -250, 'Mo-Su 19:00-21:00'),
  place('Le Frigo', 1, 300, '24/7', { wheelchair: 'yes', animals: 'yes' }),
  place('Le Panier sans horaires', 1, 400, ''),
  place('Les Toilettes', 40, 100, '24/7'),
];

const suite = imported(places);

const listed = (page) => page.locator('#mirror li a').evaluateAll((links) => links.map((link) => link.textContent.split(',')[0]).sort());
const lists = (page, names) => page.waitForFunction((wanted) =>
  [...document.querySelectorAll('#mirror li a')].map((link) => link.textContent.split(',')[0]).sort().join() === wanted, [...names].sort().join());

// All that the page asks for, whole: the position must not be in it.
function watchRequests(page) {
  const told = [];
  page.on('request', (request) => told.push(`${request.method()} ${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`));
  return told;
}

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  scenario(`on ${device}: something to eat, open now, open when one arrives on foot`, suite, async ({ open }) => {
    const page = await open('/#15/48.867/2.363', { ...options, at: monday_noon, geolocation: here, permissions: ['geolocation'] });
    const told = watchRequests(page);
    await markersHere(page);
    await chip(page, 'Se nourrir').click();
    await lists(page, ['La Cantine qui ferme', 'La Marmite qui ouvre', 'La Soupe du soir', 'La Table', 'Le Frigo', 'Le Panier sans horaires']);
    await button(page, 'Ouvert maintenant').click();
    await lists(page, ['La Cantine qui ferme', 'La Table', 'Le Frigo']);
    await page.waitForURL(/\?voir=se-nourrir&open=now/);
    await page.getByText('1 lieu aux horaires inconnus n’est pas montré.').waitFor();
    await page.getByRole('link', { name: /^La Cantine qui ferme.*Ouvert, ferme dans 5\smin/ }).waitFor();
    await page.getByRole('link', { name: /^La Table.*Ouvert, ferme à 14\sh/ }).waitFor();
    assert.match(await chip(page, 'Se nourrir').textContent(), /\(3\)/);

    await button(page, 'À pied').click();
    await page.getByRole('dialog').getByText('elle n’est jamais envoyée').waitFor();
    await button(page, 'Partir de ma position').click();
    await lists(page, ['La Marmite qui ouvre', 'La Table', 'Le Frigo']);
    await page.waitForURL(/open=arrival/);
    await page.getByText('Temps de marche estimés').waitFor();
    await page.getByRole('link', { name: /^La Marmite qui ouvre.*13\smin à pied/ }).waitFor();

    // The link keeps the filter; one tap clears it.
    await page.reload();
    await markersHere(page);
    assert.equal(await button(page, 'À pied').getAttribute('aria-pressed'), 'true');
    await button(page, 'À pied').click();
    await lists(page, ['La Cantine qui ferme', 'La Marmite qui ouvre', 'La Soupe du soir', 'La Table', 'Le Frigo', 'Le Panier sans horaires']);
    const betrayed = told.filter((request) => /86731|36342/.test(request));
    assert.deepEqual(betrayed, []);
  });

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  scenario(`on ${device} the map's own button tells the client where one is, and nobody else`, suite, async ({ open }) => {
    const page = await open('/#13/48.85/2.31', { ...options, at: monday_noon, geolocation: here, permissions: ['geolocation'] });
    const told = watchRequests(page);
    await markersHere(page);
    await page.evaluate(() => {
      const { geolocation } = navigator, ask = geolocation.getCurrentPosition.bind(geolocation);
      window.asked = 0;
      geolocation.getCurrentPosition = (...how) => { window.asked++; ask(...how); };
    });
    await button(page, 'Me situer').click();
    await page.waitForFunction(() => window.entourage.map.getZoom() === 15);
    await settled(page);
    await button(page, 'À pied').click();  // it is not asked again
    await lists(page, ['La Marmite qui ouvre', 'La Table', 'Le Frigo', 'Les Toilettes']);
    await page.getByRole('link', { name: /^La Marmite qui ouvre.*13\smin à pied/ }).waitFor();
    assert.equal(await page.getByText('Vous partez du milieu de la carte.').count(), 0);
    assert.equal(await page.evaluate(() => window.asked), 1);
    assert.deepEqual(told.filter((request) => /86731|36342/.test(request)), []);
  });

scenario('where the position cannot be had the map\'s button says so, and the map stays', suite, async ({ open }) => {
  const page = await open('/#13/48.85/2.31', { permissions: [] });
  await markersHere(page);
  const centre = await mapCentre(page);
  await button(page, 'Me situer').click();
  await page.getByText('Position inconnue. Autorisez-la').first().waitFor({ state: 'attached' });
  assert.equal(await mapCentre(page), centre);
});

scenario('who does not tell where they are starts from the middle of the map', suite, async ({ open }) => {
  const page = await open('/#15/48.867/2.363', { at: monday_noon, permissions: [] });
  await markersHere(page);
  await button(page, 'À pied').click();
  await button(page, 'Partir du milieu de la carte').click();
  await page.getByText('Vous partez du milieu de la carte.').waitFor();
  await lists(page, ['La Marmite qui ouvre', 'La Table', 'Le Frigo', 'Les Toilettes']);
});

scenario('what does not fit is loosened part by part', suite, async ({ open }) => {
  const page = await open('/?voir=se-nourrir&open=now#15/48.867/2.363', { at: '2026-11-23T12:01:00+01:00' });
  await markersHere(page);
  await button(page, 'Plus de filtres').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Accessible en fauteuil').click();
  await dialog.getByLabel('Langue parlée').selectOption({ label: 'bulgare' });
  await button(page, 'Voir les résultats').click();
  await page.getByText('Aucun lieu ne convient ici.').waitFor();
  assert.match(page.url(), /language=bg&wheelchair=yes/);
  await page.getByRole('button', { name: /Retirer.*bulgare/ }).click();
  await lists(page, ['La Table', 'Le Frigo']);
  await page.getByRole('link', { name: /^La Table.*En partie accessible en fauteuil/ }).waitFor();
  await chip(page, 'Plus de filtres').click();
  await button(page, 'Effacer les filtres').click();
  await button(page, 'Voir les résultats').click();
  await settled(page);
  assert.equal((await listed(page)).length, 6);
});
