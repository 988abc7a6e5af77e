// What was acknowledged is there, whatever happens to the process; and the exact point of an action is nowhere.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bytesOf, createAction, newDatabase, openStream, signIn, startServer} from './server_helper.mjs';

test('kill -9: acknowledged commands are kept, replays get the first answer, everything happens once', async () => {
  const database = newDatabase();
  let server = await startServer({database});
  let ana = await signIn(server, 'ana@exemple.test');
  const commands = Array.from({length: 30}, (_, i) => createAction({title: `Action ${i}`}));
  const acknowledged = [];
  const sending = Promise.all(commands.map(async (command, i) => {
    await new Promise((wait) => setTimeout(wait, i * 5));
    try {
      const {answers} = await ana.send(command);
      acknowledged.push(answers[0]);
    } catch {
      // killed before its answer: the outbox of a client sends it again
    }
  }));
  while (acknowledged.length < 5) await new Promise((wait) => setTimeout(wait, 2));
  await server.kill();
  await sending;

  server = await startServer({database, port: server.port});
  ana = {...ana, ...Object.fromEntries([['send', async (...list) => (await (await fetch(server.url + '/api/v1/commands',
    {method: 'POST', headers: {'Content-Type': 'application/json', Cookie: ana.cookie}, body: JSON.stringify(list)})).json())]])};
  for (const answer of acknowledged) assert.equal((await fetch(server.url + '/api/v1/actions/' + answer.id)).status, 200);
  assert.ok((await (await fetch(server.url + '/api/v1/session', {headers: {Cookie: ana.cookie}})).json()).account, 'the session survives');
  const again = await ana.send(...commands);
  for (const answer of again) assert.equal(answer.verdict, 'applied');
  assert.deepEqual(await ana.send(...commands), again);
  const {changes} = await (await fetch(server.url + '/api/v1/changes?since=0')).json();
  assert.equal(changes.length, commands.length);
  const manifest = await (await fetch(server.url + '/api/v1/markers')).json();
  await server.stop();
  assert.equal(manifest.cells.reduce((sum, cell) => sum + cell.count, 0) <= commands.length, true);
});

test('SIGTERM: answers under way are finished, streams end, the process ends with 0', async () => {
  const server = await startServer();
  const ana = await signIn(server, 'ana@exemple.test');
  const stream = await openStream(server);
  const sending = ana.send(createAction());
  const started = Date.now();
  const [{code}] = await Promise.all([server.stop(), sending.catch(() => {})]);
  assert.equal(code, 0, server.log());
  assert.ok(Date.now() - started < 3000);
  stream.close();
});

test('the exact point of an action is in no file, no log and no answer', async () => {
  const server = await startServer();
  const ana = await signIn(server, 'ana@exemple.test');
  const point = {lat: 48.8731597531, lon: 2.3618642086};
  const command = createAction({at: point});
  const answers = [JSON.stringify(await ana.send(command)), JSON.stringify(await ana.send(createAction({at: point, title: 'x'})))];
  for (const path of ['/api/v1/actions/' + command.id, '/api/v1/changes?since=0', '/', '/actions/' + command.id, '/api/v1/search?q=manteaux', '/dev/outbox']) {
    answers.push(await (await fetch(server.url + path)).text());
  }
  const {cells} = await (await fetch(server.url + '/api/v1/markers')).json();
  for (const {url} of cells) answers.push(Buffer.from(await (await fetch(server.url + url)).arrayBuffer()).toString('latin1'));
  await server.kill();
  const kept = bytesOf(server.database);
  assert.ok(kept.includes(command.id));
  const everything = [...answers, server.log(), kept];
  const asDouble = (number, write) => { const bytes = Buffer.alloc(8); bytes[write](number); return bytes.toString('latin1'); };
  for (const text of everything) {
    for (const number of [point.lat, point.lon]) {
      const digits = String(number);
      assert.ok(!text.includes(digits.slice(0, 8)), 'the digits of the point');
      assert.ok(!text.includes(digits.slice(-8)));
      for (const write of ['writeDoubleBE', 'writeDoubleLE']) assert.ok(!text.includes(asDouble(number, write)));
    }
  }
});
