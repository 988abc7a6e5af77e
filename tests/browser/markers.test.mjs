// How the sprites are painted: by WebGL as by Canvas 2D, in one draw, and in motion only where motion is wanted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glide } from '../../web/marker_glide.js';
import { createSprites } from '../../web/marker_sprites.js';
import { markersHere, spritesPaintedBy, spritesStill } from './hands.mjs';
import { button, clientReady, desktop, openPage, phone, scenario, shared } from './lib.mjs';
import { differences, readPng } from './png.mjs';

const suite = shared();

const kRounding = 2;  // of 255: what two ways of blending may be apart
const kWhere = '/#14/48.8675/2.3636';

// The sprites alone, on grey, as they are drawn now: what WebGL has drawn can be read in the same task only.
async function picture(page) {
  const url = await page.evaluate(() => {
    window.entourage.map.fire('resize');
    const drawn = document.querySelector('.marker-canvas:not([hidden])');
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [drawn.width, drawn.height];
    const context = copy.getContext('2d');
    context.fillStyle = '#808080';
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(drawn, 0, 0);
    return copy.toDataURL();
  });
  return readPng(Buffer.from(url.split(',')[1], 'base64'));
}

function pixelsOf(sprites) {
  let count = 0;
  for (let y = 0; y < sprites.height; y++) for (let x = 0; x < sprites.width; x++) count += sprites.at(x, y).some((value) => value !== 0x80);
  return count;
}

const markers = (page) => page.evaluate(() => window.entourage.markers);

const loseContext = (page) => page.evaluate(() => {
  window.lost = document.querySelector('.marker-canvas:not([hidden])').getContext('webgl2').getExtension('WEBGL_lose_context');
  window.lost.loseContext();
});
const forgetLoss = (page) => {
  page.problems.splice(0, Infinity, ...page.problems.filter((problem) => !/CONTEXT_LOST_WEBGL|WebGL: .*context/i.test(problem)));
};

for (const [device, options] of [['a desktop of density 1', desktop], ['a desktop of density 1.5', { ...desktop, deviceScaleFactor: 1.5 }], ['a phone of density 2', phone]])
  scenario(`on ${device} WebGL paints what Canvas 2D does, also after its context was lost and given back`, suite, async ({ open }) => {
    const page = await open(kWhere, options);
    await markersHere(page);
    await spritesPaintedBy(page, 'webgl2');
    await spritesStill(page);
    const byWebgl = await picture(page);
    assert.ok(pixelsOf(byWebgl) > 5000, `sprites of ${pixelsOf(byWebgl)} pixels only`);

    await loseContext(page);
    await spritesPaintedBy(page, '2d');
    assert.equal(differences(byWebgl, await picture(page), kRounding), 0);

    await page.evaluate(() => window.lost.restoreContext());
    await spritesPaintedBy(page, 'webgl2');
    assert.equal(differences(byWebgl, await picture(page), kRounding), 0);
    forgetLoss(page);
  });

// Counts what WebGL is asked to draw for the sprites, and keeps what is drawn. Ours alone: the client's canvas has an id.
const watchDraws = (page) => page.addInitScript(() => {
  window.drawn = [];
  window.uploads = [];
  const { prototype } = WebGL2RenderingContext;
  const watch = (name, note) => {
    const does = prototype[name];
    prototype[name] = function watched(...given) {
      if (this.canvas.id === '') note(...given);
      return does.apply(this, given);
    };
  };
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) watch(name, (...given) => window.drawn.push([name, ...given]));
  watch('bufferData', (target, data) => window.uploads.push([...data]));
});

async function openWatched({ browser, server }, options) {
  const page = await openPage(browser, `${server.url}/accessibilite`, options);
  await watchDraws(page);
  await page.goto(server.url + kWhere);
  await clientReady(page);
  await markersHere(page);
  await spritesPaintedBy(page, 'webgl2');
  await spritesStill(page);
  return page;
}

scenario('every draw of the sprites is one call', suite, async (all) => {
  const page = await openWatched(all);
  const before = await markers(page);
  await page.evaluate(() => { window.drawn = []; });
  await page.evaluate(() => window.entourage.map.panBy([150, 90], { animate: false }));
  await button(page, 'Zoomer').click();
  await spritesStill(page);
  const { draws, sprites } = await markers(page);
  const calls = await page.evaluate(() => window.drawn);
  assert.ok(draws > before.draws);
  assert.equal(calls.length, draws - before.draws);
  assert.deepEqual([...new Set(calls.map(([name]) => name))], ['drawArraysInstanced']);
  assert.ok(sprites > 5 && calls.at(-1).at(-1) <= 2 * sprites, 'at most a ring and a number each');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

// What is drawn from a zoom until all is still, each picture once.
async function picturesOfZoom(page, name) {
  await page.evaluate(() => { window.uploads = []; });
  const zoom = await page.evaluate(() => window.entourage.map.getZoom());
  await button(page, name).click();
  await page.waitForFunction((before) => window.entourage.map.getZoom() !== before && window.uploads.length > 0, zoom);
  await spritesStill(page);
  return page.evaluate(() => [...new Set(window.uploads.map(String))].map((quads) => quads.split(',').map(Number)));
}

for (const [way, name] of [['in', 'Zoomer'], ['out', 'Dézoomer']]) {
  scenario(`zooming ${way}, sprites glide to their places`, suite, async (all) => {
    const page = await openWatched(all);
    await page.mouse.move(5, 5);
    const pictures = await picturesOfZoom(page, name);
    assert.ok(pictures.length > 1, 'nothing moved');
    await page.context().close();
  });

  scenario(`zooming ${way} under reduced motion shows the new sprites in one picture`, suite, async (all) => {
    const page = await openWatched(all, { reducedMotion: 'reduce' });
    await page.mouse.move(5, 5);
    assert.equal((await picturesOfZoom(page, name)).length, 1);
    await page.context().close();
  });
}

// Makes WebGL fail for the sprites alone.
const failing = {
  'without WebGL': () => {
    const { prototype } = HTMLCanvasElement;
    const get = prototype.getContext;
    prototype.getContext = function getContext(kind, ...more) {
      if (kind !== 'webgl2' || this.id !== '') return get.call(this, kind, ...more);
      window.refused = true;
      return null;
    };
  },
  'where WebGL makes no program': () => {
    const { prototype } = WebGL2RenderingContext;
    const { shaderSource, getProgramParameter } = prototype;
    prototype.shaderSource = function spoilt(shader, source) { shaderSource.call(this, shader, this.canvas.id === '' ? 'no' : source); };
    prototype.getProgramParameter = function watched(program, what) {
      if (this.canvas.id === '' && what === this.LINK_STATUS) window.refused = true;
      return getProgramParameter.call(this, program, what);
    };
  },
};

for (const [where, fail] of Object.entries(failing))
  scenario(`${where}, Canvas 2D goes on painting, and markers open`, suite, async ({ open, browser, server }) => {
    const whole = await open(kWhere);
    await markersHere(whole);
    await spritesPaintedBy(whole, 'webgl2');
    await spritesStill(whole);
    const page = await openPage(browser, `${server.url}/accessibilite`);
    await page.addInitScript(fail);
    await page.goto(server.url + kWhere);
    await clientReady(page);
    await markersHere(page);
    await page.waitForFunction(() => window.refused);
    await spritesStill(page);
    assert.equal((await markers(page)).painter, '2d');
    assert.equal(differences(await picture(whole), await picture(page), kRounding), 0);
    await page.getByRole('link', { name: /Se loger/ }).first().click();
    await page.waitForURL(/\/lieux\//);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

// --- where they come from and where they go

const sprites = (...list) => createSprites(new Float64Array(list.flatMap(([lat, lon, count]) => [lat, lon, 1, 0, count, 0])));
const round = (numbers) => [...numbers].map((value) => Number(value.toFixed(9)));

test('points split from the cluster that held them; what stays stays, and what comes from elsewhere is there at once', () => {
  const before = sprites([48.86, 2.35, 5], [48.9, 2.4, 1], [48.86, 2.39, 3]);
  const after = sprites([48.861, 2.351, 2], [48.859, 2.349, 3], [48.9, 2.4, 1], [45.0, 5.0, 1]);
  assert.equal(glide(before, 12, after, 13), null);
  assert.deepEqual(round(after.from.x), round([before.x[0], before.x[0], after.x[2], after.x[3]]));
  assert.deepEqual(round(after.from.y), round([before.y[0], before.y[0], after.y[2], after.y[3]]));
});

test('points join the cluster that holds them now, beneath it', () => {
  const before = sprites([48.861, 2.351, 2], [48.859, 2.349, 3], [48.9, 2.4, 1], [45.0, 5.0, 1]);
  const after = sprites([48.86, 2.35, 5], [48.9, 2.4, 1]);
  const leaving = glide(before, 13, after, 12);
  assert.equal(after.from, null);
  assert.equal(leaving.count, 2);
  assert.deepEqual(round(leaving.from.x), round([before.x[0], before.x[1]]));
  assert.deepEqual(round(leaving.x), round([after.x[0], after.x[0]]));
  assert.deepEqual(round(leaving.y), round([after.y[0], after.y[0]]));
});

test('where nothing splits or joins, nothing moves', () => {
  const same = () => sprites([48.86, 2.35, 5], [48.9, 2.4, 1]);
  const after = same();
  assert.equal(glide(same(), 13, after, 12), null);
  assert.equal(glide(same(), 12, after, 13), null);
  assert.equal(after.from, null);
});

test('a place on the earth is where Leaflet has it, to the poles and to both edges', () => {
  const mercator = (lat) => 0.5 - Math.asinh(Math.tan(lat * Math.PI / 180)) / (2 * Math.PI);
  const made = sprites([0, 0, 1], [48.86, -180, 1], [-33.9, 180, 1], [90, 10, 1], [-90, 10, 1]);
  assert.deepEqual(round(made.x), round([0.5, 0, 1, 0.5 + 10 / 360, 0.5 + 10 / 360]));
  assert.deepEqual(round(made.y).slice(0, 3), round([0, 48.86, -33.9].map(mercator)));
  assert.ok(Math.abs(made.y[3]) < 1e-9 && Math.abs(made.y[4] - 1) < 1e-9);
});
