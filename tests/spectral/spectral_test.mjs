// Spectral's rules for OpenAPI, and those of OWASP for APIs, on the description of ours. Prints TAP. Findings below errors
// are allowed where docs/API.md names their rule and answers it.
// ENTOURAGE_SPECTRAL: the folder where script/test put Spectral.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const home = process.env.ENTOURAGE_SPECTRAL;
const {stdout, stderr, status} = spawnSync(join(home, 'node_modules/.bin/spectral'),
  ['lint', '--quiet', '--ruleset', join(home, 'ruleset.json'), '--format', 'json', join(root, 'assets/api/openapi.json')], {encoding: 'utf8', cwd: home});
if (status === null || !stdout.trim().startsWith('[')) {
  console.log(`not ok 1 - Spectral runs\n${stdout}${stderr}`);
  process.exit(1);
}
const findings = JSON.parse(stdout);
const answers = readFileSync(join(root, 'docs/API.md'), 'utf8');
const ERROR = 0;
const rules = [['no errors', findings.filter(({severity}) => severity === ERROR)],
  ['every other finding is answered in docs/API.md', findings.filter(({severity, code}) => severity !== ERROR && !answers.includes('`' + code + '`'))]];
for (const [i, [name, wrong]] of rules.entries()) {
  console.log(`${wrong.length ? 'not ok' : 'ok'} ${i + 1} - ${name}`);
  for (const {code, message, path, range} of wrong) console.log(`    assets/api/openapi.json:${range.start.line + 1}: ${code}: ${message} (${path.join('.')})`);
}
process.exit(rules.some(([, wrong]) => wrong.length) ? 1 : 0);
