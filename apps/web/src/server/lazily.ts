/**
 * Makes a getter whose value is made at its first use. The bundler may load pages and routes as separate copies of a module;
 * each copy then has a value of its own, so nothing here may hold what the other must see.
 */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same for something that is opened: a failure is not kept, the next call tries again. */
export function lazilyOpened<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}
