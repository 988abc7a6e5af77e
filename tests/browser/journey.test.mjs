// The main job, by role and name: look, filter, open, sign in, publish, and be seen at once by somebody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, chip, clientReady, desktop, openClient, phone, shared } from './lib.mjs';
import { arrivesOnce, latestCode, nothingWrong } from './people.mjs';

const suite = shared();

const title = 'Dons de manteaux d’hiver';

// From the sign-in screen to an account of its own.
async function signIn(page, url, to, firstName) {
  await page.getByLabel('E-mail ou téléphone').fill(to);
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Code reçu');
  await code.waitFor();
  await code.pressSequentially(await latestCode(url, to), { delay: 20 });
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Prénom');
  await name.waitFor();
  await name.fill(firstName);
  await page.getByRole('radio', { name: /Donner un coup de main/ }).click();
  await button(page, 'Entrer').click();
}

// Fills the form of a new action up to its last button, which it leaves to the caller.
async function writeAction(page) {
  await page.getByRole('radio', { name: /^Proposer/ }).click();
  await page.getByRole('radio', { name: /^Vêtement/ }).click();
  await page.getByLabel('Titre').pressSequentially(title, { delay: 15 });
  await page.getByLabel('Quelques mots de plus').pressSequentially('Trois manteaux, taille M à XL. À bientôt, Zoé', { delay: 5 });
}

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]]) {
  test(`on ${device} one filters, opens a place, signs in, publishes, and another browser shows it within two seconds`, async () => {
    const watcher = await openClient(suite.browser, suite.server.url, desktop);
    const page = await openClient(suite.browser, suite.server.url, options);
    try {
      await chip(page, 'Se nourrir').click();
      await page.waitForURL(/voir=se-nourrir/);
      await page.getByRole('link', { name: /Se nourrir/ }).first().click();
      await page.waitForURL(/\/lieux\/[0-9a-f-]{36}/);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.goBack();
      await page.waitForURL((url) => url.pathname === '/');
      await chip(page, 'Tout').click();

      await page.getByRole('link', { name: 'Créer' }).click();
      await page.waitForURL(/\/actions\/nouvelle/);
      await writeAction(page);
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByRole('button', { name: 'Se connecter et publier' }).click();
      await signIn(page, suite.server.url, `zoe-${device.replace(' ', '-')}@exemple.test`, 'Zoé');
      await page.waitForURL(/\/actions\/nouvelle/);

      const publish = page.getByRole('button', { name: 'Publier' });
      await publish.waitFor();
      const before = await watcher.getByRole('link', { name: new RegExp(title) }).count();
      const seen = watcher.waitForFunction(([words, n]) =>
        [...document.querySelectorAll('a')].filter((a) => a.textContent.includes(words)).length > n, [title, before], { timeout: 10_000 });
      await publish.click();
      const start = Date.now();
      await seen;
      assert.ok(Date.now() - start < 2000, `it took ${Date.now() - start} ms`);
      await page.getByRole('heading', { name: title }).waitFor();
      nothingWrong(page, watcher);
    } finally {
      await page.context().close();
      await watcher.context().close();
    }
  });
}

test('what is published while the server is gone arrives exactly once when it is back', async () => {
  const page = await openClient(suite.browser, suite.server.url, desktop);
  try {
    await page.goto(`${suite.server.url}/connexion`);
    await clientReady(page);
    await signIn(page, suite.server.url, 'nina@exemple.test', 'Nina');
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('link', { name: 'Créer' }).click();
    await writeAction(page);
    await page.getByLabel('Titre').fill('Un thermos à partager');
    await page.getByRole('button', { name: 'Continuer' }).click();
    const publish = page.getByRole('button', { name: 'Publier' });
    await publish.waitFor();
    await suite.server.kill();
    await publish.click();
    await page.getByRole('heading', { name: 'Un thermos à partager' }).waitFor();
    await page.goto('about:blank');  // the page is closed with its command still unsent
    await suite.server.restart();
    await page.goto(suite.server.url);
    await clientReady(page);
    await arrivesOnce(suite.server.url, 'Un thermos à partager');
  } finally {
    await page.context().close();
  }
});

test('two pages of one browser keep apart what is typed, and what both left unsent arrives exactly once', async () => {
  const first = await openClient(suite.browser, `${suite.server.url}/connexion`, desktop);
  try {
    await signIn(first, suite.server.url, 'ines@exemple.test', 'Inès');
    await first.waitForURL((url) => url.pathname === '/');
    const second = await first.context().newPage();
    for (const page of [first, second]) {
      await page.goto(`${suite.server.url}/actions/nouvelle`);
      await clientReady(page);
      await writeAction(page);
      await page.getByLabel('Titre').fill(page === first ? 'Une guitare à prêter' : 'Un piano à prêter');
    }
    await first.waitForTimeout(600);
    await Promise.all([first.reload(), second.reload()]);
    await Promise.all([first, second].map(clientReady));
    assert.equal(await first.getByLabel('Titre').inputValue(), 'Une guitare à prêter');
    assert.equal(await second.getByLabel('Titre').inputValue(), 'Un piano à prêter');
    await suite.server.kill();
    for (const page of [first, second]) {
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByRole('button', { name: 'Publier' }).click();
      await page.getByRole('heading', { name: /à prêter/ }).waitFor();
    }
    await second.close();
    await first.goto('about:blank');
    await suite.server.restart();
    await first.goto(suite.server.url);
    await clientReady(first);
    await arrivesOnce(suite.server.url, 'Une guitare à prêter', 'Un piano à prêter');
  } finally {
    await first.context().close();
  }
});

test('a reload keeps what was typed', async () => {
  const page = await openClient(suite.browser, `${suite.server.url}/actions/nouvelle`, phone);
  try {
    await writeAction(page);
    await page.reload();  // at once: the last letters too
    await clientReady(page);
    assert.equal(await page.getByLabel('Titre').inputValue(), title);
    assert.match(await page.getByLabel('Quelques mots de plus').inputValue(), /^Trois manteaux.*Zoé$/);
  } finally {
    await page.context().close();
  }
});
