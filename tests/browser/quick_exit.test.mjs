// Leaving quickly: one tap on every screen, or a key, to a page that says nothing of ours, and nothing typed is left.
import assert from 'node:assert/strict';
import { clientReady, desktop, phone, scenario, settled, shared } from './lib.mjs';
import { found } from './people.mjs';

const screens = { home: '/', 'sign-in': '/connexion', form: '/actions/nouvelle', nowhere: '/nulle-part' };
const suite = shared(async ({ server }) => {
  screens.place = `/lieux/${(await found(server.url, 'soupe')).find((item) => item.kind < 128).id}`;
  screens.action = `/actions/${(await found(server.url, 'café')).find((item) => item.kind >= 128).id}`;
});

// No request leaves the machine: the neutral page is ours for the test.
const neutral = /^https:\/\/meteofrance\.com\//;
async function neutralPage(page) {
  await page.route(neutral, (route) => route.fulfill({ body: '<title>Météo</title>Il fait beau.', contentType: 'text/html; charset=utf-8' }));
}
async function hasLeft(page) {
  await page.waitForURL(neutral);
  assert.equal(await page.title(), 'Météo');
  page.problems.length = 0;  // leaving the origin is what was asked
}
const exits = (page) => page.getByRole('link', { name: 'Quitter vite' });

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  for (const name of ['home', 'place', 'action', 'form', 'sign-in', 'nowhere'])
    scenario(`on ${device} one tap leaves from: ${name}`, suite, async ({ open }) => {
      const page = await open(screens[name], options);
      await neutralPage(page);
      assert.equal(await exits(page).count(), 1);
      const box = await exits(page).boundingBox();
      assert.ok(box.width >= 44 && box.height >= 44, `${box.width} × ${box.height}`);
      const { width, height } = options.viewport;
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, 'in view without scrolling');
      // Where one taps, not what one names: nothing may lie over it.
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      if (options.hasTouch) await page.touchscreen.tap(x, y);
      else await page.mouse.click(x, y);
      await hasLeft(page);
    });

scenario('in mode texte too', suite, async ({ open }) => {
  const page = await open(screens.place, { forcedColors: 'active' });
  await neutralPage(page);
  assert.equal(await exits(page).count(), 1);
  await exits(page).click();
  await hasLeft(page);
});

scenario('on a phone the second step of writing an action has it too', suite, async ({ open }) => {
  const page = await open(screens.form, phone);
  await neutralPage(page);
  await page.getByRole('radio', { name: /^Proposer/ }).click();
  await page.getByRole('radio', { name: /^Vêtement/ }).click();
  await page.getByLabel('Titre').fill('Manteaux');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: 'Où ?' }).waitFor();
  await exits(page).tap();
  await hasLeft(page);
});

scenario('Escape, three times within a second, leaves from anywhere', suite, async ({ open }) => {
  for (const where of ['home', 'form']) {
    const page = await open(screens[where]);
    await neutralPage(page);
    if (where === 'form') {
      await page.getByLabel('Titre').click();
      await page.keyboard.type('Manteaux');
    }
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
    await hasLeft(page);
  }
});

scenario('nothing leaves by accident: slowly, held down, in between letters, or while composing', suite, async ({ open }) => {
  const page = await open(screens.form);
  let left = false;
  await page.route(neutral, (route) => { left = true; return route.abort(); });
  await page.getByLabel('Titre').click();
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(600);
  }
  await page.waitForTimeout(1100);
  await page.keyboard.down('Escape');
  for (let i = 0; i < 6; i++) await page.keyboard.down('Escape');  // as a key that is held down repeats
  await page.keyboard.up('Escape');
  await page.waitForTimeout(1100);
  for (const letter of 'abc') {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press(letter);
  }
  await page.waitForTimeout(1100);
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'かな', selectionStart: 2, selectionEnd: 2 });
  await page.evaluate(() => {
    for (let i = 0; i < 4; i++) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }));
  });
  await page.waitForTimeout(300);
  assert.equal(left, false);
  assert.match(await page.getByLabel('Titre').inputValue(), /^abc/);
});

scenario('what was typed is out of sight, and so are the pages before', suite, async ({ open, server }) => {
  const page = await open('/');
  await neutralPage(page);
  await page.getByRole('link', { name: 'Créer' }).click();
  await page.getByLabel('Titre').fill('Un secret');
  await page.getByRole('link', { name: 'Compte' }).click();
  await page.getByLabel('E-mail ou téléphone').fill('zoe@exemple.test');
  await page.waitForTimeout(700);  // the drafts are stored by now
  assert.match(await page.evaluate(() => JSON.stringify({ ...localStorage })), /Un secret/);
  const entries = await page.evaluate(() => history.length);
  await exits(page).click();
  await hasLeft(page);
  assert.equal(await page.evaluate(() => history.length), entries, 'the entry was replaced, none was added');

  // One step back lies a page of ours that was there before: it leads away again.
  await page.goBack();
  await hasLeft(page);

  // Somebody who looks the site up in the same tab finds nothing.
  await page.goto(`${server.url}/actions/nouvelle`);
  await clientReady(page);
  await settled(page);
  assert.equal(await page.getByLabel('Titre').inputValue(), '');
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.title])), /secret|zoe@/);
  await page.goto(`${server.url}/connexion`);
  await clientReady(page);
  assert.equal(await page.getByLabel('E-mail ou téléphone').inputValue(), '');
});

scenario('what was published but not yet sent is not lost by leaving', suite, async ({ open, server }) => {
  const page = await open('/');
  await neutralPage(page);
  await page.evaluate(() => localStorage.setItem('entourage.0.outbox', 'kept'));
  await exits(page).click();
  await hasLeft(page);
  await page.route(`${server.url}/**`, (route) => route.fulfill({ body: '<title>x</title>', contentType: 'text/html' }));
  await page.goto(server.url);
  assert.equal(await page.evaluate(() => localStorage.getItem('entourage.0.outbox')), 'kept');
});
