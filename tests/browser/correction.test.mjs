// Somebody without an account suggests hours, a moderator accepts, the place shows them, and its history who.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { button, clientReady, desktop, openClient, phone, serverPath, shared } from './lib.mjs';
import { found, latestCode, nothingWrong } from './people.mjs';

const moderator = 'relit@exemple.test';
const json = (body) => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

const suite = shared(async ({ server }) => {
  await fetch(`${server.url}/api/v1/session/code`, json({ to: moderator }));
  const code = await latestCode(server.url, moderator);
  await fetch(`${server.url}/api/v1/session`, json({ to: moderator, code, first_name: 'Inès', goal: 'offer_help' }));
  await server.kill();
  execFileSync(serverPath, ['role', 'give', 'moderator', moderator, '--database', server.database, '--area', '48.86,2.35,50000']);
  await server.restart();
});

async function signIn(page, url) {
  await page.goto(`${url}/connexion`);
  await clientReady(page);
  await page.getByLabel('E-mail ou téléphone').fill(moderator);
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Code reçu');
  await code.waitFor();
  await code.pressSequentially(await latestCode(url, moderator), { delay: 20 });
  await page.keyboard.press('Enter');
  await page.waitForURL((at) => at.pathname === '/');
}

for (const [device, options, hours, said] of [['a desktop', desktop, 'Mo-Su 07:00-09:30', /7\sh\s– 9\sh\s30/], ['a phone', phone, 'Mo-Su 10:00-11:00', /10–11\sh/]])
  test(`on ${device} a guest suggests hours, a moderator accepts, the place shows them, and its history`, async () => {
    const { url } = suite.server;
    const [{ id }] = (await found(url, 'soupe')).filter(({ kind }) => kind < 128);
    const guest = await openClient(suite.browser, `${url}/lieux/${id}`, options);
    const reader = await openClient(suite.browser, `${url}/`, desktop);
    try {
      await guest.getByRole('link', { name: 'Proposer une correction' }).click();
      await guest.waitForURL(/\/correction/);
      const field = guest.getByLabel('Horaires', { exact: false }).first();
      await field.fill('le soir');
      await guest.getByText('Ces horaires ne se lisent pas encore.').waitFor();
      await field.fill(hours);
      await guest.locator('#mirror').getByText(said).first().waitFor({ state: 'attached' });
      await button(guest, 'Proposer la correction').click();
      await guest.getByText('Merci !', { exact: false }).first().waitFor();
      await guest.waitForURL((at) => at.pathname === `/lieux/${id}`);

      await signIn(reader, url);
      await reader.goto(`${url}/moderation`);
      await clientReady(reader);
      await reader.getByText(hours, { exact: false }).first().waitFor();
      await button(reader, 'Accepter').first().click();
      await reader.getByText('Rien n’attend.').waitFor();

      // The guest's page is told; nobody reloads it.
      await guest.waitForFunction((words) => new RegExp(words).test(document.body.textContent), said.source, { timeout: 10_000 });
      assert.equal((await (await fetch(`${url}/api/v1/places/${id}`)).json()).opening_hours, hours);
      await guest.getByRole('link', { name: 'Historique' }).click();
      await guest.getByText('Par la modération').first().waitFor();
      await guest.getByText(hours, { exact: false }).first().waitFor();
      nothingWrong(guest, reader);
    } finally {
      await guest.context().close();
      await reader.context().close();
    }
  });
