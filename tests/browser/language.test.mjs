// The interface speaks the browser's language if it can, and another one as soon as it is chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNumbers } from '../../web/numbers.js';
import { button, clientReady, desktop, phone, scenario, settled, shared } from './lib.mjs';

const suite = shared();

const lang = (page) => page.evaluate(() => document.documentElement.lang);
const radio = (page, name) => page.getByRole('radio', { name, exact: true });

scenario('an English browser sees English, the map’s own words too', suite, async ({ open }) => {
  const page = await open('/', { locale: 'en-US' });
  assert.equal(await lang(page), 'en');
  await page.getByRole('heading', { level: 1, name: 'In this area' }).waitFor();
  await page.getByRole('link', { name: 'Create', exact: true }).waitFor();
  await button(page, 'Zoom in').waitFor();
  await button(page, 'Find me').waitFor();
  await page.getByRole('application', { name: /^Map/ }).waitFor();
  assert.match(await page.locator('.map-hint').textContent(), /^(|Simplified map.*)$/);
  const rows = await page.getByRole('list', { name: /nearest first/ }).getByRole('link').allTextContents();
  assert.ok(rows.some((name) => /, \d+\u00a0mins? on foot$/.test(name)), rows.slice(0, 3).join(' | '));
});

scenario('French is spoken to a browser that speaks neither, with numbers as the French write them', suite, async ({ open }) => {
  const page = await open('/', { locale: 'de-DE' });
  assert.equal(await lang(page), 'fr');
  await page.getByRole('heading', { level: 1, name: 'Dans cette zone' }).waitFor();
  await button(page, 'Zoomer').waitFor();
  const rows = await page.getByRole('list', { name: /du plus proche/ }).getByRole('link').allTextContents();
  assert.ok(rows.some((name) => /, \d+\u00a0min à pied$/.test(name)), rows.slice(0, 3).join(' | '));
});

test('whole numbers are written as the browser’s Intl would', () => {
  const { host, compact } = createNumbers();
  const forms = [{}, ...['meter', 'kilometer', 'minute'].map((unit) => ({ style: 'unit', unit, unitDisplay: 'short' }))];
  for (const [language, locale] of [['fr', 'fr-FR'], ['en', 'en-GB']]) {
    const written = (value, options) => new Intl.NumberFormat(locale, options).format(value).replace(/[\u202f ]/g, '\u00a0');
    for (const value of [...Array(1100).keys(), 9_999, 10_000, 123_456, 1_000_000, 987_654_321]) {
      for (const [form, options] of forms.entries()) assert.equal(host.numbersWritten(form, value, language), written(value, options));
      if (value < 1000) assert.equal(compact(value, language), written(value, { notation: 'compact' }));
    }
  }
});

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]]) {
  scenario(`on ${device} switching changes all names without a reload, and stays after one`, suite, async ({ open }) => {
    const page = await open('/connexion', options);
    assert.equal(await lang(page), 'fr');
    await page.evaluate(() => { window.notReloaded = true; });
    await page.getByLabel('E-mail ou téléphone').fill('zoe@exemple.fr');
    const english = radio(page, 'English');
    assert.equal(await english.getAttribute('lang'), 'en');
    assert.equal(await radio(page, 'Français').getAttribute('lang'), 'fr');
    await english.click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to the table' }).waitFor();
    await settled(page);
    assert.equal(await lang(page), 'en');
    assert.equal(await page.title(), 'Welcome to the table – Entourage');
    assert.equal(await english.getAttribute('aria-checked'), 'true');
    assert.equal(await page.getByLabel('Email or phone').inputValue(), 'zoe@exemple.fr');
    assert.equal(await page.locator('.map-button-plus').getAttribute('aria-label'), 'Zoom in');
    assert.equal(await page.evaluate(() => window.notReloaded), true);

    await page.reload();
    await clientReady(page);
    assert.equal(await lang(page), 'en');
    await page.getByRole('heading', { level: 1, name: 'Welcome to the table' }).waitFor();

    await radio(page, 'English').focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { level: 1, name: 'Bienvenue à table' }).waitFor();
    await settled(page);
    assert.equal(await lang(page), 'fr');
    assert.equal(await radio(page, 'Français').evaluate((element) => element === document.activeElement), true);
  });
}

scenario('mode texte has the languages in its navigation', suite, async ({ open }) => {
  const page = await open('/', { forcedColors: 'active' });
  const choice = page.getByRole('navigation').getByRole('radiogroup', { name: 'Langue' });
  await choice.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'In this area' }).waitFor();
  await settled(page);
  assert.equal(await lang(page), 'en');
});
