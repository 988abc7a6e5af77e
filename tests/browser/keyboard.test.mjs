// The whole journey by keyboard alone. No mouse, no click: Tab, arrows, Enter, Space, Escape, and letters.
import assert from 'node:assert/strict';
import { markersHere } from './hands.mjs';
import { desktop, phone, scenario, settled, shared } from './lib.mjs';
import { focus, forgiveSignIn, latestCode } from './people.mjs';
import { readPng } from './png.mjs';

const suite = shared();

// What every step must leave: something has the focus, it is in view, and it is seen to have it.
async function focusIsSeen(page) {
  await settled(page);
  const at = await page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return { lost: true };
    const { x, y, width, height } = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return {
      name: (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).trim().slice(0, 60), read: /^h[1-3]$/.test(e.localName),
      ring: style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0,
      inView: x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight,
    };
  });
  assert.ok(!at.lost, 'the focus is lost');
  // A heading takes the focus to be read; there is nothing to do with it, so it needs no ring.
  if (at.read) return at.name;
  assert.ok(at.ring >= 2, `no ring around ${at.name}`);
  assert.ok(at.inView, `${at.name} is out of view`);
  return at.name;
}

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  return focusIsSeen(page);
}

// Walks by one key until something of that name, or a filter that counts behind it, has the focus.
async function walkTo(page, name, key = 'Tab', most = 60) {
  const wanted = name instanceof RegExp ? name : new RegExp(`^${name}( \\(\\d[\\d\\s]*\\))?$`);
  const seen = [];
  for (let i = 0; i < most; i++) {
    const at = await focus(page);
    if (wanted.test(at.name)) {
      await focusIsSeen(page);
      return at;
    }
    seen.push(at.name.slice(0, 30));
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${name}: ${seen.join(' | ')}`);
}

const title = 'Un coup de main au jardin';

async function filterOpenAndReturn(page) {
  await page.keyboard.press('Tab');
  await walkTo(page, 'Tout');
  await walkTo(page, 'Se nourrir', 'ArrowRight');
  await press(page, 'Space');
  await page.waitForURL(/voir=se-nourrir/);
  assert.match((await focus(page)).name, /^Se nourrir/);
  // Into the list: one stop, walked by arrows.
  for (let i = 0; i < 12 && !await page.evaluate(() => Boolean(document.activeElement.closest('main li'))); i++) await page.keyboard.press('Tab');
  const first = await focusIsSeen(page);
  const second = await press(page, 'ArrowDown');
  assert.notEqual(second, first);
  await press(page, 'Enter');
  await page.waitForURL(/\/lieux\/[0-9a-f-]{36}/);
  await settled(page);
  assert.equal((await focus(page)).tag, 'h1');
  await focusIsSeen(page);
  await page.goBack();  // Alt and the left arrow are the browser's, which has no window here
  await page.waitForURL((url) => url.pathname === '/');
  await settled(page);
  assert.equal(await focusIsSeen(page), second, 'back at the row one came from');
}

async function write(page) {
  await walkTo(page, 'Créer', 'Shift+Tab');
  await press(page, 'Enter');
  await page.waitForURL(/\/actions\/nouvelle/);
  await press(page, 'Tab');
  await walkTo(page, /^Proposer/);
  await press(page, 'Space');
  await press(page, 'ArrowDown');
  assert.match((await focus(page)).name, /^Demander/);
  await press(page, 'ArrowUp');
  await press(page, 'Tab');
  await press(page, 'Space');
  await walkTo(page, 'Titre');
  await page.keyboard.type('ab');
  await press(page, 'Enter');  // too short: the summary takes the focus, its link leads to the field
  await focusIsSeen(page);
  assert.equal((await focus(page)).look, 'errors');
  await walkTo(page, /^Titre\s: /);
  await press(page, 'Enter');
  assert.equal((await focus(page)).name, 'Titre');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(title);
  await press(page, 'Tab');
  await page.keyboard.type('Samedi matin.');
  await walkTo(page, 'Continuer');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: 'Où ?' }).waitFor();
  assert.match(await focusIsSeen(page), /^Où\s\?$/);
}

// The map is moved by arrows, and the action goes with it.
async function moveTheMap(page) {
  for (let i = 0; i < 30 && (await focus(page)).tag !== 'div'; i++) await page.keyboard.press('Tab');
  assert.ok((await focus(page)).inMap, 'the map takes the focus');
  await focusIsSeen(page);
  const middle = () => page.evaluate(() => window.entourage.map.getCenter().lng);
  const before = await middle();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await settled(page, 600);
  assert.ok(await middle() > before);
}

async function signIn(page, url, to) {
  await walkTo(page, 'E-mail ou téléphone');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code reçu').waitFor();
  await focusIsSeen(page);
  await walkTo(page, 'Code reçu');
  await page.keyboard.type(await latestCode(url, to), { delay: 20 });
  await page.keyboard.press('Enter');
  await page.getByLabel('Prénom').waitFor();
  await focusIsSeen(page);
  await walkTo(page, 'Prénom');
  await page.keyboard.type('Lou');
  await press(page, 'Tab');
  await press(page, 'Space');
  await walkTo(page, 'Entrer');
  await page.keyboard.press('Space');
}

for (const [device, options] of [['a desktop', desktop], ['a phone’s size', { ...phone, isMobile: false, hasTouch: false }]])
  scenario(`at ${device} the whole journey passes by keyboard alone`, suite, async ({ open, server }) => {
    const page = await open('/', options);
    await markersHere(page);
    await filterOpenAndReturn(page);
    await write(page);
    await moveTheMap(page);
    await walkTo(page, 'Se connecter et publier', 'Shift+Tab');
    await press(page, 'Enter');
    await page.waitForURL(/\/connexion/);
    await focusIsSeen(page);
    await signIn(page, server.url, `lou-${options.viewport.width}@exemple.test`);
    await page.waitForURL(/\/actions\/nouvelle/);
    await focusIsSeen(page);
    await walkTo(page, 'Publier');
    await press(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await focusIsSeen(page);

    // The dialog that closes it: keeps the focus inside, Escape gives it back, and afterwards it is not lost.
    await walkTo(page, 'Clore l’action');
    await press(page, 'Enter');
    await page.getByRole('dialog').waitFor();
    for (let i = 0; i < 9; i++) {
      const at = await focus(page);
      assert.ok(at.inDialog || at.lost, `outside of the dialog: ${at.name}`);  // between its ends lies the browser itself
      await page.keyboard.press(i % 3 === 2 ? 'Shift+Tab' : 'Tab');
    }
    await page.keyboard.press('Escape');
    await settled(page);
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await focusIsSeen(page), 'Clore l’action');
    await press(page, 'Enter');
    await walkTo(page, 'Cela s’est fait');
    await press(page, 'Space');
    await walkTo(page, 'Clore');
    await page.keyboard.press('Enter');
    await page.getByText('C’est fait').first().waitFor();
    await focusIsSeen(page);
    forgiveSignIn(page);
  });

scenario('what goes away while it has the focus hands it on', suite, async ({ open }) => {
  const page = await open('/connexion');
  await page.keyboard.press('Tab');
  await walkTo(page, 'E-mail ou téléphone');
  await page.keyboard.type('hello');
  await press(page, 'Enter');
  assert.equal((await focus(page)).look, 'errors');
  await walkTo(page, 'E-mail ou téléphone');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('pia@exemple.test');
  await page.keyboard.press('Enter');
  await page.getByLabel('Code reçu').waitFor();
  await focusIsSeen(page);
  // A message that is closed.
  await walkTo(page, 'Renvoyer le code');
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Fermer ce message' }).focus();  // at once: it goes by itself after a while
  await press(page, 'Enter');
  await focusIsSeen(page);
  await walkTo(page, 'Changer d’e-mail ou de numéro');
  await press(page, 'Enter');
  await page.getByLabel('E-mail ou téléphone').waitFor();
  await focusIsSeen(page);
});

for (const [device, options] of [['a desktop', desktop], ['a phone’s size', { ...phone, isMobile: false, hasTouch: false }]])
  scenario(`at ${device} a marker that takes the focus is clear of the panels`, suite, async ({ open }) => {
    const page = await open('/', options);
    await markersHere(page);
    for (let i = 0; i < 60 && !await page.evaluate(() => Boolean(document.activeElement.closest('.pane'))); i++) await page.keyboard.press('Tab');
    for (const key of ['', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Home', 'End']) {
      if (key) await page.keyboard.press(key);
      await settled(page, 500);
      const name = await focusIsSeen(page);
      const covered = await page.evaluate(() => {
        const e = document.activeElement;
        const { x, y, width, height } = e.getBoundingClientRect();
        const [left, top, right, bottom] = ['left', 'top', 'right', 'bottom'].map((side) => parseFloat(document.getElementById('map-region').style.getPropertyValue(`--inset-${side}`)) || 0);
        const out = x + width / 2 < left || y + height / 2 < top || x + width / 2 > innerWidth - right || y + height / 2 > innerHeight - bottom;
        return !e.closest('.pane') ? 'the focus left the markers' : out ? `${x} ${y} under ${left} ${top} ${right} ${bottom}` : '';
      });
      assert.equal(covered, '', `${key}: ${name}`);
    }
  });

scenario('the ring is painted: pixels change around what has the focus', suite, async ({ open }) => {
  const page = await open('/');
  await markersHere(page);
  await page.keyboard.press('Tab');
  for (const name of ['Créer', 'Tout']) {
    await walkTo(page, name);
    const box = await page.evaluate(() => { const { x, y, width, height } = document.activeElement.getBoundingClientRect(); return { x, y, width, height }; });
    const clip = { x: Math.max(0, box.x - 8), y: Math.max(0, box.y - 8), width: box.width + 16, height: box.height + 16 };
    const on = readPng(await page.screenshot({ clip }));
    await page.evaluate(() => document.activeElement.blur());
    await settled(page);
    const off = readPng(await page.screenshot({ clip }));
    let changed = 0;
    for (let x = 0; x < on.width; x++) for (let y = 0; y < on.height; y++) if (on.at(x, y).join() !== off.at(x, y).join()) changed++;
    assert.ok(changed > 2 * (box.width + box.height), `${name}: ${changed} pixels`);
  }
});
