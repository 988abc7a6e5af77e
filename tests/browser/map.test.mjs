// The map: its gestures, its markers, its keys, and where it is.
import assert from 'node:assert/strict';
import { fingers, freePoint, kList, listTop, mapCentre, mapZoom, markersHere, middleOf } from './hands.mjs';
import { button, clientReady, desktop, openPage, phone, scenario, settled, shared } from './lib.mjs';
import { readPng } from './png.mjs';

const suite = shared();

scenario('the markers are one Tab stop, walked by arrows', suite, async ({ open }) => {
  const page = await open('/');
  await markersHere(page);
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

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  scenario(`on ${device} the zone of a new action lies under the marker in the middle, and follows the map`, suite, async ({ open }) => {
    const page = await open('/actions/nouvelle', options);
    await page.getByRole('radio', { name: /^Proposer/ }).click();
    await page.getByRole('radio', { name: /^Vêtement/ }).click();
    await page.getByLabel('Titre').fill('Manteaux');
    await button(page, 'Continuer').click();
    await page.waitForFunction(() => window.entourage.map.getZoom() === 16);
    const isUnder = async (within) => {
      await settled(page, 600);
      const [zone, middle] = await page.evaluate(() => {
        const [left, right, bottom] = ['left', 'right', 'bottom'].map((side) => parseFloat(document.getElementById('map-region').style.getPropertyValue(`--inset-${side}`)) || 0);
        const box = document.querySelector('.marker-area').getBoundingClientRect();
        return [[box.left, box.top, box.right, box.bottom], [(left + innerWidth - right) / 2, (innerHeight - bottom) / 2]];
      });
      const [width, height] = [zone[2] - zone[0], zone[3] - zone[1]];
      assert.ok(Math.abs(zone[0] + width / 2 - middle[0]) <= width * within, `${zone} ${middle}`);
      assert.ok(Math.abs(zone[1] + height / 2 - middle[1]) <= height * within, `${zone} ${middle}`);
    };
    await isUnder(0.02);  // brought there
    await page.evaluate(() => window.entourage.map.panBy([230, 170], { animate: false }));
    await isUnder(0.52);  // somewhere in it
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
  await page.mouse.move(over.x + 120, over.y + 160, { steps: 6 });
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
  await markersHere(page);
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

// A marker that stands alone, right of the panels: its element's box and the kind of its sprite.
const lonely = (page) => page.evaluate(() => {
  const boxes = [...document.querySelectorAll('.pane.n :is(a, button)')].map((e) => ({ e, box: e.getBoundingClientRect() }));
  const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) > 90;
  return boxes
    .filter(({ e, box }) => box.x > innerWidth * 0.45 && box.x < innerWidth - 160 && box.y > 60 && box.y < innerHeight - 160
      && boxes.every((other) => other.e === e || apart(other.box, box)))
    .map(({ e, box: { x, y, width, height } }) => ({ name: e.textContent, single: e.localName === 'a', x, y, width, height }));
});

for (const scale of [1, 1.5, 2, 3]) {
  scenario(`sprites lie under their elements at density ${scale}`, suite, async ({ open }) => {
    const page = await open('/#14/48.8675/2.3636', { deviceScaleFactor: scale });
    await markersHere(page);
    const markers = await lonely(page);
    assert.ok(markers.length >= 2, 'markers that stand alone');
    const image = readPng(await page.screenshot());
    for (const { name, x, y, width, height } of markers) {
      // The halo is lighter than any land: its ends, left and right of the element's middle.
      const row = Math.round((y + height * 0.45) * scale);
      const middle = (x + width / 2) * scale;
      const light = (px) => image.at(Math.round(px), row).every((value) => value >= 249);
      let [left, right] = [0, 0];
      for (let d = 0; d < 40 * scale; d++) {
        if (light(middle - 1 - d)) left = d;
        if (light(middle + d)) right = d;
      }
      assert.ok(left > 14 * scale && right > 14 * scale, `${name}: no sprite there`);
      // Elements lie on whole CSS px, sprites on whole device px: half of each apart at most, seen from both sides.
      assert.ok(Math.abs(left - right) <= scale + 1.5, `${name}: ${left} px to its left, ${right} to its right`);
    }
  });
}

scenario('a chosen marker is chosen in the list too', suite, async ({ open }) => {
  const page = await open('/#16/48.8675/2.3636');
  await markersHere(page);
  const marker = (await lonely(page)).find(({ single }) => single);
  await page.mouse.click(marker.x + marker.width / 2, marker.y + marker.height / 2);
  await page.waitForURL(/\/(lieux|actions)\//);
  await settled(page);
  const chosen = await page.evaluate(() => ['.pane.n', '.scroller.n'].map((where) => document.querySelector(`${where} [aria-current="true"]`)?.textContent ?? ''));
  assert.ok(chosen[0] !== '' && chosen[1].startsWith(chosen[0].split(',')[0]), `on the map "${chosen[0]}", in the list "${chosen[1]}"`);
});

const kLand = [0xef, 0xea, 0xe1], kSea = [0xb5, 0xdc, 0xe6];

// Waits until the base map's pixel at a place is that of one of its tones.
const groundIs = async (page, [lat, lon], zoom, tone) => {
  await page.evaluate(([at, z]) => window.entourage.map.setView(at, z, { animate: false }), [[lat, lon], zoom]);
  await page.waitForFunction(([at, wanted]) => {
    const point = window.entourage.map.latLngToContainerPoint(at), { left, top } = document.getElementById('map-region').getBoundingClientRect();
    for (const tile of document.querySelectorAll('.basemap canvas.leaflet-tile-loaded')) {
      const box = tile.getBoundingClientRect(), scale = tile.width / box.width;
      const x = point.x + left - box.left, y = point.y + top - box.top;
      if (x < 0 || y < 0 || x >= box.width || y >= box.height) continue;
      const pixel = tile.getContext('2d').getImageData(x * scale, y * scale, 1, 1).data;
      return wanted.every((part, i) => Math.abs(part - pixel[i]) <= 2);
    }
    return false;
  }, [[lat, lon], tone]);
};

scenario('land is land and sea is sea, at every zoom, far from the seven cities too', suite, async ({ open }) => {
  const page = await open('/', desktop);
  for (const zoom of [3, 6, 8, 9, 10, 12, 13]) {
    await groundIs(page, [49.5, 31.5], zoom, kLand);   // Ukraine: beyond the finest shore
    await groundIs(page, [40.6, -99.5], zoom, kLand);  // Nebraska: beyond the finer one
    await groundIs(page, [47.0, -12.0], zoom, kSea);   // the Atlantic
  }
});

scenario('the far part of the base map comes after the first map, and is asked for again where it failed', suite, async ({ browser, server }) => {
  const page = await openPage(browser, `${server.url}/accessibilite`);
  let asked = 0, failing = true, tilesAtFirst = 0;
  await page.route(/basemap-far/, async (route) => {
    if (++asked === 1) tilesAtFirst = await page.locator('.basemap .leaflet-tile-loaded').count();
    await (failing ? route.fulfill({ status: 500 }) : route.continue());
  });
  await page.goto(`${server.url}/`);
  await clientReady(page);
  await groundIs(page, [47.55, 1.95], 13, kLand);
  while (asked === 0) await page.waitForTimeout(50);
  assert.ok(tilesAtFirst > 0);
  failing = false;
  await groundIs(page, [47.55, 1.95], 7, kLand);
  assert.ok(asked > 1);
  assert.deepEqual(page.problems.filter((problem) => !/status of 500/.test(problem)), []);
  await page.context().close();
});
