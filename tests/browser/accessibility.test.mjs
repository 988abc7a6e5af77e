// axe-core on every screen, at phone and desktop size, painted and in mode texte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { desktop, launch, openClient, openPage, phone, settled, startServer } from './lib.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser, server, screens;

before(async () => {
  browser = await launch();
  server = await startServer();
  const first = async (words) => (await (await fetch(`${server.url}/api/v1/search?q=${words}`)).json()).items;
  const place = (await first('soupe')).find((item) => item.kind < 128);
  const action = (await first('café')).find((item) => item.kind >= 128);
  screens = {
    home: '/', place: `/lieux/${place.id}`, action: `/actions/${action.id}`, 'sign-in': '/connexion', 'new action': '/actions/nouvelle',
  };
});
after(async () => { await browser?.close(); await server?.stop(); });

async function violations(page) {
  // The policy of the page allows no script but its own: axe goes in through the debugger.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

for (const [device, options] of [['desktop', desktop], ['phone', phone]])
  for (const name of ['home', 'place', 'action', 'sign-in', 'new action'])
    test(`axe finds nothing to say of ${name} on a ${device}`, async () => {
      const page = await openClient(browser, server.url + screens[name], options);
      try {
        assert.deepEqual(await violations(page), []);
        await page.getByRole('link', { name: 'Mode texte' }).or(page.getByRole('button', { name: 'Mode texte' })).first().press('Enter');
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), 'text');
        assert.deepEqual(await violations(page), []);
      } finally {
        await page.context().close();
      }
    });

for (const [device, options] of [['desktop', desktop], ['phone', phone]])
  for (const path of ['/mentions', '/accessibilite'])
    test(`axe finds nothing to say of ${path} on a ${device}`, async () => {
      const page = await openPage(browser, server.url + path, options);
      try {
        assert.deepEqual(await violations(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        assert.deepEqual(page.problems, []);
      } finally {
        await page.context().close();
      }
    });
