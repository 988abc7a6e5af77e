// The text format of Prometheus, read strictly: every sample belongs to the family before it, no series comes twice, and
// histograms are what histograms must be.
import assert from 'node:assert/strict';

const nameOf = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const sampleLine = new RegExp(`^(${nameOf})(?:\\{((?:${nameOf}="[^"\\\\\\n]*",?)+)\\})? (\\S+)$`);

function labelsOf(text) {
  const labels = {};
  for (const [, name, value] of (text ?? '').matchAll(new RegExp(`(${nameOf})="([^"]*)"`, 'g'))) {
    assert.ok(!(name in labels), `the label ${name} comes twice`);
    labels[name] = value;
  }
  return labels;
}

function checkHistogram(name, samples) {
  const series = new Map();
  for (const {suffix, labels, value} of samples) {
    const {le, ...others} = labels;
    const key = JSON.stringify(others);
    if (!series.has(key)) series.set(key, {buckets: []});
    const own = series.get(key);
    if (suffix === '_bucket') own.buckets.push({le: le === '+Inf' ? Infinity : Number(le), value});
    else own[suffix] = value;
  }
  for (const [key, {buckets, _sum, _count}] of series) {
    const blame = `${name} ${key}`;
    assert.ok(_sum !== undefined && _count !== undefined, blame);
    assert.equal(buckets.at(-1).le, Infinity, blame);
    assert.equal(buckets.at(-1).value, _count, blame);
    for (let i = 1; i < buckets.length; ++i) assert.ok(buckets[i].le > buckets[i - 1].le && buckets[i].value >= buckets[i - 1].value, blame);
  }
}

// Families by name: {type, help, samples: [{suffix, labels, value}]}.
export function parseMetrics(text) {
  assert.ok(text.endsWith('\n'));
  const families = new Map();
  const seen = new Set();
  let family = null;
  for (const line of text.slice(0, -1).split('\n')) {
    const help = /^# HELP (\S+) (.+)$/.exec(line);
    if (help) {
      assert.ok(!families.has(help[1]), `${help[1]} comes twice`);
      family = {name: help[1], help: help[2], type: null, samples: []};
      families.set(help[1], family);
      continue;
    }
    const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line);
    if (type) {
      assert.equal(type[1], family?.name, line);
      family.type = type[2];
      continue;
    }
    const sample = sampleLine.exec(line);
    assert.ok(sample && family?.type, `no sample: ${line}`);
    const suffix = sample[1].slice(family.name.length);
    assert.ok(sample[1].startsWith(family.name) && (family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).includes(suffix), line);
    if (family.type === 'counter') assert.ok(family.name.endsWith('_total'), line);
    const value = Number(sample[3]);
    assert.ok(Number.isFinite(value) && value >= 0, line);
    const series = line.slice(0, line.lastIndexOf(' '));
    assert.ok(!seen.has(series), `${series} comes twice`);
    seen.add(series);
    family.samples.push({suffix, labels: labelsOf(sample[2]), value});
  }
  for (const {name, type, samples} of families.values()) if (type === 'histogram') checkHistogram(name, samples);
  return families;
}
