// Requests to our own server. A request that gets no answer is told as status 0; the client decides when to try again.

const kTimeoutMs = 20_000;

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

  return {
    host: {
      httpSend(request, method, path, body) {
        ask(method, path, body)
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
