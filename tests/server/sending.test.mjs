// Codes leave by e-mail and text message: to a friendly mail server and gateway, and to hostile ones. What is acknowledged is sent
// once; what is not is tried again under the same id; the server answers people meanwhile, always the same.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {bytesOf, folder, json, newDatabase, startServer} from './server_helper.mjs';
import {askCode, byMail, bySms, codeIn, isPrivate, kPhone, kTo, promised, sleep, startGateway, startMailServer, until, withServer} from './sending_helper.mjs';

test('an e-mail arrives whole, and its code signs in', async () => {
  const mail = await startMailServer();
  await withServer(byMail(mail), async (server) => {
    await promised(server, kTo);
    const [got] = await until(() => mail.mails.length && mail.mails);
    assert.equal(got.lines[0], 'EHLO entourage.exemple.test');
    assert.ok(got.lines.includes('MAIL FROM:<bonjour@entourage.exemple.test>'), got.lines.join());
    assert.ok(got.lines.includes('RCPT TO:<zoe.duval@exemple.test>'));
    assert.equal(got.headers.from, 'Entourage <bonjour@entourage.exemple.test>');
    assert.equal(got.headers.to, '<zoe.duval@exemple.test>');
    assert.equal(got.headers.subject, 'Votre code Entourage');
    assert.match(got.headers['message-id'], /^<[0-9a-f-]{36}@entourage\.exemple\.test>$/);
    assert.ok(Math.abs(Date.parse(got.headers.date) - Date.now()) < 60_000, got.headers.date);
    assert.equal(got.headers['content-type'], 'text/plain; charset=utf-8');
    assert.equal(got.names.length, new Set(got.names).size, 'every header once');
    assert.match(got.text, /^Votre code Entourage : \d{6}\. Il est valable dix minutes\.\r\n$/);
    const opened = await fetch(server.url + '/api/v1/session', json({to: kTo, code: codeIn(got.text), first_name: 'Zoé', goal: 'offer_help'}));
    assert.equal(opened.status, 200);
    await sleep(2500);
    assert.equal(mail.mails.length, 1, 'sent once');
    isPrivate(server, 'zoe', codeIn(got.text));
  });
  mail.stop();
});

test('a text message arrives, with an idempotency key and the token of a file', async () => {
  const gateway = await startGateway();
  const file = join(folder, 'token');
  writeFileSync(file, 'sesame\n');
  await withServer([...bySms(gateway), '--sms-token-file', file], async (server) => {
    await promised(server, '06 12 34 56 78');
    const [got] = await until(() => gateway.requests.length && gateway.requests);
    assert.equal(got.method, 'POST');
    assert.equal(got.path, '/messages');
    assert.equal(got.headers['content-type'], 'application/json');
    assert.equal(got.headers.authorization, 'Bearer sesame');
    assert.equal(got.headers['idempotency-key'], got.body.id);
    assert.deepEqual(Object.keys(got.body).sort(), ['id', 'text', 'to']);
    assert.equal(got.body.to, kPhone);
    assert.match(got.body.text, /^Votre code Entourage : \d{6}\. Il est valable dix minutes\.$/);
    await sleep(2500);
    assert.equal(gateway.requests.length, 1, 'sent once');
    isPrivate(server, '612345678', codeIn(got.body.text), 'sesame');
  });
  gateway.stop();
});

test('a channel without a sender is refused with a code of its own', async () => {
  const mail = await startMailServer(), gateway = await startGateway();
  for (const [args, to, code] of [[byMail(mail), kPhone, 'sms.unavailable'], [bySms(gateway), kTo, 'email.unavailable']]) {
    await withServer(args, async (server) => {
      const {status, text} = await askCode(server, to);
      assert.equal(status, 422);
      assert.deepEqual([JSON.parse(text).code, JSON.parse(text).where], [code, 'to']);
      assert.equal((await fetch(server.url + '/dev/outbox')).status, 404);
    });
  }
  mail.stop();
  gateway.stop();
});

test('a mail server that refuses for a while gets the same message again; one that refuses for good does not', async () => {
  const mail = await startMailServer({RCPT: ({count}) => (count === 1 ? '451 later' : '250 ok')});
  await withServer(byMail(mail), async (server) => {
    await promised(server, kTo);
    await until(() => mail.mails.length === 1);
    assert.equal(mail.tries, 2);
    assert.match(server.log(), /could not be handed over yet.*451/);
    isPrivate(server, 'zoe');
  });
  mail.stop();
  for (const answers of [{RCPT: '550 nobody zoe.duval@exemple.test here'}, {message: '554 no'}]) {
    const strict = await startMailServer(answers);
    await withServer(byMail(strict), async (server) => {
      await promised(server, kTo);
      await until(() => server.log().includes('refused for good'));
      await sleep(3000);
      assert.equal(strict.tries, 1);
      assert.equal(strict.mails.length, 0);
      isPrivate(server, 'zoe');
    });
    strict.stop();
  }
});

const kHostileMail = {
  'says nothing': {greeting: () => undefined},
  'answers byte by byte': {EHLO: ({socket}) => { for (let i = 0; i < 60; ++i) setTimeout(() => socket.writable && socket.write('2'), i * 200); }},
  'answers without an end': {EHLO: ({socket}) => {
    const more = () => { while (socket.writable && socket.write('250-' + 'x'.repeat(500) + '\r\n')); };
    socket.on('drain', more);
    more();
  }},
  'answers with one endless line': {EHLO: ({socket}) => {
    const more = () => { while (socket.writable && socket.write('2'.repeat(8192))); };
    socket.on('drain', more);
    more();
  }},
  'resets at the greeting': {greeting: ({socket}) => { socket.resetAndDestroy(); }},
  'resets in the middle of the message': {DATA: ({socket}) => { socket.pause(); socket.write('354 go on\r\n'); setTimeout(() => socket.resetAndDestroy(), 100); }},
  'takes the message and says nothing': {message: () => undefined},
  'speaks another language': {greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n'},
};
for (const [name, answers] of Object.entries(kHostileMail)) {
  test(`a mail server that ${name}: people are answered, and the message goes out once it is well again`, async () => {
    const ill = {...answers}; // as long as it is
    const mail = await startMailServer(Object.fromEntries(Object.keys(answers).map((what) => [what, (about) => {
      if (!(what in ill)) return {greeting: '220 well', EHLO: '250 well', DATA: '354 go on', message: '250 taken'}[what];
      return typeof ill[what] === 'function' ? ill[what](about) : ill[what];
    }])));
    await withServer(byMail(mail), async (server) => {
      await promised(server, kTo);
      await until(() => mail.sessions > 0);
      for (let i = 0; i < 3; ++i) assert.ok((await fetch(server.url + '/healthz')).ok);
      await until(() => server.log().includes('could not be handed over yet'));
      for (const what of Object.keys(ill)) delete ill[what];
      await until(() => mail.mails.length === 1);
      isPrivate(server, 'zoe', codeIn(mail.mails[0].text));
    });
    assert.equal(mail.mails.length, 1);
    mail.stop();
  });
}

test('a mail server that never says goodbye has taken the message all the same, also where we stop meanwhile', async () => {
  const mail = await startMailServer({QUIT: () => undefined});
  const database = newDatabase();
  await withServer(byMail(mail), async (server) => {
    await promised(server, kTo);
    await until(() => mail.mails.length === 1);
    await sleep(4000);
  }, {database});
  const server = await startServer({args: byMail(mail), dev: false, database});
  await promised(server, 'quelqu-un@exemple.test');
  await until(() => mail.mails.length === 2);
  const started = performance.now();
  await server.stop();
  assert.ok(performance.now() - started < 4000);
  await withServer(byMail(mail), () => sleep(3000), {database});
  assert.equal(mail.mails.length, 2);
  mail.stop();
});

const kHostileGateways = {
  'says nothing': () => {},
  'answers byte by byte': ({response}) => { for (let i = 0; i < 60; ++i) setTimeout(() => response.socket?.writable && response.socket.write('H'), i * 200); },
  'sends headers without an end': ({response}) => {
    const {socket} = response;
    socket.write('HTTP/1.1 100 Continue\r\n');
    const more = () => { while (socket.writable && socket.write('X-More: ' + 'x'.repeat(500) + '\r\n')); };
    socket.on('drain', more);
    more();
  },
  'resets': ({response}) => response.socket.resetAndDestroy(),
  'is overloaded': ({response}) => response.writeHead(503).end('x'.repeat(1e6)),
  'limits': ({response}) => response.writeHead(429, {'Retry-After': '1'}).end(),
  'takes too long': ({response}) => response.writeHead(408).end(),
  'sends elsewhere': ({response}) => response.writeHead(307, {Location: '/elsewhere'}).end(),
};
for (const [name, hostile] of Object.entries(kHostileGateways)) {
  test(`a gateway that ${name}: tried again with the same key`, async () => {
    let isIll = true;
    const gateway = await startGateway((about) => (isIll ? hostile(about) : about.response.writeHead(200).end()));
    await withServer(bySms(gateway), async (server) => {
      await promised(server, kPhone);
      await until(() => server.log().includes('could not be handed over yet'));
      const before = gateway.requests.length;
      isIll = false;
      await until(() => gateway.requests.length > before);
      await sleep(2500);
      assert.equal(gateway.requests.length, before + 1, 'once it is acknowledged it is not sent again');
      assert.equal(new Set(gateway.requests.map(({headers, body}) => headers['idempotency-key'] + JSON.stringify(body))).size, 1);
      assert.ok(gateway.requests.every(({path}) => path === '/messages'), 'it is not led elsewhere');
      isPrivate(server, '612345678', codeIn(gateway.requests[0].body.text));
    });
    gateway.stop();
  });
}

test('a gateway that refuses, or that takes it and then sends without an end: nothing is sent again', async () => {
  const endless = ({response}) => {
    response.writeHead(200);
    const more = () => { while (response.writable && !response.destroyed && response.write('x'.repeat(8192))); };
    response.on('drain', more);
    more();
  };
  for (const [answer, log] of [[({response}) => response.writeHead(400).end('+33612345678 is wrong'), /refused for good: the gateway answered 400/], [endless, /^(?!.*sending:)/s]]) {
    const gateway = await startGateway(answer);
    await withServer(bySms(gateway), async (server) => {
      await promised(server, kPhone);
      await until(() => gateway.requests.length === 1);
      await sleep(4000);
      assert.equal(gateway.requests.length, 1);
      assert.match(server.log(), log);
      isPrivate(server, '612345678');
    });
    gateway.stop();
  }
});

test('the budget of text messages: one more is promised, not sent, told once; it outlives a restart; e-mails go on', async () => {
  const mail = await startMailServer(), gateway = await startGateway();
  const database = newDatabase();
  const args = [...byMail(mail), ...bySms(gateway), '--sms-per-day', '2'];
  await withServer(args, async (server) => {
    for (const to of [kPhone, '+33612345679', '+33612345670', '+33612345671']) await promised(server, to);
    await promised(server, kTo);
    await until(() => mail.mails.length === 1);
    await until(() => server.log().includes('--sms-per-day'));
  }, {database});
  await withServer(args, async (server) => {
    await promised(server, '+33612345672');
    await until(() => server.log().includes('--sms-per-day'));
    assert.equal(server.log().match(/--sms-per-day/g).length, 1);
  }, {database});
  assert.equal(gateway.requests.length, 2);
  mail.stop();
  gateway.stop();
});

test('kill -9 while a message waits: it is in no file, and goes out after the next start under its id', async () => {
  let isIll = true;
  const gateway = await startGateway(({response}) => (isIll ? undefined : response.writeHead(200).end()));
  const mail = await startMailServer({message: ({socket}) => (isIll ? void socket.destroy() : '250 taken')});
  const database = newDatabase();
  const args = [...byMail(mail), ...bySms(gateway), '--sending-timeout', '5'];
  const server = await startServer({database, args, dev: false});
  await promised(server, kPhone);
  await promised(server, kTo);
  await until(() => gateway.requests.length === 1 && mail.tries >= 1);
  await server.kill();
  const code = codeIn(gateway.requests[0].body.text);
  const bytes = bytesOf(database);
  assert.ok(bytes.length > 10_000);
  for (const secret of [kPhone, '612345678', 'zoe.duval', 'Votre code']) assert.ok(!bytes.includes(secret), `${secret} is kept`);
  assert.ok(!new RegExp(`\\b${code}\\b`).test(bytes), 'the code is kept');
  isIll = false;
  await withServer(args, async () => {
    await until(() => gateway.requests.length === 2 && mail.mails.length === 1);
    assert.deepEqual(gateway.requests[1].body, gateway.requests[0].body);
    await sleep(2500);
    assert.equal(gateway.requests.length, 2);
    assert.equal(mail.mails.length, 1);
  }, {database});
  gateway.stop();
  mail.stop();
});

test('SIGTERM while nobody answers: the process ends soon, with 0', async () => {
  const gateway = await startGateway(() => {});
  const mail = await startMailServer({greeting: () => undefined});
  const server = await startServer({args: [...byMail(mail), ...bySms(gateway)], dev: false});
  await promised(server, kPhone);
  await promised(server, kTo);
  await until(() => gateway.requests.length === 1 && mail.sessions === 1);
  const started = performance.now();
  assert.deepEqual(await server.stop(), {code: 0, signal: null});
  assert.ok(performance.now() - started < 4000);
  isPrivate(server, 'zoe', '612345678');
  gateway.stop();
  mail.stop();
});

test('a slow mail server holds up neither text messages nor other e-mails', async () => {
  const gateway = await startGateway();
  const mail = await startMailServer({RCPT: ({line, socket}) => (line.includes('slow') ? void setTimeout(() => socket.writable && socket.write('250 ok\r\n'), 700) : '250 ok')});
  await withServer([...byMail(mail), ...bySms(gateway)], async (server) => {
    for (const to of ['slow-1@exemple.test', 'slow-2@exemple.test', kPhone, kTo]) await promised(server, to);
    await until(() => gateway.requests.length === 1 && mail.mails.length > 0);
    assert.equal(mail.mails[0].headers.to, '<zoe.duval@exemple.test>');
    await until(() => mail.mails.length === 3);
  });
  gateway.stop();
  mail.stop();
});

test('one limit of codes for all addresses of an IPv6 network of 64 bits', async () => {
  const mail = await startMailServer();
  await withServer([...byMail(mail), '--trusted-proxy', '127.0.0.1'], async (server) => {
    const from = async (address, to) => {
      const options = json({to});
      return (await fetch(server.url + '/api/v1/session/code', {...options, headers: {...options.headers, 'X-Forwarded-For': address}})).status;
    };
    for (let i = 0; i < 60; ++i) assert.equal(await from(`2001:db8:1:2::${i.toString(16)}`, `someone-${i}@exemple.test`), 202);
    assert.equal(await from('2001:db8:1:2:ffff::1', 'someone-60@exemple.test'), 429);
    assert.equal(await from('2001:db8:1:3::1', 'someone-61@exemple.test'), 202);
    assert.equal(await from('192.0.2.1', 'someone-62@exemple.test'), 202);
  });
  mail.stop();
});
