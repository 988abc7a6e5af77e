// Pictures of the screens, to be looked at; no test compares them. `node tests/browser/pictures.mjs` renews those of
// docs/screenshots; with `--design FOLDER`, where the design's pictures are, also those of docs/design-comparison: the design's
// at the left, ours at the right. `--all FOLDER` takes every screen instead (or those that are named after it), at four sizes, in
// light, in dark and in mode texte.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { button, desktop, launch, openClient, phone, root, settled, startServer } from './lib.mjs';
import { found, latestCode, mode } from './people.mjs';

const { values: asked, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'string' }, design: { type: 'string' } },
});

const sizes = {
  phone: { ...phone, deviceScaleFactor: 1 }, 'phone-2x': phone, desktop: { ...desktop, deviceScaleFactor: 1 }, 'desktop-2x': { ...desktop, deviceScaleFactor: 2 },
};
const looks = { light: {}, dark: { colorScheme: 'dark' }, contrast: { contrast: 'more' }, text: {} };

// --- the screens: where each is, and what is done there before the picture

const goOn = (page) => page.getByRole('button', { name: 'Continuer', exact: true }).click();

// An address of its own for every picture: an address is sent only so many codes.
let people = 0;
const newMail = () => `personne-${people++}@exemple.test`;
const newPhone = () => `06 39 98 12 ${34 + people++}`;  // 06 39 98 …: numbers that are nobody's

async function askForCode(page, { url }, to = newMail()) {
  await page.getByLabel('E-mail ou téléphone').fill(to);
  await goOn(page);
  await page.getByLabel('Code reçu').waitFor();
  return () => latestCode(url, to);
}

async function giveCode(page, server) {
  const code = await askForCode(page, server);
  await page.getByLabel('Code reçu').fill(await code());
  await goOn(page);
  await page.getByLabel('Prénom').fill('Maïa');
  await page.getByRole('radio', { name: /Donner un coup de main/ }).click();
}

async function signIn(page, server) {
  await giveCode(page, server);
  await button(page, 'Entrer').click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto(`${server.url}/connexion`);
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
}

async function writeAction(page, title = 'Un petit réchaud') {
  await page.getByRole('radio', { name: /^Demander/ }).click();
  await page.getByRole('radio', { name: /^Équipement/ }).click();
  await page.getByLabel('Quelques mots de plus').fill('Pour un café le matin, ça change la journée.');
  await page.getByLabel('Titre').fill(title);
}

async function screensOf({ url }) {
  const in_paris = (items, title) => items.find((item) => item.title === title && Math.abs(item.lat - 48.87) < 0.1).id;
  const place = in_paris(await found(url, 'halte de nuit'), 'La Halte de nuit');
  const action = in_paris(await found(url, 'courriers'), 'Apprendre à lire mes courriers');
  return {
    home: { at: '/' },
    place: { at: `/lieux/${place}` },
    action: { at: `/actions/${action}` },
    form: { at: '/actions/nouvelle' },
    'form-mistake': {
      at: '/actions/nouvelle',
      async prepare(page) {
        await writeAction(page, 'Un petit réchaud 06 39 98 12 34');
        await goOn(page);
        await page.getByText(/On dirait un numéro de téléphone/).first().waitFor();
        await page.getByLabel('Titre', { exact: true }).focus();
      },
    },
    'form-where': {
      at: '/actions/nouvelle',
      async prepare(page) {
        await writeAction(page);
        await goOn(page);
        await page.getByRole('heading', { name: 'Où ?' }).waitFor();
      },
    },
    signin: { at: '/connexion' },
    'signin-code': {
      at: '/connexion',
      async prepare(page, server) {
        await askForCode(page, server, newPhone());
        await page.getByLabel('Code reçu').pressSequentially('407');
      },
    },
    'signin-profile': { at: '/connexion', prepare: giveCode },
    account: { at: '/connexion', prepare: signIn },
    settings: { at: '/reglages' },
    unknown: { at: '/nulle-part' },
  };
}

// --- taking

// The base map's tiles come one by one.
const mapIsDrawn = (page) => page.waitForFunction(() => {
  let drawn = true;
  window.entourage.map.eachLayer((layer) => { drawn = drawn && !layer.isLoading?.(); });
  return drawn;
});

async function take(studio, screen, size, look) {
  const { at, prepare } = studio.screens[screen];
  const page = await openClient(studio.browser, studio.server.url + at, { ...sizes[size], ...looks[look], reducedMotion: 'reduce' });
  try {
    if (look === 'text') {
      await page.getByRole('button', { name: 'Mode texte', exact: true }).first().press('Enter');
      await page.waitForFunction(() => document.documentElement.dataset.mode === 'text');
      await page.evaluate(() => document.activeElement.blur());
    }
    await prepare?.(page, studio.server);
    await page.mouse.move(0, 300);  // where nothing is to be pointed at
    await page.locator('[data-look="toast"]').waitFor({ state: 'detached' });
    if (await mode(page) === 'paint') await mapIsDrawn(page);
    await settled(page, 600);
    return await page.screenshot();
  } finally {
    await page.context().close();
  }
}

async function takeAll(studio, folder) {
  mkdirSync(folder, { recursive: true });
  for (const screen of named.length ? named : Object.keys(studio.screens))
    for (const size of Object.keys(sizes))
      for (const look of ['light', 'dark', 'text']) {
        const file = path.join(folder, `${screen}-${size}-${look}.png`);
        writeFileSync(file, await take(studio, screen, size, look));
        console.log(file);
      }
}

// Those that the README shows: phones at the density they have.
async function renewScreenshots(studio) {
  for (const screen of ['home', 'place', 'action', 'form', 'signin'])
    for (const [device, size] of [['desktop', 'desktop'], ['phone', 'phone-2x']]) {
      const file = path.join(root, 'docs/screenshots', `${screen}-${device}.png`);
      writeFileSync(file, await take(studio, screen, size, 'light'));
      console.log(file);
    }
}

// --- beside the design

// The design's pictures that have a screen of ours: which, at what size, in which look.
const counterparts = {
  a_home_desktop: ['home', 'desktop', 'light'],
  a_home_desktop_dark: ['home', 'desktop', 'dark'],
  a_home_phone: ['home', 'phone-2x', 'light'],
  a_home_phone_dark: ['home', 'phone-2x', 'dark'],
  a_home_phone_contrast: ['home', 'phone-2x', 'contrast'],
  b_action_desktop: ['action', 'desktop', 'light'],
  b_action_desktop_dark: ['action', 'desktop', 'dark'],
  b_action_phone: ['action', 'phone-2x', 'light'],
  b_action_phone_dark: ['action', 'phone-2x', 'dark'],
  c_form_desktop: ['form-mistake', 'desktop', 'light'],
  c_form_phone: ['form-mistake', 'phone-2x', 'light'],
  g_place_desktop: ['place', 'desktop', 'light'],
  g_place_phone: ['place', 'phone-2x', 'light'],
  h_signin_desktop: ['signin-code', 'desktop', 'light'],
  h_signin_phone: ['signin-code', 'phone-2x', 'light'],
  i_text_desktop: ['home', 'desktop', 'text'],
  i_text_phone: ['home', 'phone-2x', 'text'],
};

const kQuality = 80;  // of JPEG

async function sideBySide(browser, left, right, height) {
  const page = await browser.newPage({ viewport: { width: 2400, height: 1200 } });
  try {
    const image = (png) => `<img height="${height}" src="data:image/png;base64,${png.toString('base64')}">`;
    await page.setContent(`<style>body { margin: 0 } div { display: inline-flex; gap: 12px; padding: 12px; background: #8a8a8a }</style>
      <div>${image(left)}${image(right)}</div>`, { waitUntil: 'load' });
    return await page.locator('div').screenshot({ type: 'jpeg', quality: kQuality });
  } finally {
    await page.close();
  }
}

async function renewComparison(studio, design) {
  const folder = path.join(root, 'docs/design-comparison');
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (const [name, [screen, size, look]] of Object.entries(counterparts)) {
    const theirs = readFileSync(path.join(design, `${name}.png`)), ours = await take(studio, screen, size, look);
    const both = await sideBySide(studio.browser, theirs, ours, size.startsWith('phone') ? 740 : 560);
    writeFileSync(path.join(folder, `${name}.jpg`), both);
    bytes += both.length;
    console.log(path.join(folder, `${name}.jpg`));
  }
  assert.ok(bytes < 3e6, `${bytes} bytes are more than a repository should carry for this`);
}

assert.ok(!asked.design || existsSync(asked.design), `${asked.design} is not there`);
const server = await startServer();
const browser = await launch();
try {
  const studio = { server, browser, screens: await screensOf(server) };
  if (asked.all) {
    await takeAll(studio, asked.all);
  } else {
    await renewScreenshots(studio);
    if (asked.design) await renewComparison(studio, asked.design);
  }
} finally {
  await browser.close();
  await server.stop();
}
