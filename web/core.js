// The compiled client, as the page's modules call it. They may call before it is there: then nothing happens.

export function createCore() {
  const encoder = new TextEncoder();
  let client = null;

  // Calls an exported C function with numbers, then with an address and a size for each text or byte array.
  function tell(name, numbers = [], texts = []) {
    if (!client) return undefined;
    const parts = texts.map((text) => (typeof text === 'string' ? encoder.encode(text) : text));
    const taken = parts.map((bytes) => {
      const address = client._page_allocate(bytes.length);
      client.HEAPU8.set(bytes, address);
      return address;
    });
    try {
      return client['_' + name](...numbers, ...taken.flatMap((address, i) => [address, parts[i].length]));
    } finally {
      for (const address of taken) client._page_release(address);
    }
  }

  return {
    tell,
    connect(module) { client = module; },
    disconnect() { client = null; },
  };
}
