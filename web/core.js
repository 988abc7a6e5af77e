// The compiled client, as the page's modules call it. They may call before it is there: then nothing happens.

export function createCore() {
  const encoder = new TextEncoder();
  let client = null;

  // Calls an exported C function with numbers, then with an address and a size for each text or byte array.
  function tell(name, numbers = [], texts = []) {
    if (!client) return undefined;
    const module = client;  // which may be disconnected during the call
    const parts = texts.map((text) => (typeof text === 'string' ? encoder.encode(text) : text));
    const taken = parts.map((bytes) => {
      const address = module._page_allocate(bytes.length);
      module.HEAPU8.set(bytes, address);
      return address;
    });
    try {
      return module['_' + name](...numbers, ...taken.flatMap((address, i) => [address, parts[i].length]));
    } finally {
      for (const address of taken) module._page_release(address);
    }
  }

  return {
    tell,
    connect(module) { client = module; },
    disconnect() { client = null; },
  };
}
