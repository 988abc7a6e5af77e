// TLS, certificates and passwords of who sends; and starts that make no sense.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {folder, newDatabase, run} from './server_helper.mjs';
import {byMail, isPrivate, kTo, promised, sleep, startMailServer, until, withServer} from './sending_helper.mjs';

// 127.0.0.2 is this machine too, and passes for another one: TLS is required there.
function makeCertificate() {
  const key = join(folder, 'key.pem'), certificate = join(folder, 'certificate.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', certificate, '-days', '2',
    '-subj', '/CN=mail', '-addext', 'subjectAltName=IP:127.0.0.1,IP:127.0.0.2'], {stdio: 'ignore'});
  return {certificate, tlsOptions: {key: readFileSync(key), cert: readFileSync(certificate)}};
}

test('TLS: by STARTTLS or from the start, the password goes to a mail server whose certificate is trusted, and to no other', async () => {
  const {certificate, tlsOptions} = makeCertificate();
  const file = join(folder, 'smtp-password');
  writeFileSync(file, 'sesame\n');
  const args = (mail, ca = certificate) => ['--smtp-url', mail.url.replace('://', '://ana@'), '--mail-from', 'bonjour@entourage.exemple.test',
    '--smtp-password-file', file, ...(ca ? ['--sending-ca', ca] : [])];
  for (const options of [{tlsOptions, host: '127.0.0.2'}, {tlsOptions, isTls: true, host: '127.0.0.1'}]) {
    const mail = await startMailServer({}, options);
    await withServer(args(mail), async (server) => {
      await promised(server, kTo);
      const [got] = await until(() => mail.mails.length && mail.mails);
      assert.ok(got.isSecure);
      const login = got.lines.find((line) => line.startsWith('AUTH PLAIN '));
      assert.equal(Buffer.from(login.slice(11), 'base64').toString(), '\0ana\0sesame');
      isPrivate(server, 'sesame', 'zoe');
    });
    await withServer(args(mail, null), async (server) => {
      await promised(server, kTo);
      await until(() => server.log().includes('could not be handed over yet'));
      await sleep(500);
      assert.equal(mail.mails.length, 1, 'nobody vouches for this certificate');
    });
    mail.stop();
  }
});

test('TLS: where a mail server elsewhere offers none, nothing is told to it, unless that is asked for', async () => {
  const mail = await startMailServer({}, {host: '127.0.0.2'});
  const lines = [];
  const plain = await startMailServer({MAIL: ({line}) => { lines.push(line); return '250 ok'; }}, {host: '127.0.0.2'});
  await withServer(byMail(plain), async (server) => {
    await promised(server, kTo);
    await until(() => server.log().includes('could not be handed over yet'));
    assert.deepEqual(lines, []);
  });
  await withServer([...byMail(mail), '--smtp-without-tls'], async (server) => {
    await promised(server, kTo);
    await until(() => mail.mails.length === 1);
  });
  mail.stop();
  plain.stop();
});

test('starts that make no sense say why', () => {
  const secret = join(folder, 'password');
  writeFileSync(secret, 'open sesame\n');
  const fails = (pattern, ...args) => {
    const {status, stderr} = run('serve', '--database', 'sqlite:' + newDatabase(), '--port', '0', ...args);
    assert.equal(status, 1);
    assert.match(stderr, pattern);
    assert.doesNotMatch(stderr, /sesame/);
  };
  const from = ['--mail-from', 'bonjour@exemple.test'];
  fails(/not both/, '--dev', '--sms-url', 'https://sms.exemple.test/');
  fails(/--mail-from/, '--smtp-url', 'smtp://mail.exemple.test');
  fails(/--mail-from/, '--smtp-url', 'smtp://mail.exemple.test', '--mail-from', 'a@exemple.test>\r\nBcc: <b@exemple.test');
  fails(/no mail server/, '--smtp-url', 'https://mail.exemple.test', ...from);
  fails(/no mail server/, '--smtp-url', 'smtp://mail.exemple.test/\r\nRSET', ...from);
  fails(/--smtp-password-file/, '--smtp-url', 'smtp://ana:sesame@mail.exemple.test', ...from);
  fails(/go together/, '--smtp-url', 'smtp://ana@mail.exemple.test', ...from);
  fails(/go together/, '--smtp-url', 'smtp://mail.exemple.test', '--smtp-password-file', secret, ...from);
  fails(/without TLS/, '--smtp-url', 'smtp://ana@mail.exemple.test', '--smtp-password-file', secret, '--smtp-without-tls', ...from);
  fails(/cannot be read/, '--smtp-url', 'smtp://ana@mail.exemple.test', '--smtp-password-file', join(folder, 'none'), ...from);
  fails(/must be https/, '--sms-url', 'http://sms.exemple.test/');
  fails(/no gateway/, '--sms-url', 'ftp://sms.exemple.test/');
  fails(/no user and password/, '--sms-url', 'https://ana:sesame@sms.exemple.test/');
  fails(/need a mail server/, ...from, '--sms-url', 'https://sms.exemple.test/');
  fails(/need a gateway/, '--sms-token-file', secret, '--smtp-url', 'smtp://mail.exemple.test', ...from);
  fails(/makes no sense for --sms-per-day/, '--sms-url', 'https://sms.exemple.test/', '--sms-per-day', 'many');
});
