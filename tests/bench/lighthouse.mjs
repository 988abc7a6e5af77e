// What Lighthouse has to say of the home page on a phone. ENTOURAGE_LIGHTHOUSE: the folder that holds it (script/bench).
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, root, startServer } from '../browser/lib.mjs';

const kTarget = { accessibility: 100, 'best-practices': 100, seo: 100 };

const installed = createRequire(join(process.env.ENTOURAGE_LIGHTHOUSE, 'package.json'));
const { default: lighthouse } = await import(pathToFileURL(installed.resolve('lighthouse')));

const freePort = () => new Promise((resolve) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

const server = await startServer();
const port = await freePort();
const browser = await launch([`--remote-debugging-port=${port}`]);
let missed = 0;
try {
  const onlyCategories = ['performance', ...Object.keys(kTarget)];
  const { lhr } = await lighthouse(server.url, { port, output: 'json', logLevel: 'error', onlyCategories });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const what = `home, ${lhr.configSettings.formFactor}; Chromium ${browser.version()}, software rendering`;
  console.log(`lighthouse ${lhr.lighthouseVersion} (${what})`);
  for (const { id, title, score, auditRefs } of Object.values(lhr.categories)) {
    const points = Math.round(score * 100);
    console.log(`  ${title}: ${points}${id in kTarget ? ` of ${kTarget[id]}` : ''}`);
    if (!(id in kTarget)) continue;
    missed += points < kTarget[id];
    for (const { id: audit, weight } of auditRefs) {
      const { score: part, title: what, explanation = '', details } = lhr.audits[audit];
      if (weight === 0 || part === null || part === 1) continue;
      console.log(`    ${audit}: ${what}. ${explanation}`);
      for (const item of details?.items ?? []) console.log(`      ${JSON.stringify(item).slice(0, 300)}`);
    }
  }
  const metrics = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];
  for (const metric of metrics) {
    console.log(`  ${lhr.audits[metric].title}: ${lhr.audits[metric].displayValue}`);
  }
  mkdirSync(join(root, 'build/bench'), { recursive: true });
  writeFileSync(join(root, 'build/bench/lighthouse.json'), JSON.stringify(lhr, null, 1));
} finally {
  await browser.close();
  await server.stop();
}
process.exitCode = missed > 0 ? 1 : 0;
