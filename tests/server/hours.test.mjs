// "hours": our reading of opening hours beside known ones.
import assert from 'node:assert/strict';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {folder, root, run} from './server_helper.mjs';

const lines = ({stdout}) => stdout.trim().split('\n');
const file = (name, content) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const world = (cases, more = {}) => ({
  location: {lat: 48.86, lon: 2.34, address: {postcode: '75001'}},
  instants: ['2026-06-01T10:00:00+02:00'],
  cases,
  ...more,
});

test('our own cases are all equal', () => {
  const result = run('hours', join(root, 'tests/core/opening_hours_cases.json'));
  assert.equal(result.status, 0);
  assert.match(result.stdout, /^hours: (\d+) of \1 states equal \(100\.00 %\), (\d+) of \2 rejected, next changes (\d+) of \3\n$/);
});

test('each difference is told, and the last line counts', () => {
  const result = run('hours', file('different.json', world([
    {value: 'Mo 09:00-12:00', states: ['closed'], next_change: ['2026-06-01T12:30:00+02:00']},
    {value: 'Tu 09:00-12:00', states: ['closed'], next_change: ['2026-06-02T09:00:00+02:00']},
    {value: 'Mo ???', states: ['open']},
    {value: 'Mo 9-12', error: true},
    {value: 'Mo 12:00', error: true},
  ])));
  assert.equal(result.status, 0);
  assert.deepEqual(lines(result), [
    'Mo 09:00-12:00', '  at 2026-06-01T08:00:00.000Z open, not closed',
    'Mo 09:00-12:00', '  after 2026-06-01T08:00:00.000Z a change at 2026-06-01T10:00:00.000Z, not 2026-06-01T10:30:00.000Z',
    'Mo ???', '  rejected at byte 3 (hours.unknown_word), not accepted',
    'Mo 9-12', '  accepted, not rejected',
    'hours: 1 of 3 states equal (33.33 %), 1 of 2 rejected, next changes 1 of 2',
  ]);
});

test('the region chooses the holidays', () => {
  const good_friday = {instants: ['2026-04-03T10:00:00+02:00']};
  const cases = [{value: '09:00-17:00; PH off', states: ['closed']}];
  const alsace = {...good_friday, location: {lat: 48.58, lon: 7.75, address: {postcode: '67000'}}};
  assert.match(run('hours', file('alsace.json', world(cases, alsace))).stdout, /^hours: 1 of 1/);
  assert.match(run('hours', file('paris.json', world(cases, good_friday))).stdout, /hours: 0 of 1/);
});

test('a file that cannot be used is named with the place in it', () => {
  for (const [content, reason] of [
    ['{', /bad\.json: It is not JSON/],
    ['[]', /bad\.json: It is no object/],
    [{...world([]), location: {}}, /location: It needs lat and lon/],
    [world([], {instants: ['tomorrow']}), /instants: One is no instant/],
    [world([]), /cases: There are none/],
    [world([{value: 5}]), /cases\[0\]: It is no object with a value/],
    [world([{value: 'Mo', states: []}]), /cases\[0\]\.states: There must be one for each instant/],
    [world([{value: 'Mo', states: ['maybe']}]), /cases\[0\]\.states: A state is/],
    [world([{value: 'Mo', states: ['open'], next_change: ['soon']}]), /cases\[0\]\.next_change/],
  ]) {
    const result = run('hours', file('bad.json', content));
    assert.equal(result.status, 1);
    assert.match(result.stderr, reason);
    assert.equal(result.stdout, '');
  }
  assert.match(run('hours', join(folder, 'absent.json')).stderr, /absent\.json cannot be read/);
  assert.match(run('hours').stderr, /say which file/);
  assert.match(run('hours', '--help').stdout, /^entourage-server hours FILE/);
});

// Values on which the other evaluator is not followed, and why (docs/formats.md).
const explained = new Map([
  ['sunrise-(sunset+01:00)+', 'sun'],
  ['sunrise-sunset', 'sun'],
  ['sunrise+', 'sun'],
  ['Mo-Su sunset-07:22', 'sun'],
  ['(dawn+00:00)-(dusk-00:00)', 'sun'],
  ['07:00+,12:00-13:00,13:00-16:00', 'open end'],
  ['Mo,Tu,We,Th,Fr,Su 11:00-01:00; Sa 11:00-02:00', 'over midnight'],
]);
const oracle = join(root, '../shared/data/opening_hours/cases.json');
test('real values mean what another evaluator says, but for what is explained', {skip: !existsSync(oracle) && 'no ../shared/data here'}, (t) => {
  const told = lines(run('hours', oracle));
  const score = told.pop();
  t.diagnostic(score);
  const [, percent] = score.match(/^hours: \d+ of 6500 states equal \((.+) %\), 25 of 25 rejected, next changes \d+ of \d+$/);
  assert.ok(Number(percent) >= 98, score);
  const different = new Set(told.filter((line) => !line.startsWith('  ')));
  assert.deepEqual([...different].filter((value) => !explained.has(value)), []);
});
