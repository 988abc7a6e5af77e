// Requests to our own server. A request that gets no answer is told as status 0; the client decides when to try again.

const kTimeoutMs = 20_000;
const kManifest = '/api/v1/markers';
const kCellsAhead = 4;  // as many as the client asks for at a time

export function createHttp({ core }) {
  async function ask(method, path, body) {
    // Only our own origin: "//host/…" and absolute addresses would leave it.
    if (!/^\/(?!\/)/.test(path)) throw new Error(`not a path of ours: ${path}`);
    const answer = await fetch(path, {
      method,
      body: method === 'POST' ? body : undefined,
      headers: method === 'POST' ? { 'Content-Type': 'application/json' } : undefined,
      credentials: 'same-origin',
      redirect: 'error',
      signal: timeout(kTimeoutMs),
    });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  // Answers asked for while the client was still on its way, each given once.
  const ahead = new Map();

  function askAhead(path) {
    const answer = ask('GET', path);
    ahead.set(path, answer);
    return answer;
  }

  function takeAhead(method, path) {
    const answer = method === 'GET' ? ahead.get(path) : undefined;
    if (answer) ahead.delete(path);
    return answer;
  }

  // What the map shows first: the list of cells, then the cells.
  async function askMarkersAhead() {
    const { status, bytes } = await askAhead(kManifest);
    if (status === 200) await Promise.all(JSON.parse(new TextDecoder().decode(bytes)).cells.slice(0, kCellsAhead).map(({ url }) => askAhead(url)));
  }

  return {
    // Whatever fails here is asked for again, and told, when the client asks.
    startAhead: () => askMarkersAhead().catch(() => ahead.clear()),
    host: {
      httpSend(request, method, path, body) {
        (takeAhead(method, path) ?? ask(method, path, body))
          .catch(() => ({ status: 0, bytes: new Uint8Array() }))
          .then(({ status, bytes }) => core.tell('on_http', [request, status], [bytes]));
      },
    },
  };
}

function timeout(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const control = new AbortController();
  setTimeout(() => control.abort(), ms);
  return control.signal;
}
