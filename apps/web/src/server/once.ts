const STORE = Symbol.for("yardlet.web");

/**
 * Makes a getter whose value is made at its first use and kept for the whole process, also where the bundler or a reload
 * has loaded this module twice. The name is the value's identity.
 */
export function onceAProcess<T>(name: string, make: () => T): () => T {
  const store = processStore();
  return () => {
    if (!store.has(name)) store.set(name, make());
    return typed<T>(store.get(name));
  };
}

function processStore(): Map<string, unknown> {
  const known: unknown = Reflect.get(globalThis, STORE);
  if (known instanceof Map) return known;
  const store = new Map<string, unknown>();
  Reflect.set(globalThis, STORE, store);
  return store;
}

/** Justified: only `onceAProcess` writes under a name, and it writes what its own `make` returned. */
function typed<T>(value: unknown): T {
  return value as T;
}
