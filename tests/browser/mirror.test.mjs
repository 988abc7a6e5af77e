// The elements are the input: typing, focus, gestures and scrolling are the browser's own, and the page at rest is at rest.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { button, frames, launch, phone, scenario, settled, startServer } from './lib.mjs';

const suite = {};
before(async () => {
  suite.server = await startServer();
  suite.browser = await launch();
});
after(async () => {
  await suite.browser?.close();
  await suite.server?.stop();
});

const kList = '.scroller.n:not([data-axis])';
const contact = (page) => page.getByLabel('E-mail ou téléphone');
const mapZoom = (page) => page.evaluate(() => window.entourage.map.getZoom());
const mapCentre = (page) => page.evaluate(() => {
  const { lat, lng } = window.entourage.map.getCenter();
  return `${lat.toFixed(5)} ${lng.toFixed(5)}`;
});
const listTop = (page) => page.locator(kList).first().evaluate((list) => list.scrollTop);
const operations = (page) => page.evaluate(() => window.entourage.mirror.operations);

// A point of the map that no panel, marker or button covers.
async function freePoint(page) {
  return page.evaluate(() => {
    const map = document.getElementById('map');
    for (let y = innerHeight * 0.3; y < innerHeight; y += 13)
      for (let x = innerWidth - 120; x > 0; x -= 17) {
        const hit = document.elementFromPoint(x, y);
        const free = [[40, 0], [-40, 0], [0, 40], [0, -40], [0, 0]].every(([dx, dy]) => {
          const near = document.elementFromPoint(x + dx, y + dy);
          return near && map.contains(near) && !near.closest('.n');
        });
        if (hit && free) return { x, y };
      }
    throw new Error('no free point of the map');
  });
}

async function middleOf(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

scenario('a page at rest draws no frame and writes no element', suite, async ({ open }) => {
  const page = await open('/');
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

scenario('the markers are one Tab stop, walked by arrows', suite, async ({ open }) => {
  const page = await open('/');
  const stops = await page.evaluate(() => [...document.querySelectorAll('.pane.n :is(a, button)')].filter((e) => e.tabIndex === 0).length);
  assert.equal(stops, 1);
  await page.locator('.pane.n :is(a, button)[tabindex="0"]').focus();
  const names = new Set();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight']) {
    await page.keyboard.press(key);
    const at = await page.evaluate(() => [document.activeElement.textContent, Boolean(document.activeElement.closest('.pane'))]);
    assert.ok(at[1], 'the focus stays among the markers');
    names.add(at[0]);
  }
  assert.ok(names.size > 1);
});

scenario('the wheel scrolls panels, and zooms the map outside of them', suite, async ({ open }) => {
  const page = await open('/');
  const over = await middleOf(page, kList);
  const centre = await mapCentre(page);
  const zoom = await mapZoom(page);
  await page.mouse.move(over.x, over.y);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction((list) => document.querySelector(list).scrollTop > 200, kList);
  assert.equal(await mapZoom(page), zoom);
  assert.equal(await mapCentre(page), centre);

  const free = await freePoint(page);
  await page.mouse.move(free.x, free.y);
  await page.mouse.wheel(0, -300);
  await page.waitForFunction((z) => window.entourage.map.getZoom() > z, zoom);
});

scenario('dragging moves the map outside panels, never inside', suite, async ({ open }) => {
  const page = await open('/');
  const centre = await mapCentre(page);
  const over = await middleOf(page, kList);
  await page.mouse.move(over.x, over.y);
  await page.mouse.down();
  await page.mouse.move(over.x + 120, over.y + 60, { steps: 6 });
  await page.mouse.up();
  await settled(page);
  assert.equal(await mapCentre(page), centre);
  assert.equal(new URL(page.url()).pathname, '/', 'a drag opens nothing');

  const free = await freePoint(page);
  await page.mouse.move(free.x, free.y);
  await page.mouse.down();
  await page.mouse.move(free.x - 90, free.y - 50, { steps: 6 });
  await page.mouse.up();
  await settled(page);
  assert.notEqual(await mapCentre(page), centre);
});

scenario('dragging the map by a marker opens nothing', suite, async ({ open }) => {
  const page = await open('/');
  const centre = await mapCentre(page);
  const marker = await page.evaluate(() => {
    for (const e of document.querySelectorAll('.pane.n :is(a, button)')) {
      const { x, y, width, height } = e.getBoundingClientRect();
      const [mx, my] = [x + width / 2, y + height / 2];
      if (mx > innerWidth * 0.5 && mx < innerWidth - 120 && document.elementFromPoint(mx, my) === e) return { x: mx, y: my };
    }
    throw new Error('no marker to take hold of');
  });
  await page.mouse.move(marker.x, marker.y);
  await page.mouse.down();
  await page.mouse.move(marker.x - 80, marker.y + 40, { steps: 6 });
  await page.mouse.up();
  await settled(page);
  assert.notEqual(await mapCentre(page), centre);
  assert.equal(new URL(page.url()).pathname, '/');
});

const fingers = async (page) => {
  const touch = await page.context().newCDPSession(page);
  const send = (type, points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  return {
    async drag(from, by, steps = 8) {
      await send('touchStart', [[from.x, from.y]]);
      for (let i = 1; i <= steps; i++) {
        await send('touchMove', [[from.x + (by.x * i) / steps, from.y + (by.y * i) / steps]]);
        await page.waitForTimeout(16);
      }
      await send('touchEnd', []);
      await page.waitForTimeout(400);
    },
    async pinch(at, from, to, steps = 8) {
      const points = (d) => [[at.x - d, at.y], [at.x + d, at.y]];
      await send('touchStart', points(from));
      for (let i = 1; i <= steps; i++) {
        await send('touchMove', points(from + ((to - from) * i) / steps));
        await page.waitForTimeout(16);
      }
      await send('touchEnd', []);
      await page.waitForTimeout(600);
    },
  };
};

scenario('fingers: the sheet scrolls by itself, the map is dragged and pinched', suite, async ({ open }) => {
  const page = await open('/', phone);
  const hand = await fingers(page);
  const centre = await mapCentre(page);
  const zoom = await mapZoom(page);
  const over = await middleOf(page, kList);
  await hand.drag(over, { x: 0, y: -120 });
  assert.ok(await listTop(page) > 40, 'a finger scrolls the list');
  assert.equal(await mapCentre(page), centre);
  assert.equal(new URL(page.url()).pathname, '/', 'scrolling opens no row');

  const free = await freePoint(page);
  await hand.drag(free, { x: -40, y: 30 });
  const moved = await mapCentre(page);
  assert.notEqual(moved, centre);
  await hand.pinch(await freePoint(page), 20, 70);
  assert.ok(await mapZoom(page) > zoom, 'two fingers zoom the map');
});

scenario('scrolling is the browser’s: most steps write nothing', suite, async ({ open }) => {
  const page = await open('/');
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
  const { openClient } = await import('./lib.mjs');
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

scenario('the map by keyboard and by its buttons', suite, async ({ open }) => {
  const page = await open('/');
  const zoom = await mapZoom(page);
  await button(page, 'Zoomer').click();
  await page.waitForFunction((z) => window.entourage.map.getZoom() === z + 1, zoom);
  await settled(page);
  await button(page, 'Dézoomer').press('Enter');
  await page.waitForFunction((z) => window.entourage.map.getZoom() === z, zoom);
  await page.locator('#map').focus();
  const centre = await mapCentre(page);
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(500);
  assert.notEqual(await mapCentre(page), centre);
});

scenario('a view in the address, and the last one after a reload', suite, async ({ open }) => {
  const page = await open('/#15/45.7640/4.8357');
  assert.equal(await mapZoom(page), 15);
  const middle = await page.evaluate(() => sessionStorage.getItem('entourage.view'));
  assert.match(middle, /^#15\/45\.76\d+\/4\.83\d+$/);
  await page.evaluate(() => history.replaceState(null, '', '/'));
  await page.reload();
  await page.waitForSelector('html[data-client="running"]', { state: 'attached' });
  await settled(page);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('entourage.view')), middle);
});

scenario('leaving quickly leaves nothing behind', suite, async ({ open }) => {
  const page = await open('/');
  await page.route('https://meteofrance.com/**', (route) => route.fulfill({ body: 'Météo', contentType: 'text/html; charset=utf-8' }));
  await page.getByText('Quitter vite', { exact: true }).first().click();
  await page.waitForURL('https://meteofrance.com/**');
  page.problems.length = 0;  // leaving the origin is what was asked
});
