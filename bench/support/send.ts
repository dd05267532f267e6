import type { BenchProduct } from "./product.ts";

export const BATCH = 500;
export const WRITERS = 2;

export function take(records: Iterator<Record<string, unknown>>, most: number): Record<string, unknown>[] {
  const taken: Record<string, unknown>[] = [];
  while (taken.length < most) {
    const { value, done } = records.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** Bodies of reports, made before the clock starts. */
export function batchesOf(records: readonly object[]): string[] {
  return Array.from({ length: Math.ceil(records.length / BATCH) }, (_, at) =>
    JSON.stringify(records.slice(at * BATCH, (at + 1) * BATCH)),
  );
}

/** Sends reports by several writers at once, each its next when the last is answered. */
export async function send({ url, key }: BenchProduct, bodies: Iterable<string>): Promise<void> {
  const waiting = bodies[Symbol.iterator]();
  const write = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const body = next.value;
      const answer = await fetch(`${url}/api/v1/runs`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body,
      });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes('"rejected":0'))
        throw new Error(`${answer.status} ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}
