// Load by wrk on one server or two in turn, and what its words say.
import {spawn} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../server/server_helper.mjs';

const seconds = {us: 1e-6, ms: 1e-3, s: 1, m: 60};
const inSeconds = (text) => {
  const [, number, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text);
  return Number(number) * seconds[unit];
};

// {rate: answers a second, p99_ms, failed: answers that were none or no 2xx}. `more`: arguments after the address.
export function wrk(url, {connections, duration_s, script, more = []}) {
  const args = ['--latency', '-t2', `-c${connections}`, `-d${duration_s}s`, ...(script ? ['-s', script] : []), url, ...more];
  return new Promise((done, failed) => {
    const child = spawn('wrk', args, {stdio: ['ignore', 'pipe', 'inherit']});
    let out = '';
    child.stdout.on('data', (data) => (out += data));
    child.on('error', failed);
    child.on('exit', () => {
      const rate = /Requests\/sec:\s+([\d.]+)/.exec(out), p99 = /^ +99%\s+(\S+)/m.exec(out);
      if (!rate || !p99) return failed(new Error(`wrk ${args.join(' ')}: ${out}`));
      const wrong = /Non-2xx or 3xx responses: (\d+)/.exec(out);
      const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(out)?.slice(1) ?? [];
      done({rate: Number(rate[1]), p99_ms: inSeconds(p99[1]) * 1000, failed: Number(wrong?.[1] ?? 0) + errors.reduce((sum, one) => sum + Number(one), 0)});
    });
  });
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// Rows {metric, n, ours, rival, ratio}; a ratio above 1: ours is better.
export function leave(part, rows) {
  const folder = join(root, 'build/bench');
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, part + '.json'), JSON.stringify(rows, null, 1) + '\n');
}

const shown = (number) => number === null || number === undefined ? '' : number >= 100 ? number.toFixed(0) : number.toFixed(2);
export function printTable(rows) {
  console.log(`  ${'metric'.padEnd(44)}${'n'.padStart(7)}${'ours'.padStart(11)}${'rival'.padStart(11)}${'ratio'.padStart(8)}`);
  for (const {metric, n, ours, rival, ratio} of rows)
    console.log(`  ${metric.padEnd(44)}${String(n).padStart(7)}${shown(ours).padStart(11)}${shown(rival).padStart(11)}${shown(ratio).padStart(8)}`);
}
