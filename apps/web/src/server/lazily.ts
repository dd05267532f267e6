/**
 * Makes a getter whose value is made at its first use. The bundler may load pages and routes as separate copies of a module;
 * each copy then has a value of its own, so nothing here may hold what the other must see.
 */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
