// The elements are the input: typing, focus and scrolling are the browser's own, and the page at rest is at rest.
import assert from 'node:assert/strict';
import { fingers, kList, markersHere, operations, spritesPaintedBy } from './hands.mjs';
import { frames, launch, openClient, phone, scenario, settled, shared } from './lib.mjs';

const suite = shared();

const contact = (page) => page.getByLabel('E-mail ou téléphone');

scenario('a page at rest draws no frame and writes no element', suite, async ({ open }) => {
  const page = await open('/');
  await markersHere(page);
  await spritesPaintedBy(page, 'webgl2');
  await page.evaluate(() => {
    window.writes = 0;
    new MutationObserver((list) => { window.writes += list.length; })
      .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  // The base map may still be painting.
  for (let writes = -1; writes !== await page.evaluate(() => window.writes);) {
    writes = await page.evaluate(() => window.writes);
    await page.waitForTimeout(700);
  }
  await page.evaluate(() => { window.writes = 0; });
  const drawn = await frames(page);
  const markerDraws = await page.evaluate(() => window.entourage.markers.draws);
  await page.waitForTimeout(3000);
  assert.equal(await frames(page), drawn);
  assert.equal(await page.evaluate(() => window.writes), 0);
  assert.equal(await page.evaluate(() => window.entourage.markers.draws), markerDraws);
});

scenario('typing: accents, dead keys, composition, paste, undo', suite, async ({ open }) => {
  const page = await open('/connexion', { permissions: ['clipboard-read', 'clipboard-write'] });
  const keyboard = await page.context().newCDPSession(page);
  const field = contact(page);
  await field.click();

  await page.keyboard.type('Zoé é€ç œ', { delay: 15 });
  assert.equal(await field.inputValue(), 'Zoé é€ç œ');

  // A dead key: the accent stands alone, then becomes a letter.
  for (const text of ['^', 'ê']) await keyboard.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
  await keyboard.send('Input.insertText', { text: 'ê' });
  assert.match(await field.inputValue(), /œê$/);

  // An input method: what is being composed stays while frames are drawn.
  await keyboard.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await page.waitForTimeout(100);
  assert.match(await field.inputValue(), /êにほん$/);
  await keyboard.send('Input.insertText', { text: '日本' });
  assert.match(await field.inputValue(), /ê日本$/);

  await page.evaluate(() => navigator.clipboard.writeText(' | collé « €'));
  await page.keyboard.press('Control+V');
  assert.match(await field.inputValue(), /collé « €$/);
  await page.keyboard.press('Control+Z');
  assert.doesNotMatch(await field.inputValue(), /collé/);
  await page.keyboard.press('Control+Shift+Z');
  assert.match(await field.inputValue(), /collé « €$/);
});

scenario('what is typed is never written back', suite, async ({ open }) => {
  const page = await open('/connexion');
  const field = contact(page);
  await field.click();
  await settled(page);
  await field.evaluate((input) => {
    window.echoes = 0;
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    Object.defineProperty(input, 'value', { get() { return value.get.call(this); }, set(text) { window.echoes++; value.set.call(this, text); } });
  });
  const before = await operations(page);
  await page.keyboard.type('abcdefghij', { delay: 30 });
  await settled(page);
  assert.equal(await page.evaluate(() => window.echoes), 0);
  assert.equal(await operations(page), before);
});

scenario('fields say what they are for', suite, async ({ open }) => {
  const page = await open('/connexion', phone);
  const field = contact(page);
  assert.match(await field.getAttribute('autocomplete'), /username|email|tel/);
  // Sixteen px at least, or phones zoom in when a field takes the focus.
  assert.ok(await field.evaluate((input) => parseFloat(getComputedStyle(input).fontSize)) >= 16);
});

scenario('Tab follows the order of reading, and the focus is seen', suite, async ({ open }) => {
  const page = await open('/');
  await markersHere(page);
  const seen = [];
  for (let i = 0; i < 16; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const box = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      return {
        name: e.getAttribute('aria-label') ?? e.textContent, x: box.x, y: box.y, inMap: Boolean(e.closest('#map-region')),
        ring: style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0,
      };
    });
    if (!at) break;
    assert.ok(at.ring >= 3, `no ring around ${at.name}`);
    seen.push(at);
  }
  assert.ok(seen.length >= 10, 'Tab reaches the interface');
  // The panels come before the map, and within the panel what is above comes first.
  const panel = seen.filter(({ inMap, x }) => !inMap && x >= 88);
  for (let i = 1; i < panel.length; i++) assert.ok(panel[i].y >= panel[i - 1].y - 1 || panel[i].x > panel[i - 1].x, `${panel[i].name} comes after ${panel[i - 1].name}`);
});

scenario('scrolling is the browser’s: most steps write nothing', suite, async ({ open }) => {
  const page = await open('/');
  await markersHere(page);
  const list = page.locator(kList).first();
  const steps = [];
  for (let i = 0; i < 12; i++) {
    const before = await operations(page);
    await list.evaluate((e) => { e.scrollTop += 20; });
    await page.waitForTimeout(60);
    steps.push(await operations(page) - before);
  }
  assert.ok(steps.filter((n) => n === 0).length >= 8, `operations a step: ${steps}`);
});

scenario('the sheet follows its handle, and answers to keys', suite, async ({ open }) => {
  const page = await open('/', phone);
  const handle = page.locator('button.handle');
  const top = async () => (await handle.boundingBox()).y;
  const start = await top();
  const box = await handle.boundingBox();
  const hand = await fingers(page);
  await hand.drag({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, { x: 0, y: -220 });
  await settled(page);
  const high = await top();
  assert.ok(high < start - 60, `from ${start} to ${high}`);
  await handle.focus();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.notEqual(await top(), high);
});

scenario('links are links: another tab stays the browser’s, a click does not load a page', suite, async ({ open }) => {
  const page = await open('/');
  const link = page.locator(`${kList} a.n`).first();
  assert.match(await link.getAttribute('href'), /^\/(lieux|actions)\//);
  const [popup] = await Promise.all([page.context().waitForEvent('page'), link.click({ modifiers: ['Control'] })]);
  await popup.close();
  assert.equal(new URL(page.url()).pathname, '/');
  await page.evaluate(() => { window.sameDocument = true; });
  await link.click();
  await page.waitForURL(/\/(lieux|actions)\//);
  await settled(page);
  assert.ok(await page.evaluate(() => window.sameDocument));
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/');
  assert.ok(await page.evaluate(() => window.sameDocument));
});

scenario('a translated page shows its words; so do forced colours', suite, async ({ open }) => {
  const page = await open('/');
  await page.evaluate(() => document.documentElement.classList.add('translated-ltr'));
  await page.waitForSelector('html[data-mode="text"]');
  await page.waitForTimeout(300);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.evaluate(() => document.documentElement.classList.remove('translated-ltr'));
  await page.waitForSelector('html[data-mode="paint"]');

  const forced = await open('/', { forcedColors: 'active' });
  assert.equal(await forced.evaluate(() => document.documentElement.dataset.mode), 'text');
});

scenario('mode texte fits 320 px', suite, async ({ open }) => {
  const page = await open('/', { forcedColors: 'active', viewport: { width: 320, height: 256 } });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

scenario('a lost drawing context: words at once, the picture when it is back', suite, async ({ open }) => {
  const page = await open('/');
  await page.evaluate(() => {
    window.loss = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.loss.loseContext();
  });
  await page.waitForSelector('html[data-mode="text"]');
  assert.ok(await page.locator('#mirror h1').first().isVisible());
  await page.evaluate(() => window.loss.restoreContext());
  await page.waitForSelector('html[data-mode="paint"]');
  await settled(page);
  page.problems.length = 0;  // the browser speaks of the loss
});

scenario('without WebGL: mode texte by itself, and forms work', suite, async ({ t }) => {
  const plain = await launch(['--disable-gpu', '--disable-3d-apis']);
  t.after(() => plain.close());
  const page = await openClient(plain, `${suite.server.url}/connexion`);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), 'text');
  await contact(page).fill('a@example.org');
  assert.equal(await contact(page).inputValue(), 'a@example.org');
});

scenario('without JavaScript: the server’s page', suite, async () => {
  const context = await suite.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(suite.server.url);
  assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
  await context.close();
});

scenario('leaving quickly leaves nothing behind', suite, async ({ open }) => {
  const page = await open('/');
  await page.route('https://meteofrance.com/**', (route) => route.fulfill({ body: 'Météo', contentType: 'text/html; charset=utf-8' }));
  await page.getByText('Quitter vite', { exact: true }).first().click();
  await page.waitForURL('https://meteofrance.com/**');
  page.problems.length = 0;  // leaving the origin is what was asked
});
