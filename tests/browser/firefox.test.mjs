// The same page in Firefox: it paints, the whole journey passes, and at rest nothing moves. Needs a display (xvfb-run):
// without one Firefox has no WebGL. Driven by what older Firefox knows too, so with few words of puppeteer's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { freePoint, mapCentre } from './hands.mjs';
import { startServer } from './lib.mjs';
import { found, latestCode } from './people.mjs';
import { differences, readPng } from './png.mjs';

const firefoxPath = () => process.env.FIREFOX ?? execFileSync('sh', ['-c', 'command -v firefox-esr']).toString().trim();
const title = 'Dons de manteaux d’hiver';

const kPatience_ms = 60_000;  // all is drawn by the processor here

// A stream that ends because the page is left.
const kNotOurs = /stream\S* was interrupted while the page was loading/;

let browser, server;
const problems = [];
before(async () => {
  server = await startServer();
  browser = await puppeteer.launch({
    browser: 'firefox', executablePath: firefoxPath(), headless: false, env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' },
    // The window's own size: older Firefox knows no commands for another.
    defaultViewport: null, args: ['--width=1280', '--height=900'],
    extraPrefsFirefox: { 'webgl.force-enabled': true, 'app.update.enabled': false, 'intl.accept_languages': 'fr' },
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Asks until it is so: page.waitForFunction evaluates text, which the page's policy forbids.
async function until(page, question, ...about) {
  for (const end = Date.now() + kPatience_ms; !(await page.evaluate(question, ...about)); await pause(50)) {
    assert.ok(Date.now() < end, `never: ${question} ${about}`);
  }
}

async function ready(page) {
  await page.waitForSelector('html[data-client="running"]', { timeout: 60_000 });
  await page.evaluate(() => window.entourage.ready);
}

// A window of its own: of the pages in one window Firefox draws only the one in front.
async function open(where = '/') {
  const page = await browser.newPage({ type: 'window' });
  const wrong = (text) => { if (!kNotOurs.test(text)) problems.push(text); };
  page.on('pageerror', (error) => wrong(error.message));
  page.on('console', (message) => { if (message.type() === 'error') wrong(message.text()); });
  await page.goto(server.url + where);
  await ready(page);
  return page;
}

const at = (page, path) => until(page, (wanted) => new RegExp(wanted).test(location.pathname), path);
const heading = (page, words) => until(page, (wanted) => document.querySelector('#mirror h1')?.textContent.includes(wanted), words);

// The element of the client's that begins with these words: the names of rows and choices go on with what stands below them.
async function named(page, selector, words) {
  const find = (kind, begin) => [...document.querySelectorAll(`:is(#mirror, #map) :is(${kind})`)]
    .find((e) => (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).startsWith(begin)) ?? null;
  for (const end = Date.now() + kPatience_ms; ; await pause(50)) {
    const found = (await page.evaluateHandle(find, selector, words)).asElement();
    if (found) return found;
    assert.ok(Date.now() < end, `never there: ${selector} "${words}"`);
  }
}

const click = async (page, selector, words) => (await named(page, selector, words)).click();

// Into the field of that label, key by key.
async function type(page, label, words) {
  const field = await named(page, 'input, textarea', label);
  await field.click();
  await page.keyboard.type(words);
  assert.equal(await field.evaluate((element) => element.value), words);
}

// What is proposed is few enough for a row each, however far away: a long list has only those in sight.
const kProposed = '/?voir=propositions';
const listed = (page, words) => until(page, (wanted) => [...document.querySelectorAll('a')].some((a) => a.textContent.includes(wanted)), words);

async function filterOpenAndReturn(page) {
  await click(page, 'button', 'Se nourrir');
  await until(page, () => location.search.includes('voir=se-nourrir'));
  await until(page, () => [...document.querySelectorAll('.scroller li a')].every((a) => a.textContent.includes('Se nourrir')));
  const name = await page.evaluate(() => document.querySelector('.scroller li a').textContent.split(',')[0]);
  await click(page, '.scroller li a', name);
  await at(page, '^/lieux/[0-9a-f-]{36}$');
  await heading(page, name);
  await page.evaluate(() => history.back());
  await at(page, '^/$');
  await click(page, 'button', 'Tout');
  await until(page, () => !location.search.includes('voir='));
}

// Fills the form of a new action up to its last button, with the map moved to where it is.
async function writeAction(page, called) {
  await click(page, 'a', 'Créer');
  await at(page, '^/actions/nouvelle$');
  await click(page, '[role=radio]', 'Proposer');
  await click(page, '[role=radio]', 'Vêtement');
  await type(page, 'Titre', called);
  await type(page, 'Quelques mots de plus (si vous voulez)', 'Trois manteaux, taille M à XL. À bientôt, Zoé');
  await click(page, 'button', 'Continuer');
  await heading(page, 'Où');
  await until(page, () => window.entourage.map.getZoom() === 16);
  const centre = await mapCentre(page);
  const { x, y } = await freePoint(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y - 40, { steps: 6 });
  await page.mouse.up();
  assert.notEqual(await mapCentre(page), centre, 'the map goes with the mouse');
}

// From the sign-in screen to an account of its own.
async function signIn(page, to, firstName) {
  await type(page, 'E-mail ou téléphone', to);
  await page.keyboard.press('Enter');
  await named(page, 'input', 'Code reçu');
  await type(page, 'Code reçu', await latestCode(server.url, to));
  await page.keyboard.press('Enter');
  await type(page, 'Prénom', firstName);
  await click(page, '[role=radio]', 'Donner un coup de main');
  await click(page, 'button', 'Entrer');
}

test('the panel and the map are painted', async () => {
  const page = await open();
  await page.waitForSelector('.pane.n a, .pane.n button');
  const colours = new Set();
  for (const end = Date.now() + kPatience_ms; colours.size <= 60; await pause(500)) {
    assert.ok(Date.now() < end, `only ${colours.size} colours`);
    const picture = readPng(Buffer.from(await page.screenshot()));
    colours.clear();
    for (let x = 100; x < picture.width; x += 7) for (let y = 20; y < picture.height; y += 7) colours.add(picture.at(x, y).join());
  }
  await page.close();
});

test('the markers are painted by WebGL, the same by Canvas 2D while its context is lost', async () => {
  const page = await open();
  const paintedBy = (painter) => until(page, (name) => window.entourage.markers.painter === name, painter);
  // Of the map: the list's scroll bar comes and goes.
  const apart = (a, b, most) => differences(a, b, most, 520);
  // Two pictures in a row that are the same.
  const picture = async () => {
    const take = async () => readPng(Buffer.from(await page.screenshot()));
    let last = await take();
    for (const end = Date.now() + kPatience_ms; ; await pause(500)) {
      const next = await take();
      if (apart(last, next, 0) === 0) return next;
      assert.ok(Date.now() < end, 'it draws on and on');
      last = next;
    }
  };
  await page.waitForSelector('.pane.n a, .pane.n button');
  await paintedBy('webgl2');
  const byWebgl = await picture();
  await page.evaluate(() => {
    window.lost = document.querySelector('.marker-canvas:not([hidden])').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lost.loseContext();
  });
  await paintedBy('2d');
  assert.equal(apart(byWebgl, await picture(), 2), 0);
  await page.evaluate(() => window.lost.restoreContext());
  await paintedBy('webgl2');
  assert.equal(apart(byWebgl, await picture(), 2), 0);
  await page.evaluate(() => { document.querySelector('.marker-canvas:not([hidden])').hidden = true; });
  assert.ok(apart(byWebgl, await picture(), 2) > 5000, 'without them it looks otherwise');
  await page.close();
});

test('one filters, opens a place, writes, signs in, publishes, and another page shows it without being reloaded', async () => {
  const watcher = await open(kProposed);
  const page = await open();
  await filterOpenAndReturn(page);
  await writeAction(page, title);
  await click(page, 'button', 'Se connecter et publier');
  await at(page, '^/connexion$');
  await signIn(page, 'zoe@exemple.test', 'Zoé');
  await at(page, '^/actions/nouvelle$');
  await named(page, 'button', 'Publier');
  assert.ok(!(await watcher.evaluate((words) => document.body.textContent.includes(words), title)));
  await watcher.evaluate(() => { window.notReloaded = true; });
  await click(page, 'button', 'Publier');
  await heading(page, title);
  await listed(watcher, title);
  assert.ok(await watcher.evaluate(() => window.notReloaded));
  await page.close();
  await watcher.close();
});

test('what is published while the server is gone arrives exactly once when it is back', async () => {
  const called = 'Un thermos à partager';
  let page = await open();  // signed in already: the browser is the same
  await writeAction(page, called);
  await named(page, 'button', 'Publier');
  await server.kill();
  await click(page, 'button', 'Publier');
  await heading(page, called);
  await page.close();  // with its command still unsent
  await server.restart();
  page = await open(kProposed);
  await listed(page, called);
  await pause(3000);
  assert.equal((await found(server.url, 'thermos partager')).filter((item) => item.title === called).length, 1);
  await page.close();
});

test('a page comes to rest, where nothing is drawn, and nothing went wrong', async () => {
  const page = await open('/connexion');
  const frames = () => page.evaluate(() => window.entourage.statistic(0));
  const end = Date.now() + kPatience_ms;
  for (let before; before !== await frames(); await pause(3000)) {
    assert.ok(Date.now() < end, 'it draws on and on');
    before = await frames();
  }
  assert.deepEqual(problems, []);
});
