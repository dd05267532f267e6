import { readFileSync, writeFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { withLock } from "../lock/lock.ts";

/** Adds to a counter in a file, slowly enough that two processes without a lock would lose each other's additions. */
const { lock, counter, rounds }: { lock: string; counter: string; rounds: number } = JSON.parse(process.argv[2] ?? "");
for (let round = 0; round < rounds; round++) {
  await withLock(lock, {}, async () => {
    const count = Number(readFileSync(counter, "utf8"));
    await setImmediate();
    writeFileSync(counter, String(count + 1));
  });
}
