// Requests that two servers in a row could read differently, and other raw bytes.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {raw, startServer} from './server_helper.mjs';

let server;
before(async () => { server = await startServer({args: ['--request-timeout', '1']}); });
after(async () => { await server.stop(); });

const get = (headers) => `GET /healthz HTTP/1.1\r\n${headers}\r\n`;
const post = (headers, body) => `POST /api/v1/commands HTTP/1.1\r\nHost: a\r\n${headers}\r\n${body}`;

const cases = {
  'plain': [get('Host: a\r\n'), 200],
  'two in a row on one connection': [get('Host: a\r\n') + get('Host: a\r\n'), 200, 200],
  'an upgrade to HTTP/2 is not taken': [get('Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n') + get('Host: a\r\n'), 200, 200],
  'an upgrade to a web socket is not taken': [get('Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n') + get('Host: a\r\n'), 200, 200],
  'after "Connection: close" nothing is read': [get('Host: a\r\nConnection: close\r\n') + get('Host: a\r\n'), 200],
  'a body that is refused by its type is read to its end': [post('Content-Length: 4\r\n', 'abcd') + get('Host: a\r\n'), 415, 200],
  'chunks with extensions and trailers are read to their end': [post('Transfer-Encoding: Chunked\r\n', '2;a=b\r\n[]\r\n000\r\nX: y\r\n\r\n') + get('Host: a\r\n'), 415, 200],
  'length and chunked': [post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
  'chunked and length': [post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', '0\r\n\r\n'), 400],
  'lengths that differ': [post('Content-Length: 4\r\nContent-Length: 5\r\n', 'abcd'), 400],
  'lengths that agree': [post('Content-Length: 4\r\nContent-Length: 4\r\n', 'abcd'), 400],
  'a list of lengths': [post('Content-Length: 4, 4\r\n', 'abcd'), 400],
  'length with a sign': [post('Content-Length: +4\r\n', 'abcd'), 400],
  'negative length': [post('Content-Length: -1\r\n', 'abcd'), 400],
  'an empty length': [post('Content-Length:\r\n', 'abcd'), 400],
  'a length in two words': [post('Content-Length: 4 4\r\n', 'abcd'), 400],
  'a length that is folded': [post('Content-Length:\r\n 4\r\n', 'abcd'), 400],
  'a length in other digits': [post('Content-Length: \xd9\xa4\r\n', 'abcd'), 400],
  'length in hexadecimal': [post('Content-Length: 0x4\r\n', 'abcd'), 400],
  'length of 2^64': [post('Content-Length: 18446744073709551616\r\n', 'abcd'), 400],
  'length beyond the limit': [post('Content-Length: 5000000\r\n', 'abcd'), 413],
  'unknown transfer encoding': [post('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'), 501],
  'chunked, then identity': [post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'), 501],
  'chunked twice': [post('Transfer-Encoding: chunked, chunked\r\n', '0\r\n\r\n'), 501],
  'chunked after another': [post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), 501],
  'identity': [post('Transfer-Encoding: identity\r\n', '0\r\n\r\n'), 501],
  'chunked in quotes': [post('Transfer-Encoding: "chunked"\r\n', '0\r\n\r\n'), 501],
  'chunked, folded': [post('Transfer-Encoding:\r\n chunked\r\n', '0\r\n\r\n'), 400],
  'chunked hidden in another line': [post('X: a\rTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
  'blank before the colon': [post('Transfer-Encoding : chunked\r\n', '0\r\n\r\n'), 400],
  'vertical tab': [post('Transfer-Encoding:\x0bchunked\r\n', '0\r\n\r\n'), 400],
  'two transfer encodings': [post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', '0\r\n\r\n'), 400],
  'chunk size with 0x': [post('Transfer-Encoding: chunked\r\n', '0x0\r\n\r\n'), 400],
  'chunk size that overflows': [post('Transfer-Encoding: chunked\r\n', '10000000000000000\r\na\r\n0\r\n\r\n'), 400],
  'no chunk size': [post('Transfer-Encoding: chunked\r\n', '\r\n[]\r\n0\r\n\r\n'), 400],
  'a chunk longer than it says': [post('Transfer-Encoding: chunked\r\n', '2\r\n[]x\r\n0\r\n\r\n'), 400],
  'a chunk size ended by a line feed': [post('Transfer-Encoding: chunked\r\n', '2\n[]\r\n0\r\n\r\n'), 400],
  'a chunk ended by a line feed': [post('Transfer-Encoding: chunked\r\n', '2\r\n[]\n0\r\n\r\n'), 400],
  'a line feed in a chunk extension': [post('Transfer-Encoding: chunked\r\n', '2;a\nb\r\n[]\r\n0\r\n\r\n'), 400],
  'a last chunk ended by line feeds': [post('Transfer-Encoding: chunked\r\n', '0\n\n'), 400],
  'negative chunk size': [post('Transfer-Encoding: chunked\r\n', '-1\r\na\r\n0\r\n\r\n'), 400],
  'chunked over HTTP/1.0': ['POST /api/v1/commands HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  'folded header': [get('Host: a\r\nX: a\r\n b\r\n'), 400],
  'a header folded with a tab': [get('Host: a\r\nX: a\r\n\tb\r\n'), 400],
  'a fold before the first header': [get(' Host: a\r\n'), 400],
  'line feeds alone': ['GET /healthz HTTP/1.1\nHost: a\n\n', 400],
  'a lone carriage return in a header': [get('Host: a\r\nX: a\rY: b\r\n'), 400],
  'NUL in a header': [get('Host: a\r\nX: a\0b\r\n'), 400],
  'no Host': [get(''), 400],
  'two Hosts': [get('Host: a\r\nHost: b\r\n'), 400],
  'a name of a header that is none': [get('Host: a\r\nX(Y): a\r\n'), 400],
  'no name of a header': [get('Host: a\r\n: a\r\n'), 400],
  'an empty line first': ['\r\n' + get('Host: a\r\n'), 400],
  'two blanks in the request line': ['GET  /healthz HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  'a blank in the target': ['GET /health z HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  'no version': ['GET /healthz\r\nHost: a\r\n\r\n', 400],
  'a fragment in the target': ['GET /healthz#a HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  'a Host with a comma': [get('Host: a, b\r\n'), 400],
  'a Host that is none': [get('Host: a/../b\r\n'), 400],
  'a header of 64 KB': [get('Host: a\r\nX: ' + 'a'.repeat(65536) + '\r\n'), 431],
  '1500 headers': [get('Host: a\r\n' + Array.from({length: 1500}, (_, i) => `X${i}: a\r\n`).join('')), 431],
  'a target of 3 KB': [`GET /${'a'.repeat(3000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  'a full URL as target': ['GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  'CONNECT': ['CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  'an unknown expectation': [post('Expect: tea\r\nContent-Length: 0\r\n', ''), 417],
  'HTTP/2.0': ['GET /healthz HTTP/2.0\r\nHost: a\r\n\r\n', 400],
  'HTTP/1.2': ['GET /healthz HTTP/1.2\r\nHost: a\r\n\r\n', 400],
  'TLS': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  'no HTTP at all': ['hello\r\n\r\n', 400],
};

for (const [name, [bytes, ...wanted]] of Object.entries(cases)) {
  test(name, async () => {
    const isRefused = wanted.at(-1) !== 200;
    const follower = isRefused ? get('Host: a\r\n') : '';
    const {statuses, ended} = await raw(server.port, bytes + follower, isRefused ? 3000 : 500);
    if ([505, 400].includes(statuses[0]) && name.startsWith('HTTP/')) return;  // either is a clear refusal
    assert.deepEqual(statuses, wanted);
    if (isRefused) assert.equal(ended, 'closed', 'a refused connection ends: what follows could be smuggled');
  });
}

test('a GET with a body answers once, and the body is no request', async () => {
  const inner = get('Host: a\r\n');
  const {statuses} = await raw(server.port, `GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`, 500);
  assert.deepEqual(statuses, [200]);
});

test('trailers of a chunked body are no headers', async () => {
  const {out} = await raw(server.port, `POST /api/v1/commands HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\nContent-Type: application/json\r\n\r\n`, 500);
  assert.match(out, /^HTTP\/1\.1 415 /);
});

test('100-continue', async () => {
  const {statuses} = await raw(server.port, [post('Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n', ''), '[]'], 500);
  assert.deepEqual(statuses, [100, 200]);
});

test('HTTP/1.0 is answered and closed', async () => {
  const {statuses, ended} = await raw(server.port, 'GET /healthz HTTP/1.0\r\n\r\n', 1000);
  assert.deepEqual(statuses, [200]);
  assert.equal(ended, 'closed');
});

test('after all that, the server answers', async () => {
  assert.equal((await fetch(server.url + '/healthz')).status, 200);
  assert.equal(server.log().includes('internal error'), false, server.log());
});
