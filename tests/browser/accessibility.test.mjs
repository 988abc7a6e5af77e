// axe-core on every screen, at phone and desktop size, painted and in mode texte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './axe.mjs';
import { desktop, openClient, openPage, phone, settled, shared } from './lib.mjs';
import { found } from './people.mjs';

let screens;
const suite = shared(async ({ server }) => {
  const place = (await found(server.url, 'soupe')).find((item) => item.kind < 128);
  const action = (await found(server.url, 'café')).find((item) => item.kind >= 128);
  screens = {
    home: '/', place: `/lieux/${place.id}`, action: `/actions/${action.id}`, 'sign-in': '/connexion', 'new action': '/actions/nouvelle', settings: '/reglages', 'an unknown page': '/nulle-part',
  };
});

for (const [device, options] of [['desktop', desktop], ['phone', phone]])
  for (const name of ['home', 'place', 'action', 'sign-in', 'new action', 'settings', 'an unknown page'])
    test(`axe finds nothing to say of ${name} on a ${device}`, async () => {
      const page = await openClient(suite.browser, suite.server.url + screens[name], options);
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
  for (const path of ['/mentions', '/accessibilite', '/urgences', '/legal', '/accessibility', '/emergency'])
    test(`axe finds nothing to say of ${path} on a ${device}`, async () => {
      const page = await openPage(suite.browser, suite.server.url + path, options);
      try {
        assert.deepEqual(await violations(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        assert.deepEqual(page.problems, []);
      } finally {
        await page.context().close();
      }
    });
