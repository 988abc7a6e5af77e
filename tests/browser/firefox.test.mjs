// The same page in Firefox: it paints, a filter filters, a place opens, typing types, and at rest nothing moves. Needs a
// display (xvfb-run): without one Firefox has no WebGL.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { startServer } from './lib.mjs';
import { readPng } from './png.mjs';

const firefoxPath = () => process.env.FIREFOX ?? execFileSync('sh', ['-c', 'command -v firefox-esr']).toString().trim();
const named = (role, name) => `::-p-aria([name="${name}"][role="${role}"])`;

// A stream that ends because the page is left.
const kNotOurs = /stream\S* was interrupted while the page was loading/;

let browser, server, page;
const problems = [];
before(async () => {
  server = await startServer();
  browser = await puppeteer.launch({
    browser: 'firefox', executablePath: firefoxPath(), headless: false, env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' },
    // The window's own size: older Firefox knows no commands for another.
    defaultViewport: null, args: ['--width=1280', '--height=900'],
    extraPrefsFirefox: { 'webgl.force-enabled': true, 'app.update.enabled': false, 'intl.accept_languages': 'fr' },
  });
  page = await browser.newPage();
  const wrong = (text) => { if (!kNotOurs.test(text)) problems.push(text); };
  page.on('pageerror', (error) => wrong(error.message));
  page.on('console', (message) => { if (message.type() === 'error') wrong(message.text()); });
  await page.goto(server.url);
  await page.waitForSelector('html[data-client="running"]', { timeout: 60_000 });
  await page.evaluate(() => window.entourage.ready);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const click = async (selector) => (await page.waitForSelector(selector, { timeout: 30_000 })).click();
const frames = () => page.evaluate(() => window.entourage.statistic(0));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Asks until it is so: page.waitForFunction evaluates text, which the page's policy forbids.
async function until(question) {
  for (const end = Date.now() + 30_000; !(await page.evaluate(question)); await pause(100)) assert.ok(Date.now() < end, `never: ${question}`);
}

test('the panel and the map are painted', async () => {
  await page.waitForSelector('.pane.n a, .pane.n button');
  await pause(1500);
  const picture = readPng(Buffer.from(await page.screenshot()));
  const colours = new Set();
  for (let x = 100; x < picture.width; x += 7) for (let y = 20; y < picture.height; y += 7) colours.add(picture.at(x, y).join());
  assert.ok(colours.size > 60, `only ${colours.size} colours`);
});

test('a filter filters, a place opens and its heading is there', async () => {
  await click(named('button', 'Se nourrir'));
  await until(() => location.search.includes('voir=se-nourrir'));
  await until(() => [...document.querySelectorAll('.scroller a')].some((a) => a.textContent.includes('Se nourrir')));
  await page.evaluate(() => [...document.querySelectorAll('.scroller a')].find((a) => a.textContent.includes('Se nourrir')).click());
  await until(() => /^\/lieux\/[0-9a-f-]{36}$/.test(location.pathname));
  await until(() => document.querySelector('h1')?.textContent.length > 3);
});

test('a field takes accents', async () => {
  await page.goto(`${server.url}/connexion`);
  await page.waitForSelector('html[data-client="running"]', { timeout: 60_000 });
  const field = await page.waitForSelector('input');
  await field.type('zoé@exemple.test');
  assert.equal(await field.evaluate((element) => element.value), 'zoé@exemple.test');
});

test('at rest nothing is drawn, and nothing went wrong', async () => {
  await pause(2000);
  const before = await frames();
  await pause(3000);
  assert.equal(await frames(), before);
  assert.deepEqual(problems, []);
});
