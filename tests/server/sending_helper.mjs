// A small mail server and a small gateway of text messages, friendly or not, to be handed messages by the real server.
import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import {json, startServer} from './server_helper.mjs';

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(what, ms = 15_000) {
  const end = performance.now() + ms;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (performance.now() > end) throw new Error('it did not happen: ' + what);
    await sleep(20);
  }
}

// A test that fails leaves it open: that must not keep the run from ending.
const listen = (server, host = '127.0.0.1') => new Promise((done) => server.unref().listen(0, host, () => done(server.address().port)));

// `answers` (by verb, and "greeting", "message"): a string, or a function of {socket, line, count} that gives one, or gives nothing and does what it likes.
export async function startMailServer(answers = {}, {tlsOptions, isTls = false, host = '127.0.0.1'} = {}) {
  const said = {greeting: '220 mail.exemple.test', EHLO: ['250-mail.exemple.test', ...(tlsOptions && !isTls ? ['250-STARTTLS'] : []), '250 AUTH PLAIN'].join('\r\n'),
    STARTTLS: '220 go on', AUTH: '235 welcome', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on', message: '250 taken', QUIT: '221 bye', ...answers};
  const state = {mails: [], tries: 0, sessions: 0, open: new Set()};
  const counts = {};
  const talk = (raw, isSecure) => {
    let socket = raw, buffer = '', data = null;
    let mail = {lines: [], isSecure};
    const say = (what, line = '') => {
      counts[what] = (counts[what] ?? 0) + 1;
      const answer = typeof said[what] === 'function' ? said[what]({socket, line, count: counts[what]}) : said[what] ?? '502 what?';
      if (answer !== undefined) socket.write(answer + '\r\n');
      return String(answer ?? '');
    };
    const command = (line) => {
      mail.lines.push(line);
      const verb = line.split(/[ :]/)[0].toUpperCase();
      const answer = say(verb, line);
      if (verb === 'MAIL') state.tries += 1;
      if (verb === 'DATA' && answer.startsWith('354')) data = '';
      if (verb === 'QUIT') socket.end();
      if (verb === 'STARTTLS') {
        raw.removeAllListeners('data');
        socket = new tls.TLSSocket(raw, {isServer: true, ...tlsOptions});
        mail = {lines: [], isSecure: true};
        hear();
      }
    };
    const hear = () => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        buffer += bytes.toString('latin1');
        for (let end; (end = buffer.indexOf('\r\n')) >= 0;) {
          const line = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          if (data === null) { command(line); continue; }
          if (line !== '.') { data += (line.startsWith('.') ? line.slice(1) : line) + '\r\n'; continue; }
          const whole = {...mail, raw: data};
          data = null;
          mail = {lines: [], isSecure: mail.isSecure};
          if (say('message').startsWith('250')) state.mails.push(parseMail(whole));
        }
      });
    };
    hear();
    say('greeting');
  };
  const server = net.createServer((connection) => {
    connection.unref().on('error', () => {});
    const socket = isTls ? new tls.TLSSocket(connection, {isServer: true, ...tlsOptions}) : connection;
    state.sessions += 1;
    state.open.add(socket);
    socket.on('close', () => state.open.delete(socket));
    talk(socket, isTls);
  });
  state.port = await listen(server, host);
  state.url = `${isTls ? 'smtps' : 'smtp'}://${host}:${state.port}`;
  state.stop = () => { for (const socket of state.open) socket.destroy(); server.close(); };
  return state;
}

function parseMail({lines, isSecure, raw}) {
  const end = raw.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(raw.slice(0, end).replace(/\r\n[ \t]/g, ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
  const bytes = raw.slice(end + 4).replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return {lines, isSecure, raw, headers, names: raw.slice(0, end).split('\r\n').map((line) => line.split(':')[0]), text: Buffer.from(bytes, 'latin1').toString('utf8')};
}

// `answer({request, response, body, count})` answers a POST; what it acknowledged is for it to say.
export async function startGateway(answer = ({response}) => response.writeHead(202).end('{}')) {
  const state = {requests: [], open: new Set()};
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    state.requests.push({method: request.method, path: request.url, headers: request.headers, body: JSON.parse(body), at: performance.now()});
    answer({request, response, body, count: state.requests.length});
  });
  server.on('connection', (socket) => {
    state.open.add(socket);
    socket.unref().on('error', () => {});
    socket.on('close', () => state.open.delete(socket));
  });
  state.port = await listen(server);
  state.url = `http://127.0.0.1:${state.port}/messages`;
  state.stop = () => { for (const socket of state.open) socket.destroy(); server.close(); };
  return state;
}

export const kTo = 'Zoe.Duval@exemple.test', kPhone = '+33612345678';
export const byMail = (mail) => ['--smtp-url', mail.url, '--mail-from', 'bonjour@entourage.exemple.test'];
export const bySms = (gateway) => ['--sms-url', gateway.url];

export async function withServer(args, use, more = {}) {
  const server = await startServer({args: ['--sending-timeout', '2', ...args], dev: false, ...more});
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}
export async function askCode(server, to) {
  const started = performance.now();
  const answer = await fetch(server.url + '/api/v1/session/code', json({to}));
  const text = await answer.text();
  return {status: answer.status, text, ms: performance.now() - started};
}
// Long before a try ends that nobody answers, where none is asked for (60 s).
export async function promised(server, to) {
  const {status, text, ms} = await askCode(server, to);
  assert.equal(status, 202, text);
  assert.equal(text, '{}');
  assert.ok(ms < 20_000, `answered at once, not after ${ms} ms`);
}
export const codeIn = (text) => /\b(\d{6})\b/.exec(text)[1];
export const isPrivate = (server, ...secrets) => {
  for (const secret of secrets) assert.ok(!server.log().toLowerCase().includes(secret.toLowerCase()), server.log());
};
