// The page's own program: looks whether the browser can run the client, brings it what it needs, and connects the two.
// What cannot be run leaves the server's page as it is: readable, with its links and forms.

import createClient from './entourage.js';
import { createBrowser } from './browser.js';
import { createPaper } from './paper.js';
import { createCore } from './core.js';
import { createHttp } from './http.js';
import { createLanguage } from './language.js';
import { createLetters } from './letters.js';
import { createLive } from './live.js';
import { createMap } from './map.js';
import { createMarkers } from './markers.js';
import { createMirror } from './mirror.js';
import { createNumbers } from './numbers.js';
import { createPreferences } from './preferences.js';
import { createQuickExit, ledAway } from './quick_exit.js';
import { createSettings } from './settings.js';
import { openStorage } from './storage.js';

const root = document.documentElement;
const kMapPatience_ms = 2000;  // longer is not waited for the map before the rest of the page

let settingsChanged = () => {};
const settings = createSettings({ changed: () => settingsChanged() });
const language = createLanguage({ settings });

// ui::Interface's faces, by family and weight of the style sheet's @font-face rules.
const kLetters = (family) => [['regular', family, '500'], ['bold', family, '700'], ['heavy', family, '800']];
const kIcons = [['icons-bold', 'Phosphor bold', '400'], ['icons-fill', 'Phosphor fill', '400']];
const kFamilies = { normal: 'Nunito', legible: 'Atkinson Hyperlegible Next' };

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? '';
}

// What the elements and the client's painting must share is read from one place: the style sheet's own rules.
function fontUrls() {
  const urls = new Map();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '');
      const url = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (url) urls.set(`${family} ${rule.style.getPropertyValue('font-weight')}`, new URL(url, sheet.href).href);
    }
  }
  return urls;
}

async function loadFonts(faces) {
  const urls = fontUrls();
  const load = async ([face, family, weight]) => {
    const url = urls.get(`${family} ${weight}`);
    const [answer] = await Promise.all([fetch(url, { credentials: 'same-origin' }), document.fonts.load(`${weight} 16px "${family}"`, '\ue262')]);
    if (!answer.ok) throw new Error(`font ${face}: ${answer.status}`);
    return [face, new Uint8Array(await answer.arrayBuffer())];
  };
  return Promise.all(faces.map(load));
}

function readTiles() {
  try {
    return JSON.parse(meta('entourage-tiles') || 'null');
  } catch {
    return null;
  }
}

async function start() {
  const assets = JSON.parse(meta('entourage-assets') || '{}');
  const core = createCore();
  let client = null;
  let direction = null;  // for tests: instead of the language's
  let told = '';  // of the surroundings, so that what has not changed is not told again
  const preferences = createPreferences({ language, settings, changed: () => client && tellSurroundings() });
  preferences.dress();
  const familyFor = (legible) => (legible ? kFamilies.legible : kFamilies.normal);
  const lettersFor = (legible) => kLetters(familyFor(legible));
  const browser = createBrowser({ core });
  const http = createHttp({ core });
  const markersTold = http.startAhead();
  const storage = await openStorage({ core });
  const canvas = document.getElementById('canvas');
  const region = document.getElementById('map-region');

  // The mode is set before Leaflet measures its element, which is not there in mode texte.
  root.dataset.mode = preferences.wantsText() ? 'text' : 'paint';
  root.dataset.client = 'starting';

  // Compiled and fetched while the map is made; it begins once this function waits, when all its hosts are there.
  const host = {};
  const arriving = Promise.all([
    loadFonts([...lettersFor(preferences.legible()), ...kIcons]),
    createClient({ canvas, host, print: (text) => console.log(text), printErr: (text) => console.warn(text), onAbort: failed }),
  ]);

  const map = createMap({
    core, region, words: language.words,
    basemapUrls: { url: assets['basemap/basemap.bin'], farUrl: assets['basemap/basemap-far.bin'] }, tiles: readTiles(),
    theme: preferences.theme, reducedMotion: preferences.reducedMotion, moved: () => {},
  });
  const numbers = createNumbers();
  const letters = createLetters({ family: () => familyFor(preferences.legible()) });
  const markers = createMarkers({
    ...map, reducedMotion: preferences.reducedMotion, countText: (count) => numbers.compact(count, language.code()),
  });
  const mirror = createMirror({
    core, canvas, root: document.getElementById('mirror'), markerPane: map.markerPane,
    onQuickExit: createQuickExit({
      forget() {
        core.disconnect();  // nothing is saved from here on
        storage.remove('drafts');
      },
    }),
    mapWasDragged: map.wasDragged,
    onMarkerFocused(element) {
      const box = element.getBoundingClientRect();
      const frame = map.map.getContainer().getBoundingClientRect();
      map.bringIntoView({ x: box.left + box.width / 2 - frame.left, y: box.top + box.height / 2 - frame.top });
    },
  });
  const paper = createPaper({ root, region, map, markers, numberText: (number) => numbers.plain(number, language.code()), ended: () => tellSurroundings() });
  const live = createLive({ core });
  Object.assign(host, mirror.host, map.host, markers.host, paper.host, http.host, live.host, storage.host, browser.host, settings.host, numbers.host, letters.host);

  const [fonts, created] = await arriving;
  client = created;
  core.connect(client);
  const giveFonts = (faces) => { for (const [face, bytes] of faces) core.tell('on_font', [], [face, bytes]); };
  giveFonts(fonts);

  async function changeLetters() {
    const legible = preferences.legible();
    const faces = await loadFonts(lettersFor(legible));
    if (preferences.legible() === legible) giveFonts(faces);
  }

  function tellSurroundings() {
    if (paper.printing()) return;  // the window is a sheet for a while
    preferences.dress();
    const view = preferences.viewport();
    const now = JSON.stringify([view, preferences.theme(), preferences.reducedMotion(), preferences.textScale(), preferences.wantsText(), language.code(),
      preferences.legible(), preferences.appearance(), preferences.textPercent(), direction]);
    if (now === told) return;
    const before = told ? JSON.parse(told) : null;
    told = now;
    language.takePage();
    root.dir = direction ?? language.direction();
    core.tell('on_preferences', [preferences.dark(), preferences.highContrast(), preferences.reducedMotion(), preferences.legible(), root.dir === 'rtl'].map(Number)
      .concat(preferences.textScale(), preferences.textPercent()), [language.code(), preferences.appearance()]);
    core.tell('on_viewport', [view.width, view.height, view.scale, view.insetTop, view.insetBottom, view.keyboard]);
    canvas.style.width = `${canvas.width / view.scale}px`;
    canvas.style.height = `${canvas.height / view.scale}px`;
    if (view.keyboard > (before?.[0].keyboard ?? 0)) showField();
    if (preferences.wantsText() !== (before?.[4] ?? false)) core.tell('on_text_mode', [preferences.wantsText() ? 1 : 0]);
    if (!before || before[0].scale !== view.scale || before[1] !== preferences.theme()) {
      map.setTheme(preferences.theme());
      markers.setLooks();
    }
    if (before && before[6] !== preferences.legible()) changeLetters().catch(console.error);
    if (before && before[5] !== language.code()) {
      map.setWords();
      markers.setLooks();
    }
  }
  tellSurroundings();
  settingsChanged = tellSurroundings;

  // Leaflet measures nothing while its element is hidden.
  new MutationObserver(() => {
    if (root.dataset.mode === 'paint') {
      map.refresh();
      markers.draw();
      if (root.dataset.client === 'running') markers.accelerate();
    }
  }).observe(root, { attributes: true, attributeFilter: ['data-mode'] });

  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    core.tell('on_context', [0]);
  });
  canvas.addEventListener('webglcontextrestored', () => core.tell('on_context', [1]));

  if (document.querySelector('meta[name="entourage-gallery"]')) core.tell('on_gallery', []);
  core.tell('on_started', [], [location.pathname + location.search, storage.read('drafts'), storage.read('outbox')]);
  map.report();

  // For tests and for measuring; nothing of the product uses it. `statistic(n)`: src/client/main.cpp.
  window.entourage = {
    map: map.map,
    mirror: mirror.statistics,
    markers: markers.statistics,
    ready: map.ready,
    setDirection(way) {  // 'rtl', 'ltr', or null: as the language runs
      direction = way;
      tellSurroundings();
    },
    statistic: (which) => core.tell('page_statistic', [which]),
  };

  // The map comes first, beside what the server has written: where graphics are slow to begin, painting is too.
  if (!preferences.wantsText()) await mapShown([markersTold, map.shown], region);
  core.tell('on_picture');
  takeOver();
  if (!preferences.wantsText()) map.readAhead();
  if (root.dataset.mode === 'paint') markers.accelerate();

  // The client stopped for good: what is on the screen no longer answers, so it must not stay.
  function failed(reason) {
    core.disconnect();
    console.error(String(reason));
    giveUp(language.words().web_stopped);
  }
}

async function mapShown(parts, region) {
  await Promise.race([Promise.all(parts), pause(kMapPatience_ms)]);
  await Promise.race([nextFrame(), pause(250)]);  // in which the client draws what it has just been told
  if (root.dataset.client !== 'starting' || region.inert) return;
  root.dataset.client = 'mapped';
  await framesDrawn();
  performance.mark('map-shown');
}

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

// Two, so that what was asked for is on the screen. A page out of sight draws none.
const framesDrawn = () => Promise.race([nextFrame().then(nextFrame), pause(250)]);

// The keyboard that a field has called up has made its panel lower: the field may have been left below.
async function showField() {
  await framesDrawn();
  if (document.activeElement?.matches('#mirror :is(input, textarea)')) document.activeElement.scrollIntoView({ block: 'nearest' });
}

function takeOver() {
  if (root.dataset.client === 'none') return;
  root.dataset.client = 'running';
  performance.mark('client-running');
}

// The server's page stays, with one plain sentence above it.
function giveUp(sentence) {
  root.dataset.client = 'none';
  root.dataset.mode = 'server';
  language.leavePage();
  const notice = document.getElementById('client-notice');
  notice.lang = language.code();
  notice.textContent = sentence;
  notice.hidden = false;
}

if (ledAway()) {
  // Nothing is to be seen here.
} else if (typeof WebAssembly !== 'object' || typeof ResizeObserver !== 'function') {
  giveUp(language.words().web_no_client);
} else {
  start().catch((error) => {
    console.error(error);
    giveUp(language.words().web_client_failed);
  });
}
