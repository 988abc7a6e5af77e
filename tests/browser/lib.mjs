// Shared by the browser tests: a server on a free port with a database of its own, Chromium, pages that fail the test when
// anything goes wrong in them. Environment: ENTOURAGE_SERVER, ENTOURAGE_ASSETS (built things), CHROMIUM, HEADED;
// ENTOURAGE_URL: a server that runs already, instead of a new one a file.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const serverPath = process.env.ENTOURAGE_SERVER ?? path.join(root, 'build/native-release/entourage-server');
export const assetsPath = process.env.ENTOURAGE_ASSETS ?? path.join(root, 'build/web-release');

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// A running server: { url, stop(), kill(), restart(), database }. `world`: load the demonstration; `args`: of serve.
export async function startServer({ world = true, port, folder, args = [] } = {}) {
  if (process.env.ENTOURAGE_URL && args.length === 0) return { url: process.env.ENTOURAGE_URL, stop() {} };
  assert.ok(existsSync(serverPath), `${serverPath} is not there: run script/setup`);
  const own = folder ?? mkdtempSync(path.join(os.tmpdir(), 'entourage-browser-'));
  const database = `sqlite:${path.join(own, 'entourage.db')}`;
  const at = port ?? await freePort();
  const extra = [...args, ...(world ? ['--demo', path.join(root, 'assets/demo/world.json')] : [])];
  let child = null;

  async function run() {
    child = spawn(serverPath, ['serve', '--dev', '--port', String(at), '--database', database, '--assets', assetsPath, ...extra],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    await new Promise((resolve, reject) => {
      const hear = (bytes) => {
        said += bytes;
        if (/listening on http/.test(said)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', (code) => reject(new Error(`the server stopped (${code}):\n${said}`)));
      setTimeout(() => reject(new Error(`the server does not listen after 30 s:\n${said}`)), 30_000).unref();
    });
  }

  function end(signal) {
    return new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', resolve);
      child.kill(signal);
    });
  }

  await run();
  return {
    url: `http://127.0.0.1:${at}`,
    database,
    kill: () => end('SIGKILL'),
    restart: run,
    async stop() {
      await end('SIGTERM');
      if (!folder) rmSync(own, { recursive: true, force: true });
    },
  };
}

function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
}

export function launch(more = []) {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: !process.env.HEADED,
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...more],
  });
}

// What software rendering says of itself is not ours.
const kNotOurs = /GL Driver Message|GPU stall|Automatic fallback to software WebGL/;

// A page of a context of its own. page.problems holds all that went wrong in it: console errors and warnings, uncaught
// errors, reports of the content security policy, requests to other origins.
// `at`: what the page's clock says when it is opened; it goes on from there.
export async function openPage(browser, url, { at, ...options } = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', ...desktop, ...options });
  const page = await context.newPage();
  if (at) await page.addInitScript((wanted) => {
    const clock = Date.now.bind(Date), ahead = wanted - clock();
    Date.now = () => clock() + ahead;
  }, Date.parse(at));
  const problems = [];
  page.problems = problems;
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !kNotOurs.test(text)) problems.push(`console ${message.type()}: ${text}`);
    if (text.startsWith('policy violated: ')) problems.push(text);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const target = request.url();
    if (/^https?:/.test(target) && new URL(target).origin !== new URL(url).origin) problems.push(`leaves the origin: ${target}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.log(`policy violated: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(url);
  return page;
}

// The client has taken over and the map has drawn.
export async function clientReady(page) {
  await page.waitForSelector('html[data-client="running"]', { state: 'attached', timeout: 60_000 });
  await page.evaluate(() => window.entourage.ready);
}

// Nothing is drawn for a while: motion and loading are over.
export async function settled(page, quiet_ms = 250) {
  await page.evaluate(() => { window.lastFrames = undefined; });
  await page.waitForFunction((quiet) => {
    const now = performance.now();
    const frames = window.entourage.statistic(0);
    const last = (window.lastFrames ??= { frames, at: now });
    if (last.frames !== frames) window.lastFrames = { frames, at: now };
    return now - window.lastFrames.at > quiet;
  }, quiet_ms, { polling: 50, timeout: 30_000 });
}

export async function openClient(browser, url, options) {
  const page = await openPage(browser, url, options);
  await clientReady(page);
  await settled(page);
  return page;
}

// What the tests of a file share, from before the first to after the last: { server, browser }, and what prepare(suite) adds.
export function shared(prepare = () => {}) {
  const suite = {};
  before(async () => {
    suite.server = await startServer();
    suite.browser = await launch();
    await prepare(suite);
  });
  after(async () => {
    await suite.browser?.close();
    await suite.server?.stop();
  });
  return suite;
}

// A server whose database a command of the same program has filled: fill(the flags that name the database, its folder).
export function filled(fill) {
  const suite = {};
  before(async () => {
    suite.folder = mkdtempSync(path.join(os.tmpdir(), 'entourage-filled-'));
    execFileSync(serverPath, fill(['--database', `sqlite:${path.join(suite.folder, 'entourage.db')}`], suite.folder), { stdio: 'ignore' });
    suite.server = await startServer({ folder: suite.folder, world: false });
    suite.browser = await launch();
  });
  after(async () => {
    await suite.browser?.close();
    await suite.server?.stop();
    rmSync(suite.folder, { recursive: true, force: true });
  });
  return suite;
}

// The same with places of the test's own: { name, lat, lon, category, … as imports name them }.
export function imported(places) {
  return filled((database, folder) => {
    const features = places.map(({ lat, lon, ...properties }) => ({
      type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { source: 'exemple', source_id: properties.name, ...properties },
    }));
    const file = path.join(folder, 'places.geojson');
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
    return ['import', 'places', file, ...database];
  });
}

// A test with pages; each page's problems fail it at its end. open(path, options) opens one, ready for input.
export function scenario(name, suite, body) {
  test(name, async (t) => {
    const pages = [];
    const open = async (where = '/', options = {}) => {
      const page = await openClient(suite.browser, suite.server.url + where, options);
      pages.push(page);
      return page;
    };
    try {
      await body({ open, t, ...suite });
      assert.deepEqual(pages.flatMap((page) => page.problems), []);
    } finally {
      for (const page of pages) await page.context().close();
    }
  });
}

// The words of what is cut off at the left or the right of the window; what scrolls sideways may be.
export const sidewaysOutside = (page) => page.locator('#mirror .n').evaluateAll((all) => all
  .filter((e) => e.checkVisibility() && !e.closest('[data-axis="x"]') && e.dataset.look !== 'skip')
  .map((e) => [e.textContent.slice(0, 40), e.getBoundingClientRect()])
  .filter(([, r]) => r.width > 0 && (r.left < -1 || r.right > innerWidth + 1)).map(([text]) => text));

export const button = (page, name) => page.getByRole('button', { name, exact: true });
// Of a filter, whatever it counts: "Se nourrir (42)".
export const chip = (page, name) => page.getByRole('button', { name: new RegExp(`^${name}( \\(\\d[\\d\\s]*\\))?$`) });
export const frames = (page) => page.evaluate(() => window.entourage.statistic(0));
