// What people do on their way through the product, whatever they do it with.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

export async function latestCode(url, to) {
  const sent = await (await fetch(`${url}/dev/outbox`)).json();
  return sent.find((message) => message.to === to).code;
}

// What the server finds: { id, kind, title, … }.
export async function found(url, words) {
  return (await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent(words)}`)).json()).items;
}

const published = async (url, title) => (await found(url, title)).filter((item) => item.title === title).length;

// What a page left unsent reaches the server once, and not again while it has the time to. Lists would not tell: they hold
// what is nearest to wherever the map lies.
export async function arrivesOnce(url, ...titles) {
  for (const title of titles) {
    const until = Date.now() + 20_000;
    while (await published(url, title) === 0) {
      assert.ok(Date.now() < until, `“${title}” does not arrive`);
      await sleep(100);
    }
  }
  await sleep(3000);
  for (const title of titles) assert.equal(await published(url, title), 1, title);
}

export const mode = (page) => page.evaluate(() => document.documentElement.dataset.mode);

// What has the focus: its name, its role, and whether it is anything at all.
export const focus = (page) => page.evaluate(() => {
  const e = document.activeElement;
  return {
    lost: !e || e === document.body, name: (e?.getAttribute('aria-label') ?? e?.labels?.[0]?.textContent ?? e?.textContent ?? '').trim(), tag: e?.localName ?? '',
    look: e?.dataset?.look ?? '', inMap: Boolean(e?.closest?.('#map-region')), inDialog: Boolean(e?.closest?.('dialog')),
  };
});

// A new action is seen by somebody else's page.
export const isListed = (page, name, timeout = 20_000) => page.getByRole('link', { name }).first().waitFor({ timeout });

// The server asks who is new for a first name with a 422, which the browser's console notes.
export function forgiveSignIn(page) {
  page.problems.splice(0, page.problems.length, ...page.problems.filter((words) => !/status of 422/.test(words)));
}

export function nothingWrong(...pages) {
  for (const page of pages) forgiveSignIn(page);
  assert.deepEqual(pages.flatMap((page) => page.problems), []);
}
