// What people write in other scripts and in emoji is painted as the browser itself would set it: against a plain page with the
// same text in the same place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundaries } from '../../web/breaks.js';
import { createAction, signIn } from '../server/server_helper.mjs';
import { desktop, openPage, phone, scenario, settled, shared } from './lib.mjs';
import { mode } from './people.mjs';
import { readPng } from './png.mjs';

const kTexts = {
  Arabic: { title: 'قهوة وحديث كل ثلاثاء', text: 'مرحبا بالجميع، نلتقي في المكتبة عند الساعة 18:30 ونتحدث معا. لا حاجة إلى حجز.', rtl: true },
  Farsi: { title: 'یادگیری زبان فرانسه با هم', text: 'سلام! هر سه‌شنبه در کتابخانه هستیم، گفت‌وگو می‌کنیم و چای می‌نوشیم (rue de Lancry, 12).', rtl: true },
  Bengali: { title: 'একসাথে রান্না করি', text: 'প্রতি শনিবার আমরা একসাথে রান্না করি, খাই ও গল্প করি। সবাইকে স্বাগতম।' },
  Chinese: { title: '周末一起包饺子', text: '每个星期六我们一起做饭、聊天，欢迎大家来！不会做也没关系，我们可以教你。材料由我们准备，人来就好。' },
  emoji: { title: 'Pique-nique 🧺👨‍👩‍👧‍👦', text: 'On apporte 🍰🍉, on joue ⚽️, on parle 🇫🇷🇧🇩🇮🇷. Bienvenue ❤️👋🏽', colourful: true },
  'Farsi in French': { title: 'Parler en فارسی et en français', text: 'Nous lisons des poèmes : « بنی آدم اعضای یکدیگرند », puis on boit un thé 🫖.' },
};

const suite = shared(async ({ server, ...all }) => {
  const person = await signIn(server, 'leila@exemple.test', { first_name: 'لیلا' });
  for (const words of Object.values(kTexts)) {
    const command = createAction({ title: words.title, text: words.text, section: 'social', at: { lat: 48.8676, lon: 2.3637 } });
    const { answers } = await person.send(command);
    assert.equal(answers[0].verdict, 'applied', JSON.stringify(answers));
    words.path = `/actions/${command.id}`;
  }
  return all;
});

// --- pixels

async function picture(page, { x, y, width, height }) {
  const image = readPng(await page.screenshot({ clip: { x, y, width, height } }));
  const counted = new Map();
  for (let j = 0; j < image.height; j++) for (let i = 0; i < image.width; i++) {
    const key = image.at(i, j).join();
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const ground = [...counted].sort((a, b) => b[1] - a[1])[0][0].split(',').map(Number);
  const ink = [];
  for (let j = 0; j < image.height; j++) for (let i = 0; i < image.width; i++) {
    const [r, g, b] = image.at(i, j);
    if (Math.abs(r - ground[0]) + Math.abs(g - ground[1]) + Math.abs(b - ground[2]) > 120) ink.push([i, j]);
  }
  return { ...image, ink, scale: image.width / width };
}

function extent({ ink, scale }) {
  const xs = ink.map(([x]) => x / scale);
  return { left: Math.min(...xs), right: Math.max(...xs) };
}

// The part of the ink of each that the other has too, within a pixel and a half.
function likeness(a, b) {
  const reach = Math.ceil(1.5 * a.scale);
  const part = (of, other) => {
    const there = new Set(other.ink.map(([x, y]) => y * 10_000 + x));
    const met = of.ink.filter(([x, y]) => {
      for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) if (there.has((y + dy) * 10_000 + x + dx)) return true;
      return false;
    });
    return met.length / Math.max(1, of.ink.length);
  };
  return Math.min(part(a, b), part(b, a));
}

// Of the strong colours, how many sixths of the circle of hues.
function hues(image) {
  const found = new Map();
  for (const [x, y] of image.ink) {
    const [r, g, b] = image.at(x, y);
    const most = Math.max(r, g, b);
    const span = most - Math.min(r, g, b);
    if (span < 80) continue;
    const hue = most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span;
    const sixth = Math.round((hue + 6) % 6) % 6;
    found.set(sixth, (found.get(sixth) ?? 0) + 1);
  }
  return [...found.values()].filter((n) => n >= 8).length;
}

// The same box with the same words, set by the browser alone.
async function setPlainly(page, words, box, style) {
  await page.evaluate(async ([text, rect, look]) => {
    const element = document.createElement('div');
    element.dir = 'auto';
    element.textContent = text;
    Object.assign(element.style, { position: 'fixed', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', ...look },
      Object.fromEntries(['left', 'top', 'width', 'height'].map((side, i) => [side, `${[rect.x, rect.y, rect.width, rect.height][i]}px`])));
    document.body.replaceChildren(element);
    document.body.style.background = look.background;
    await document.fonts.load(`${look.fontWeight} ${look.fontSize} Nunito`, text);
  }, [words, box, style]);
}

const kHeading = { fontWeight: '800', fontSize: '22px', lineHeight: '28px' };
const kBody = { fontWeight: '500', fontSize: '16px', lineHeight: '24px' };
const heading = (page, title) => page.getByRole('heading', { level: 1, name: title });

// To another address, without loading the page again.
async function visit(page, { path, title, text }) {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await heading(page, title).waitFor();
  await page.getByText(text, { exact: true }).waitFor();  // the title is known before the rest
  await settled(page);
}

async function colours(page) {
  return page.evaluate(() => {
    const value = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    return { color: value('--text'), background: value('--surface') };
  });
}

for (const colorScheme of ['light', 'dark'])
  for (const scale of [1, 2])
    scenario(`${colorScheme}, at density ${scale}, every script is painted as a plain page has it`, suite, async ({ open, browser, server }) => {
      const options = { ...desktop, colorScheme, deviceScaleFactor: scale };
      const plain = await openPage(browser, `${server.url}/mentions`, options);
      const page = await open('/', options);
      const ground = await colours(page);
      try {
        for (const [script, words] of Object.entries(kTexts)) {
          const { title, text, rtl, colourful } = words;
          await visit(page, words);
          const line = await heading(page, title).boundingBox();
          assert.equal(line.height, 28, `${script}: a title on one line`);
          const painted = await picture(page, line);
          await setPlainly(plain, title, line, { ...kHeading, ...ground });
          const wanted = await picture(plain, line);
          assert.ok(painted.ink.length > 200 * scale, `${script}: ${painted.ink.length} pixels of ink`);
          const alike = likeness(painted, wanted);
          assert.ok(alike > 0.93, `${script}: the title is like a plain page’s to ${(alike * 100).toFixed(1)} %`);
          const edge = extent(painted);
          if (rtl) assert.ok(edge.right > line.width - 4 && edge.left > 20, `${script}: begins at the right, ${JSON.stringify(edge)}`);
          else assert.ok(edge.left < 4 && edge.right < line.width - 20, `${script}: begins at the left, ${JSON.stringify(edge)}`);

          // A whole text: our lines may end elsewhere than the browser's, but each begins at its side.
          const box = await page.getByText(text, { exact: true }).boundingBox();
          const whole = await picture(page, box);
          for (let top = 0; top < box.height; top += 24) {
            const ink = whole.ink.filter(([, y]) => y >= top * scale && y < (top + 24) * scale);
            assert.ok(ink.length > 0, `${script}: nothing on the line at ${top}`);
            const { left, right } = extent({ ink, scale });
            assert.ok(rtl ? right > box.width - 4 : left < 4, `${script}: the line at ${top} goes from ${left} to ${right} of ${box.width}`);
          }
          await setPlainly(plain, text, box, { ...kBody, ...ground });
          const full = await picture(plain, box);
          assert.ok(Math.abs(whole.ink.length / full.ink.length - 1) < 0.12, `${script}: ${whole.ink.length} pixels of ink, not ${full.ink.length}`);
          if (colourful) assert.ok(hues(whole) >= 3 && hues(full) >= 3, `${script}: ${hues(whole)} hues, ${hues(full)} on a plain page`);
          else if (!/\p{Emoji_Presentation}/u.test(title)) assert.equal(hues(painted), 0, `${script}: has the colour of text`);
        }
      } finally {
        await plain.context().close();
      }
    });

scenario('in the list of a phone, rows begin at their side', suite, async ({ open }) => {
  const page = await open('/', phone);
  await page.locator('button.handle').press('Enter');
  await settled(page);
  for (const script of ['Arabic', 'Farsi', 'Bengali']) {
    const { title, rtl } = kTexts[script];
    const row = page.getByRole('list', { name: /du plus proche/ }).getByRole('link', { name: title });
    await row.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await settled(page);
    // On a busy machine the list may still be coming to rest.
    for (const end = Date.now() + 10_000; ; await page.waitForTimeout(100)) {
      const box = await row.boundingBox();
      const title_at = { x: box.x + 64, y: box.y + 12, width: box.width - 80, height: 22 };
      const { left, right } = extent(await picture(page, title_at));
      const begins = rtl ? right > title_at.width - 4 && left > 20 : left < 4;
      if (begins) break;
      assert.ok(Date.now() < end, `${script}: from ${left} to ${right} of ${title_at.width}`);
    }
    assert.equal(await row.getAttribute('dir'), 'auto');
  }
});

scenario('a lost picture comes back with its letters', suite, async ({ open }) => {
  const { title, path } = kTexts.Bengali;
  const page = await open(path);
  const box = await heading(page, title).boundingBox();
  const before = await picture(page, box);
  await page.evaluate(() => {
    window.loss = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.loss.loseContext();
  });
  await page.waitForSelector('html[data-mode="text"]', { state: 'attached' });
  await page.evaluate(() => window.loss.restoreContext());
  await page.waitForSelector('html[data-mode="paint"]', { state: 'attached' });
  await settled(page);
  assert.equal(likeness(before, await picture(page, box)), 1);
  page.problems.length = 0;  // the browser speaks of the loss
});

scenario('fields and mode texte run as what is written in them', suite, async ({ open }) => {
  const way = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);
  const page = await open('/actions/nouvelle', phone);
  const field = page.getByLabel('Titre');
  await field.fill(kTexts.Farsi.title);
  assert.equal(await way(field), 'rtl');
  await field.fill(kTexts.Bengali.title);
  assert.equal(await way(field), 'ltr');

  const plain = await open(kTexts.Arabic.path, { forcedColors: 'active' });
  assert.equal(await mode(plain), 'text');
  assert.equal(await way(heading(plain, kTexts.Arabic.title)), 'rtl');
  assert.equal(await way(plain.locator('#mirror').getByText(kTexts.Arabic.text)), 'rtl');
  assert.equal(await way(plain.locator('#mirror p:not([dir])').first()), 'ltr');
});

test('a text is divided between graphemes, and lines end where they may', () => {
  const divided = (text, lines) => {
    const bytes = Buffer.from(text);
    const places = boundaries(text).filter((place) => !lines || place % 2 === 1).map((place) => place >> 1);
    return [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length).toString());
  };
  assert.deepEqual(divided('👨‍👩‍👧‍👦🇫🇷🇧🇩👋🏽é1️⃣', false), ['👨‍👩‍👧‍👦', '🇫🇷', '🇧🇩', '👋🏽', 'é', '1️⃣']);
  assert.deepEqual(divided('ভাষা', false), ['ভা', 'ষা']);
  assert.deepEqual(divided('做饭，「你好」吗？来', true), ['做', '饭，', '「你', '好」', '吗？', '来']);
  assert.deepEqual(divided('سلام دنیا', true), ['سلام ', 'دنیا']);
  assert.deepEqual(divided('Où\u00a0? 🙂 Là', true), ['Où\u00a0? ', '🙂 ', 'Là']);
  assert.deepEqual(divided('กินข้าวด้วยกัน', true), ['กิน', 'ข้าว', 'ด้วย', 'กัน']);
  assert.deepEqual(divided('あって、カード', true), ['あっ', 'て、', 'カー', 'ド']);
  assert.deepEqual(boundaries(''), []);
});
