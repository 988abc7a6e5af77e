// HTML_CodeSniffer (what pa11y runs) by WCAG 2 AA on every route, at phone and desktop size, painted and in mode texte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errors } from './codesniffer.mjs';
import { desktop, openClient, openPage, phone, settled, shared } from './lib.mjs';
import { found } from './people.mjs';

let paths;
const suite = shared(async ({ server }) => {
  const [place, action] = await Promise.all(['soupe', 'café'].map((words) => found(server.url, words)));
  paths = {
    home: '/', place: `/lieux/${place.find(({ kind }) => kind < 128).id}`, action: `/actions/${action.find(({ kind }) => kind >= 128).id}`,
    'sign-in': '/connexion', 'new action': '/actions/nouvelle', settings: '/reglages', 'an unknown page': '/nulle-part',
  };
});

// The browser's own note of the unknown page.
const withoutNotFound = (problems) => problems.filter((words) => !/status of 404/.test(words));

for (const [device, options] of [['desktop', desktop], ['phone', phone]]) {
  for (const name of ['home', 'place', 'action', 'sign-in', 'new action', 'settings', 'an unknown page'])
    test(`no error on ${name} on a ${device}, painted and in mode texte`, async () => {
      const page = await openClient(suite.browser, suite.server.url + paths[name], options);
      try {
        assert.deepEqual(await errors(page), [], 'painted');
        await page.getByRole('link', { name: 'Mode texte' }).or(page.getByRole('button', { name: 'Mode texte' })).first().press('Enter');
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), 'text');
        assert.deepEqual(await errors(page), [], 'in mode texte');
        assert.deepEqual(withoutNotFound(page.problems), []);
      } finally {
        await page.context().close();
      }
    });

  for (const path of ['/mentions', '/accessibilite', '/urgences', '/legal', '/accessibility', '/emergency'])
    test(`no error on ${path} on a ${device}`, async () => {
      const page = await openPage(suite.browser, suite.server.url + path, options);
      try {
        assert.deepEqual(await errors(page), []);
      } finally {
        await page.context().close();
      }
    });

  test(`no error on the pages without JavaScript on a ${device}`, async () => {
    for (const path of Object.values(paths)) {
      const page = await openPage(suite.browser, suite.server.url + path, { ...options, javaScriptEnabled: false });
      try {
        assert.deepEqual(await errors(page), [], path);
      } finally {
        await page.context().close();
      }
    }
  });
}
