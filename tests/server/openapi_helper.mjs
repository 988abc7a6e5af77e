// The description of the API as a judge: every answer that a test provokes must be one that it describes, and every
// request that the server takes or refuses must be one that it takes or refuses.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const api = JSON.parse(readFileSync(resolve(root, 'assets/api/openapi.json'), 'utf8'));

const ajv = new Ajv({strict: true, strictTypes: false, strictTuples: false, allowUnionTypes: true});
addFormats(ajv);
ajv.addVocabulary(['discriminator', 'example', 'x-events', ...Object.keys(api)]);
ajv.addSchema(api, 'api');

const escape = (step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1');
const judges = new Map();
// What is wrong with a value, or nothing; `steps` lead to the schema in the description.
export function complaint(steps, value) {
  const pointer = 'api#/' + steps.map(escape).map(encodeURIComponent).join('/');
  if (!judges.has(pointer)) judges.set(pointer, ajv.compile({$ref: pointer}));
  const judge = judges.get(pointer);
  return judge(value) ? null : ajv.errorsText(judge.errors, {dataVar: ''});
}

// Where something really stands, past its $ref.
export function follow(steps) {
  const at = steps.reduce((value, step) => value?.[step], api);
  return at?.$ref ? follow(at.$ref.slice(2).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))) : {steps, at};
}

const templates = Object.keys(api.paths).map((template) => ({template, pattern: new RegExp('^' + template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+') + '$')}))
  .sort((a, b) => a.template.includes('{') - b.template.includes('{'));
const isApi = (path) => path.startsWith('/api/') || path === '/healthz';

// Every operation, with what it documents: {method, template, steps, statuses}.
export const operations = Object.entries(api.paths).flatMap(([template, methods]) => Object.entries(methods).map(([method, operation]) => (
  {method: method.toUpperCase(), template, operation, steps: ['paths', template, method], statuses: Object.keys(operation.responses).filter((status) => status !== 'default')})));

// "GET /healthz 200": what was provoked since the start of this process.
export const provoked = new Set();

// Headers that every answer of the server has, or that belong to the connection.
const everywhere = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding', 'content-security-policy', 'x-content-type-options',
  'referrer-policy', 'cross-origin-resource-policy', 'x-accel-buffering', 'x-request-id']);

function checkHeaders(response, headers, blame) {
  const described = new Map(Object.keys(response.at.headers ?? {}).map((name) => [name.toLowerCase(), follow([...response.steps, 'headers', name])]));
  for (const [name, {at, steps}] of described) {
    const sent = headers.get(name);
    if (sent === null) assert.ok(!at.required, blame(`without the header ${name}`));
    else assert.equal(complaint([...steps, 'schema'], at.schema.type === 'integer' ? Number(sent) : sent), null, blame(`the header ${name}: ${sent}`));
  }
  for (const [name] of headers) assert.ok(everywhere.has(name) || described.has(name), blame(`the header ${name} is not described`));
}

function checkBody(response, {method, headers, body}, blame) {
  const type = headers.get('content-type');
  if (!response.at.content) {
    assert.equal(type, null, blame('has a content type'));
    return assert.equal(body.length, 0, blame('has a body'));
  }
  const media = response.at.content[type];
  assert.ok(media, blame(`is ${type}`));
  if (method === 'HEAD') return assert.equal(body.length, 0, blame('has a body'));
  if (!media.schema || !type.endsWith('json')) return undefined;
  const value = JSON.parse(Buffer.from(body).toString('utf8'));
  assert.equal(complaint([...response.steps, 'content', type, 'schema'], value), null, blame(JSON.stringify(value).slice(0, 2000)));
  return value;
}

function checkProblem(value, status, blame) {
  assert.equal(complaint(['components', 'schemas', 'Problem'], value), null, blame(JSON.stringify(value)));
  assert.equal(value.status, status, blame('says another status'));
  assert.equal(value.type, '/problems/' + value.code, blame('says another code'));
}

const parsed = (text) => { try { return {json: JSON.parse(text)}; } catch { return {}; } };
const ofShape = ['json.type', 'json.missing', 'json.unknown_field', 'json.value', 'json.too_many'];

// What was asked and answered is described: each parameter of the query, as the server reads it.
function checkQuery(steps, request, status, blame) {
  if (status >= 300) return;
  const typed = new URLSearchParams(request.path.split('?')[1] ?? '');
  for (const i of (follow(steps).at.parameters ?? []).keys()) {
    const {at, steps: there} = follow([...steps, 'parameters', i]);
    if (at.in !== 'query') continue;
    const text = typed.get(at.name);
    if (text === null) assert.ok(!at.required, blame(`without ${at.name}`));
    else assert.equal(complaint([...there, 'schema'], follow([...there, 'schema']).at.type === 'integer' && text !== '' ? Number(text) : text), null, blame(`takes ${at.name}`));
  }
}

// What is taken is described; what is described is taken, as far as shapes go (rules like "an address" are more than a shape).
function checkRequest(steps, request, status, value, blame) {
  const where = [...steps, 'requestBody', 'content', 'application/json', 'schema'];
  if (!follow(steps).at.requestBody || request.body === undefined) return;
  const {json} = parsed(Buffer.from(request.body).toString('utf8'));
  if (json === undefined) return assert.ok(status >= 400, blame('takes what is no JSON'));
  const wrong = complaint(where, json);
  if (status === 400 && ofShape.includes(value?.code)) assert.ok(wrong, blame(`refuses what is described: ${value.code} at ${value.where}`));
  if (status >= 300) return;
  if (follow(where).at.type === 'array') {  // commands: each has its own verdict
    value.forEach(({verdict}, i) => assert.ok(verdict === 'refused' || complaint(['components', 'schemas', 'Command'], json[i]) === null, blame(`applies ${JSON.stringify(json[i])}`)));
  } else if (follow(where).at.additionalProperties === false) {
    assert.equal(wrong, null, blame('takes what is described as wrong'));
  }
}

// request: {method, path, body?}; answer: {status, headers: Headers, body: bytes}. Throws where they are not as described.
export function checkAnswer(request, {status, headers, body}) {
  const [path] = request.path.split('?');
  if (!isApi(path)) return;
  const {method} = request;
  const template = templates.find(({pattern}) => pattern.test(path))?.template;
  const key = method === 'HEAD' ? 'get' : method.toLowerCase();
  const blame = (what) => `${method} ${request.path.slice(0, 200)}: ${status} ${what}`;
  const problem = headers.get('content-type') === 'application/problem+json' && method !== 'HEAD' ? JSON.parse(Buffer.from(body).toString('utf8')) : undefined;
  if (problem) checkProblem(problem, status, blame);
  const isUnread = problem?.code.startsWith('request.');
  assert.ok(headers.has('x-request-id'), blame('without an id'));
  assert.equal(problem?.request_id, status >= 500 && problem ? headers.get('x-request-id') : undefined, blame('has another id'));
  if (status !== 304 && !isUnread) assert.ok(headers.has('ratelimit') && headers.has('ratelimit-policy'), blame('without its RateLimit'));
  if (!template || !api.paths[template][key]) {
    assert.ok(status >= 400, blame('at an address that is not described'));
    const codes = [template ? 'method.not_allowed' : 'route.unknown', 'rate.limited', 'server.busy'];
    if (problem) assert.ok(isUnread || codes.includes(problem.code), blame(problem.code));
    if (problem?.code !== 'method.not_allowed') return;
    const allowed = Object.keys(api.paths[template]).flatMap((one) => one === 'get' ? ['GET', 'HEAD'] : [one.toUpperCase()]);
    return assert.deepEqual(headers.get('allow').split(', ').sort(), allowed.sort(), blame('names other methods'));
  }
  const steps = ['paths', template, key];
  const name = api.paths[template][key].responses[status] ? String(status) : 'default';
  if (method !== 'HEAD') provoked.add(`${method} ${template} ${name}`);
  const response = follow([...steps, 'responses', name]);
  checkHeaders(response, headers, blame);
  const value = checkBody(response, {method, headers, body}, blame);
  checkQuery(steps, request, status, blame);
  checkRequest(steps, request, status, value, blame);
}

// The answers in what came over the wire.
export function answersIn(text) {
  const answers = [];
  for (let rest = text; rest.startsWith('HTTP/1.1 ') && rest.includes('\r\n\r\n');) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const [first, ...lines] = rest.slice(0, end - 4).split('\r\n');
    const headers = new Headers(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    const length = Number(headers.get('content-length') ?? 0);
    answers.push({status: Number(first.split(' ')[1]), headers, body: Buffer.from(rest.slice(end, end + length), 'latin1')});
    rest = rest.slice(end + length);
  }
  return answers;
}

const codes = new Set();
JSON.stringify(api.components.responses, (name, value) => { if (name === 'code') value.enum?.forEach((code) => codes.add(code)); return value; });

// What was not sent as a request should be has no operation: its problem must be one of those that are described.
export function checkRefusals(text) {
  for (const {status, headers, body} of answersIn(text)) {
    if (headers.get('content-type') !== 'application/problem+json' || body.length === 0) continue;
    const problem = JSON.parse(body.toString('utf8'));
    checkProblem(problem, status, (what) => `${status} ${what}`);
    assert.ok(codes.has(problem.code), `the code ${problem.code} is not described`);
  }
}

// An event of the stream.
export function checkEvent(event, data) {
  const events = ['paths', '/api/v1/stream', 'get', 'responses', '200', 'content', 'text/event-stream', 'x-events'];
  assert.ok(follow([...events, event]).at, `the event ${event} is not described`);
  assert.equal(complaint([...events, event], data), null, JSON.stringify(data));
}

// The same as fetch, and every answer is checked on its way. An event stream is checked by its reader.
export const checkedFetch = (fetch) => async (input, options = {}) => {
  const answer = await fetch(input, options);
  const {pathname, search} = new URL(input);
  if (!isApi(pathname)) return answer;
  const isStream = answer.headers.get('content-type') === 'text/event-stream' && options.method !== 'HEAD';
  const body = isStream ? new Uint8Array() : new Uint8Array(await answer.clone().arrayBuffer());
  checkAnswer({method: options.method ?? 'GET', path: pathname + search, body: options.body ?? undefined}, {status: answer.status, headers: answer.headers, body});
  return answer;
};
