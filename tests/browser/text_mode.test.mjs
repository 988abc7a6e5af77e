// Mode texte: the same elements as a plain page. It comes by itself where there is no picture to see, and everything that
// can be done on the map can be done there.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { violations } from './axe.mjs';
import { chip, clientReady, launch, phone, scenario, settled, shared } from './lib.mjs';
import { focus, found, forgiveSignIn, isListed, latestCode, mode } from './people.mjs';

const suite = shared(async (all) => { all.plain = await launch(['--disable-gpu', '--disable-3d-apis']); });
const plain = { get server() { return suite.server; }, get browser() { return suite.plain; } };  // without WebGL
after(() => suite.plain?.close());

const isText = (page) => page.waitForSelector('html[data-mode="text"]', { state: 'attached' });
const isPainted = (page) => page.waitForSelector('html[data-mode="paint"]', { state: 'attached' });

async function axeIsSilent(page, where) {
  assert.deepEqual((await violations(page)).map((words) => `${where}: ${words}`), []);
}

// Nothing of the painted page shows, nothing sticks out.
async function looksPlain(page) {
  const { wide, painted } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    painted: [...document.querySelectorAll('canvas, #map-region')].filter((e) => e.checkVisibility()).length,
  }));
  assert.ok(wide <= 0, `${wide} px too wide`);
  assert.equal(painted, 0);
}

const title = 'Cours de français à la bibliothèque';

async function signIn(page, url, to) {
  await page.getByLabel('E-mail ou téléphone').fill(to);
  await page.getByRole('button', { name: 'Continuer' }).click();
  const code = page.getByLabel('Code reçu');
  await code.waitFor();
  await code.fill(await latestCode(url, to));
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Prénom').fill('Maïa');
  await page.getByRole('radio', { name: /Donner un coup de main/ }).click();
  await page.getByRole('button', { name: 'Entrer', exact: true }).click();
}

scenario('without WebGL the whole journey passes in mode texte', plain, async ({ open, server }) => {
  const page = await open('/');
  assert.equal(await page.evaluate(() => document.createElement('canvas').getContext('webgl2')), null);
  assert.equal(await mode(page), 'text');
  await looksPlain(page);
  await axeIsSilent(page, 'home');

  await chip(page, 'Se nourrir').click();
  await page.waitForURL(/voir=se-nourrir/);
  const place = page.getByRole('main').getByRole('listitem').getByRole('link').first();
  const name = (await place.textContent()).split(',')[0];
  await place.click();
  await page.waitForURL(/\/lieux\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await axeIsSilent(page, 'place');
  await page.getByRole('link', { name: 'Retour' }).or(page.getByRole('button', { name: 'Retour' })).first().click();
  await page.waitForURL((url) => url.pathname === '/');

  await page.getByRole('link', { name: 'Créer' }).click();
  await page.getByRole('radio', { name: /^Proposer/ }).click();
  await page.getByRole('radio', { name: /^Temps de partage/ }).click();
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('Quelques mots de plus').fill('Chaque mardi, à 18 h. Débutants bienvenus.');
  await axeIsSilent(page, 'what');
  await page.getByRole('button', { name: 'Continuer' }).click();

  // Where, without a map: near a place that has a name.
  await page.getByRole('heading', { name: 'Où ?' }).waitFor();
  await looksPlain(page);
  await axeIsSilent(page, 'where');
  await page.getByRole('searchbox', { name: 'Chercher un lieu' }).fill('soupe');
  const near = (await found(server.url, 'soupe'))[0];
  await page.getByRole('radio', { name: near.title }).first().click();
  await page.getByText(new RegExp(`autour de.*${near.title}`, 'i')).first().waitFor();
  await page.getByRole('button', { name: 'Se connecter et publier' }).click();

  await page.waitForURL(/\/connexion/);
  await axeIsSilent(page, 'sign-in');
  await signIn(page, server.url, 'maia@exemple.test');
  await page.waitForURL(/\/actions\/nouvelle/);
  const watcher = await open('/');
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await axeIsSilent(page, 'action');
  forgiveSignIn(page);

  await watcher.getByRole('searchbox').fill('cours de français');
  await isListed(watcher, new RegExp(title));
  // It lies within its public cell of the place that was chosen: some 250 m.
  const [made] = (await found(server.url, title)).filter((item) => item.title === title);
  const metres = Math.hypot((made.lat - near.lat) * 111_320, (made.lon - near.lon) * 111_320 * Math.cos((near.lat * Math.PI) / 180));
  assert.ok(metres < 300, `${metres} m from ${near.title}`);
});

const firstStop = (page) => page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex]')]
  .find((e) => e.tabIndex >= 0 && e.checkVisibility()).textContent);

scenario('the switch is the first stop of the keyboard, and leads there and back', suite, async ({ open }) => {
  for (const options of [{}, phone]) {
    const page = await open('/', options);
    await page.keyboard.press('Tab');
    assert.equal((await focus(page)).name, 'Mode texte');
    await page.keyboard.press('Enter');
    await isText(page);
    await settled(page);
    assert.equal((await focus(page)).name, 'Version avec carte');
    assert.equal(await firstStop(page), 'Version avec carte');
    await page.keyboard.press('Enter');
    await isPainted(page);
    await settled(page);
    assert.equal((await focus(page)).name, 'Mode texte');
  }
});

const lose = (page) => page.evaluate(() => {
  window.loss ??= document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
  window.loss.loseContext();
});
const restore = (page) => page.evaluate(() => window.loss.restoreContext());

scenario('a lost picture brings mode texte, its return the picture', suite, async ({ open }) => {
  const page = await open('/');
  await lose(page);
  await isText(page);
  await settled(page);
  await looksPlain(page);
  assert.equal(await page.getByRole('button', { name: 'Version avec carte' }).count(), 0, 'there is no picture to go back to');
  await axeIsSilent(page, 'lost');
  await restore(page);
  await isPainted(page);
  await settled(page);
  page.problems.length = 0;  // the browser speaks of the loss
});

scenario('whoever chose mode texte keeps it when the picture returns', suite, async ({ open }) => {
  const page = await open('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await isText(page);
  await lose(page);
  await settled(page);
  await restore(page);
  await page.getByRole('button', { name: 'Version avec carte' }).waitFor();
  await settled(page);
  assert.equal(await mode(page), 'text');
  page.problems.length = 0;
});

scenario('forced colours bring mode texte, and outlive a lost picture', suite, async ({ open }) => {
  const page = await open('/', { forcedColors: 'active' });
  assert.equal(await mode(page), 'text');
  await looksPlain(page);
  await axeIsSilent(page, 'forced colours');
  await lose(page);
  await settled(page);
  await restore(page);
  await settled(page, 600);
  assert.equal(await mode(page), 'text');
  page.problems.length = 0;
  await page.emulateMedia({ forcedColors: 'none' });
  await isPainted(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await isText(page);
});

for (const name of ['translated-ltr', 'translated-rtl'])
  scenario(`a translated page (${name}) is read in mode texte`, suite, async ({ open }) => {
    const page = await open('/');
    await page.evaluate((className) => {
      document.documentElement.classList.add(className);
      document.documentElement.lang = className === 'translated-rtl' ? 'ar' : 'en';
    }, name);
    await isText(page);
    await settled(page);
    await looksPlain(page);
    await axeIsSilent(page, name);
    await page.evaluate((className) => {
      document.documentElement.classList.remove(className);
      document.documentElement.lang = 'fr';
    }, name);
    await isPainted(page);
  });

scenario('a translator that changes the language alone is noticed too', suite, async ({ open }) => {
  const page = await open('/');
  await page.evaluate(() => { document.documentElement.lang = 'uk'; });
  await isText(page);
  await page.evaluate(() => { document.documentElement.lang = 'fr'; });
  await isPainted(page);
});

scenario('what a translator has rewritten still follows the page', suite, async ({ open }) => {
  const page = await open('/');
  // As translators do: every text goes into <font> elements, and the text that was there is gone.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.getElementById('mirror'), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const font = document.createElement('font');
      font.textContent = `EN ${text.data}`;
      text.replaceWith(font);
    }
    document.documentElement.classList.add('translated-ltr');
  });
  await isText(page);
  await settled(page);
  await chip(page, 'EN Se nourrir').click();
  await page.waitForURL(/voir=se-nourrir/);
  await settled(page);
  const summary = page.locator('#mirror p[aria-live]').first();
  assert.match(await summary.textContent(), /^\d+\s+lieux/, 'one text, and the new one');
  assert.doesNotMatch(await page.getByRole('main').textContent(), /EN \d/);
});

scenario('a page far away opens without a picture', plain, async ({ open, server }) => {
  const far = (await found(server.url, 'soupe')).find((item) => item.kind < 128 && item.lat < 46);
  const page = await open(`/lieux/${far.id}`);
  await page.getByRole('heading', { level: 1, name: far.title }).waitFor();
  // The list is that of its surroundings afterwards.
  await page.getByRole('link', { name: 'Carte' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('link', { name: new RegExp(far.title) }).first().waitFor();
  await page.reload();
  await clientReady(page);
  assert.equal(await mode(page), 'text');
});
