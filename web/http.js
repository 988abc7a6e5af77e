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

  const answered = (question) => question.catch(() => ({ status: 0, bytes: new Uint8Array() }));

  // Answers asked for while the client was still on its way, each given once: path → { answer, tell }.
  const ahead = new Map();

  function askAhead(path) {
    const asked = { answer: answered(ask('GET', path)) };
    asked.told = new Promise((resolve) => { asked.tell = resolve; });
    ahead.set(path, asked);
    return asked;
  }

  function takeAhead(method, path) {
    const asked = method === 'GET' ? ahead.get(path) : undefined;
    if (asked) ahead.delete(path);
    return asked;
  }

  // What the map shows first: the list of cells, then the cells. Ends when the client has been told of them.
  async function askMarkersAhead() {
    const manifest = askAhead(kManifest);
    const { status, bytes } = await manifest.answer;
    const cells = status === 200 ? JSON.parse(new TextDecoder().decode(bytes)).cells.slice(0, kCellsAhead) : [];
    await Promise.all([manifest, ...cells.map(({ url }) => askAhead(url))].map(({ told }) => told));
  }

  return {
    startAhead: askMarkersAhead,
    host: {
      httpSend(request, method, path, body) {
        const asked = takeAhead(method, path);
        (asked?.answer ?? answered(ask(method, path, body))).then(({ status, bytes }) => {
          core.tell('on_http', [request, status], [bytes]);
          asked?.tell();
        });
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
