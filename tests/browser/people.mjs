// What people do on their way through the product, whatever they do it with.
import assert from 'node:assert/strict';

export async function latestCode(url, to) {
  const sent = await (await fetch(`${url}/dev/outbox`)).json();
  return sent.find((message) => message.to === to).code;
}

// What the server finds: { id, kind, title, … }.
export async function found(url, words) {
  return (await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent(words)}`)).json()).items;
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
