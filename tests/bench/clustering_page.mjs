// The engine against supercluster and geokdbush in headless Chromium: clustering_page.mjs [SIZE]. That both are right is proved by
// tests/bench/clustering.mjs.
import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { launch, openPage, root } from '../browser/lib.mjs';

const n = Number(process.argv[2] ?? 1_000_000);
const kFolders = { '/engine/': 'build/web-release/bench', '/bench/': 'tests/bench', '/modules/': 'node_modules' };
const kTypes = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const imports = Object.fromEntries(['supercluster', 'kdbush', 'geokdbush', 'tinyqueue'].map((name) => [name, `/modules/${name}/index.js`]));
const page = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>`;

const server = createServer((request, response) => {
  // Isolated from other origins a page has a clock of 5 us.
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const folder = Object.keys(kFolders).find((name) => request.url.startsWith(name));
  const file = folder && join(root, kFolders[folder], request.url.slice(folder.length));
  if (request.url === '/') return response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(page);
  if (!file || !existsSync(file)) return response.writeHead(404, headers).end();
  createReadStream(file).pipe(response.writeHead(200, { ...headers, 'Content-Type': kTypes[extname(file)] }));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const browser = await launch();
try {
  const tab = await openPage(browser, `http://127.0.0.1:${server.address().port}/`);
  const rows = await tab.evaluate(async (size) => (await import('/bench/clustering_in_page.mjs')).measure(size), n);
  console.log(`Chromium ${browser.version()}, ${n} points, means in us: ours, theirs, ratio\n`);
  const shown = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3)).padStart(10);
  for (const { metric, ours, rival, ratio } of rows) console.log(`${metric.padEnd(48)}${shown(ours)}${shown(rival)}${shown(ratio)}`);
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  writeFileSync(join(root, 'build/bench/clustering_page.json'), JSON.stringify(rows, null, 1) + '\n');
} finally {
  await browser.close();
  server.close();
}
