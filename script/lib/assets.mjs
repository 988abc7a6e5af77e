// assets.mjs ROOT BUILD MODE(debug|release): everything a browser is sent, into the build folder.
//
// What goes in, and the logical name it gets:
//   web/*.js                 bundled by esbuild (Leaflet and protomaps-leaflet by their package names). An entry
//                            is a module that no other imports: "main.js".
//                            sw.js and *_worker.js become classic scripts. Not taken: bridge.js, *.externs.js.
//   BUILD/entourage.{js,wasm}  the client; a module imports it as "./entourage.js".
//   web/*.css, Leaflet's, BUILD/generated/tokens.css   "main.css", "leaflet.css", "tokens.css";
//                            url(NAME) is a logical name.
//   BUILD/generated/words.js a module imports it as "./words.js".
//   BUILD/generated/fonts/*  "fonts/nunito-500.ttf" …
//   assets/basemap/*         "basemap/…"
//   assets/pages/*           "pages/…": texts that the server puts into its pages
//   other files of web/      by their name (icons, a web manifest)
// What comes out, flat in BUILD: NAME.HASH.EXT (served below /assets/, for ever), beside it .br and .gz
// where they are smaller; assets.json {logical: {file, type, bytes}}; sizes.txt; and shell.html with
//   {{asset:LOGICAL}}  -> /assets/FILE
//   {{assets}}         -> {"LOGICAL": "/assets/FILE", …} as text for an HTML attribute in single or double
//                         quotes: <meta name="entourage-assets" content="{{assets}}">
// Other {{…}} are the server's and stay.
import {build, transform} from 'esbuild';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {basename, extname, join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

const [root, out, mode] = process.argv.slice(2);
const release = mode === 'release';
const modules = join(root, 'node_modules');

const kTypes = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.geojson': 'application/geo+json', '.wasm': 'application/wasm', '.ttf': 'font/ttf', '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp', '.jpg': 'image/jpeg', '.ico': 'image/x-icon',
  '.html': 'text/html; charset=utf-8',
  '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.bin': 'application/octet-stream',
  '.pmtiles': 'application/octet-stream',
};
const kPacked = new Set(['.png', '.webp', '.jpg', '.woff2', '.pmtiles']);  // compressed by nature

const manifest = {};
const stale = previousFiles();
const url = (name) => '/assets/' + found(name).file;

function found(name) {
  if (!manifest[name]) throw new Error(`no asset is called ${name}; there are: ${Object.keys(manifest).join(', ')}`);
  return manifest[name];
}

function previousFiles() {
  try {
    return new Set(Object.values(JSON.parse(readFileSync(join(out, 'assets.json'), 'utf8'))).map((a) => a.file));
  } catch {
    return new Set();
  }
}

// Stores the bytes under a hashed name. `file` is given when the name is hashed already (esbuild's).
function put(logical, bytes, file) {
  const extension = extname(logical);
  const type = kTypes[extension];
  if (!type) throw new Error(`${logical}: no type is known for ${extension}; add it in script/lib/assets.mjs`);
  if (!file) {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    file = `${basename(logical, extension)}.${hash}${extension}`;
  }
  const twin = Object.entries(manifest).find(([name, asset]) => asset.file === file && name !== logical);
  if (twin && !readFileSync(join(out, file)).equals(Buffer.from(bytes))) throw new Error(`${logical} and ${twin[0]} clash`);
  const path = join(out, file);
  if (!existsSync(path) || statSync(path).size !== bytes.length) {
    writeFileSync(path, bytes);
    for (const suffix of ['.br', '.gz']) rmSync(path + suffix, {force: true});
  }
  if (!kPacked.has(extension)) compress(path, bytes);
  manifest[logical] = {file, type, bytes: bytes.length};
  stale.delete(file);
}

// Names are hashed by content, so what is compressed stays right. Debug builds take the quick way.
function compress(path, bytes) {
  if (existsSync(path + '.br')) return;
  const quality = release ? constants.BROTLI_MAX_QUALITY : 4;
  const brotli = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 22}});
  const gzip = gzipSync(bytes, {level: release ? 9 : 4});
  if (brotli.length < bytes.length) writeFileSync(path + '.br', brotli);
  if (gzip.length < bytes.length) writeFileSync(path + '.gz', gzip);
}

function folder(path) {
  return existsSync(path) ? readdirSync(path).filter((name) => statSync(join(path, name)).isFile()).sort() : [];
}

function putFolder(path, prefix) {
  for (const name of folder(path)) if (kTypes[extname(name)]) put(prefix + name, readFileSync(join(path, name)));
}

// url(NAME) of a style sheet names an asset; data: and # stay.
async function putStyle(logical, path, names = (name) => name) {
  const text = readFileSync(path, 'utf8').replace(/url\((["']?)([^"')]+)\1\)/g, (all, _, target) =>
    /^(data:|#|\/)/.test(target) ? all : `url("${url(names(target))}")`);
  const {code} = await transform(text, {loader: 'css', minify: release});
  put(logical, Buffer.from(code));
}

function putClient() {
  const wasm = readFileSync(join(out, 'entourage.wasm'));
  put('entourage.wasm', wasm);
  // The linker's own name stays too, compressed beside it.
  rmSync(join(out, 'entourage.wasm.br'), {force: true});
  compress(join(out, 'entourage.wasm'), wasm);
  // The glue looks for the module beside itself: tell it the hashed name.
  const glue = readFileSync(join(out, 'entourage.js'), 'utf8').replaceAll('entourage.wasm', found('entourage.wasm').file);
  put('entourage.js', Buffer.from(glue));
}

async function putScripts() {
  const web = join(root, 'web');
  const files = folder(web).filter((name) => name.endsWith('.js') && name !== 'bridge.js' && !name.endsWith('.externs.js'));
  const isWorker = (name) => name === 'sw.js' || name.endsWith('_worker.js');
  const imported = new Set();
  for (const name of files) {
    for (const [, target] of readFileSync(join(web, name), 'utf8').matchAll(/(?:\bfrom|\bimport\s*\(?)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      imported.add(target);
    }
  }
  const client = {
    name: 'client',
    setup(b) {
      b.onResolve({filter: /^(\.\/|\/)?entourage\.js$/}, () => ({path: './' + found('entourage.js').file, external: true}));
      b.onResolve({filter: /^\.\/words\.js$/}, () => ({path: join(out, 'generated/words.js')}));
      b.onResolve({filter: /(^|\/)leaflet(-src\.esm)?(\.js)?$/}, () => ({path: join(modules, 'leaflet/dist/leaflet-src.esm.js')}));
    },
  };
  const common = {bundle: true, minify: release, legalComments: 'none', charset: 'utf8', target: 'es2020', write: false,
    metafile: true, plugins: [client], nodePaths: [modules], outdir: out, absWorkingDir: root, logLevel: 'warning'};
  const entries = files.filter((name) => !imported.has(name) && !isWorker(name)).map((name) => join(web, name));
  const results = [await build({...common, entryPoints: entries, format: 'esm', splitting: true,
    entryNames: '[name].[hash]', chunkNames: '[name].[hash]'})];
  for (const name of files.filter(isWorker)) {
    results.push(await build({...common, entryPoints: [join(web, name)], format: 'iife', entryNames: '[name].[hash]'}));
  }
  for (const result of results) {
    for (const output of result.outputFiles) {
      const file = basename(output.path);
      const {entryPoint} = Object.entries(result.metafile.outputs).find(([path]) => basename(path) === file)[1];
      put(entryPoint && dirOf(entryPoint) === 'web' ? basename(entryPoint) : file, Buffer.from(output.contents), file);
    }
  }
}

const dirOf = (path) => path.split('/').slice(0, -1).join('/');

function putShell() {
  const path = join(root, 'shell.html');
  if (!existsSync(path)) return;
  const urls = Object.fromEntries(Object.keys(manifest).map((name) => [name, url(name)]));
  const escaped = JSON.stringify(urls).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('<', '&lt;');
  writeFileSync(join(out, 'shell.html'), readFileSync(path, 'utf8')
    .replace(/\{\{asset:([^}]+)\}\}/g, (_, name) => url(name.trim()))
    .replaceAll('{{assets}}', escaped));
}

function report() {
  const kB = (bytes) => (bytes / 1000).toFixed(0).padStart(6) + ' kB';
  const packed = (file) => (existsSync(join(out, file + '.br')) ? statSync(join(out, file + '.br')).size : statSync(join(out, file)).size);
  const rows = Object.entries(manifest).map(([name, {file, bytes}]) => [name, bytes, packed(file)]);
  const start = rows.filter(([name]) => !name.startsWith('basemap/') && !name.startsWith('leaflet/') && !name.startsWith('pages/') && name !== 'protomaps.js');
  const line = (name, raw, brotli) => `  ${name.padEnd(34)}${kB(raw)} raw ${kB(brotli)} brotli`;
  const lines = rows.filter(([, raw]) => raw > 2000).map((row) => line(...row));
  const sum = (list, i) => list.reduce((total, row) => total + row[i], 0);
  lines.push(line('all but maps and tiles', sum(start, 1), sum(start, 2)));
  writeFileSync(join(out, 'sizes.txt'), lines.join('\n') + '\n');
  console.log(lines.join('\n'));
}

process.on('uncaughtException', (error) => {
  console.error(`script/lib/assets.mjs: ${error.message}`);
  process.exit(1);
});
mkdirSync(out, {recursive: true});
putFolder(join(out, 'generated/fonts'), 'fonts/');
putFolder(join(root, 'assets/basemap'), 'basemap/');
putFolder(join(root, 'assets/pages'), 'pages/');
put('tokens.json', readFileSync(join(root, 'assets/tokens.json')));
for (const name of folder(join(root, 'web'))) {
  if (kTypes[extname(name)] && !['.js', '.css'].includes(extname(name))) put(name, readFileSync(join(root, 'web', name)));
}
putFolder(join(modules, 'leaflet/dist/images'), 'leaflet/');
putClient();
await putScripts();
await putStyle('tokens.css', join(out, 'generated/tokens.css'));
await putStyle('leaflet.css', join(modules, 'leaflet/dist/leaflet.css'), (name) => name.replace('images/', 'leaflet/'));
for (const name of folder(join(root, 'web')).filter((n) => n.endsWith('.css'))) await putStyle(name, join(root, 'web', name));
for (const file of stale) for (const suffix of ['', '.br', '.gz']) rmSync(join(out, file + suffix), {force: true});
writeFileSync(join(out, 'assets.json'), JSON.stringify(manifest, null, 1) + '\n');
putShell();
report();
