// Somebody without an account suggests hours, a moderator accepts, the place shows them, and its history who. An association
// looks after its place: a moderator says that it is theirs, they check it, edit it and tell its needs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { button, clientReady, desktop, openClient, phone, serverPath, shared } from './lib.mjs';
import { uuidV7 } from '../server/server_helper.mjs';
import { found, latestCode, nothingWrong } from './people.mjs';

const moderator = 'relit@exemple.test', owner = 'voisine@exemple.test';
const json = (body) => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

// Signs in without a page; gives what sends commands as that person.
async function account(url, to, first_name) {
  await fetch(`${url}/api/v1/session/code`, json({ to }));
  const code = await latestCode(url, to);
  const opened = await fetch(`${url}/api/v1/session`, json({ to, code, first_name, goal: 'offer_help' }));
  const headers = { 'Content-Type': 'application/json', Cookie: opened.headers.get('set-cookie').split(';')[0] };
  return async (command) => {
    const answers = await (await fetch(`${url}/api/v1/commands`, { ...json([command]), headers })).json();
    assert.equal(answers[0].verdict, 'applied', JSON.stringify(answers));
  };
}

const suite = shared(async ({ server }) => {
  await account(server.url, moderator, 'Inès');
  await server.kill();
  for (const role of ['moderator', 'coordinator'])
    execFileSync(serverPath, ['role', 'give', role, moderator, '--database', server.database, '--area', '48.86,2.35,50000']);
  await server.restart();
  const id = uuidV7();
  const send = await account(server.url, owner, 'Odile');
  await send({ id, kind: 'association.create', association: { name: 'Les Voisins', at: { lat: 48.87, lon: 2.36 } } });
  const approve = await account(server.url, moderator, 'Inès');
  await approve({ id: uuidV7(), kind: 'association.approve', approve: { association: id } });
});

async function signIn(page, url, who = moderator) {
  await page.goto(`${url}/connexion`);
  await clientReady(page);
  await page.getByLabel('E-mail ou téléphone').fill(who);
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Code reçu');
  await code.waitFor();
  await code.pressSequentially(await latestCode(url, who), { delay: 20 });
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

for (const [device, options] of [['a desktop', desktop], ['a phone', phone]])
  test(`on ${device} a moderator says whose a place is; its association checks it, edits it, tells its needs, and refuses what is wrong`, async () => {
    const { url } = suite.server;
    const [{ id }] = (await found(url, device === 'a phone' ? 'bagagerie' : 'fontaine')).filter(({ kind }) => kind < 128);
    const place = async () => (await fetch(`${url}/api/v1/places/${id}`)).json();
    // The page shows at once what it sends.
    const arrived = async (is) => {
      for (const end = Date.now() + 20_000; !is(await place()); await page.waitForTimeout(100)) assert.ok(Date.now() < end, `never: ${is}`);
    };
    const page = await openClient(suite.browser, `${url}/`, options);
    const said = (words) => page.locator('#mirror').getByText(words, { exact: false }).first().waitFor();
    const opened = async (who, path) => {
      await page.context().clearCookies();
      await signIn(page, url, who);
      await page.goto(`${url}${path}`);
      await clientReady(page);
    };
    try {
      await opened(moderator, `/lieux/${id}`);
      await page.getByRole('link', { name: 'À qui est ce lieu ?' }).click();
      await page.waitForURL(/\/association/);
      await page.getByLabel('Association').selectOption('Les Voisins');
      await button(page, 'Enregistrer').click();
      await page.waitForURL((at) => at.pathname === `/lieux/${id}`);
      await said('Ce lieu est tenu par Les Voisins.');

      await opened(owner, `/lieux/${id}`);
      assert.equal(await page.getByRole('link', { name: 'À qui est ce lieu ?' }).count(), 0);
      await button(page, 'Tout est juste aujourd’hui').click();
      await said('par Les Voisins');
      await arrived(({ checked }) => checked?.by.name === 'Les Voisins');
      await page.getByRole('link', { name: 'Modifier ce lieu' }).click();
      await page.getByLabel('Téléphone', { exact: false }).fill('01 99 00 55 66');
      await page.getByLabel('Dons recherchés', { exact: false }).fill('Des couvertures, le soir.');
      await button(page, 'Enregistrer').click();
      await page.waitForURL((at) => at.pathname === `/lieux/${id}`);
      await said('Des couvertures, le soir.');
      await arrived(({ phone }) => phone === '01 99 00 55 66');

      await fetch(`${url}/api/v1/commands`, json([{ id: uuidV7(), kind: 'place.correct', correct: { place: id, changes: [{ field: 'phone', before: '01 99 00 55 66', after: '01 99 00 77 88' }], remark: '' } }]));
      await page.goto(`${url}/moderation`);
      await clientReady(page);
      await button(page, 'Refuser').click();
      await button(page, 'Refuser').click();
      await page.getByLabel('Pourquoi la refuser ?').fill('C’est le numéro d’un autre lieu.');
      await button(page, 'Refuser').click();
      await said('Rien n’attend.');
      assert.equal((await place()).phone, '01 99 00 55 66');
      nothingWrong(page);
    } finally {
      await page.context().close();
    }
  });
