// What tests do by hand to the page, and where things are.
import { settled } from './lib.mjs';

export const kList = '.scroller.n:not([data-axis])';

export const mapZoom = (page) => page.evaluate(() => window.entourage.map.getZoom());
export const mapCentre = (page) => page.evaluate(() => {
  const { lat, lng } = window.entourage.map.getCenter();
  return `${lat.toFixed(5)} ${lng.toFixed(5)}`;
});
export const listTop = (page) => page.locator(kList).first().evaluate((list) => list.scrollTop);
export const operations = (page) => page.evaluate(() => window.entourage.mirror.operations);

// The markers have come, and so has the list.
export async function markersHere(page) {
  await page.locator('.pane.n :is(a, button)').first().waitFor({ state: 'attached' });
  await settled(page);
}

// WebGL takes the sprites over some time after the first map.
export const spritesPaintedBy = (page, painter) => page.waitForFunction((name) => window.entourage.markers.painter === name, painter);

// Their glides and growing are over.
export async function spritesStill(page) {
  for (let drawn = -1; drawn !== await page.evaluate(() => window.entourage.markers.draws);) {
    drawn = await page.evaluate(() => window.entourage.markers.draws);
    await settled(page, 500);
  }
}

// A point of the map that no panel, marker or button covers.
export async function freePoint(page) {
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

export async function middleOf(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

// Touches as the browser gets them from a screen.
export async function fingers(page) {
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
}
