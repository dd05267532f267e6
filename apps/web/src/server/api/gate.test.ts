import { expect, test } from "vitest";
import { makeGate } from "./gate.ts";

test("so many run, so many wait, and the next is sent away", async () => {
  const gate = makeGate({ running: 2, waiting: 1 });
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const enter = (name: string) =>
    gate.enter((turn) =>
      turn(async () => {
        started.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        return name;
      }),
    );
  const [a, b, c] = [enter("a"), enter("b"), enter("c")];
  await expect(enter("d")).rejects.toMatchObject({ code: "too_many_requests", headers: { "Retry-After": "1" } });
  expect(started).toEqual(["a", "b"]);
  ends.get("b")?.();
  expect(await b).toBe("b");
  await expect.poll(() => started).toEqual(["a", "b", "c"]);
  const e = enter("e");
  for (const name of ["a", "c"]) ends.get(name)?.();
  expect(await Promise.all([a, c])).toEqual(["a", "c"]);
  await expect.poll(() => started).toEqual(["a", "b", "c", "e"]);
  ends.get("e")?.();
  expect(await e).toBe("e");
});

test("who fails makes room", async () => {
  const gate = makeGate({ running: 1, waiting: 0 });
  const fail = () => gate.enter((turn) => turn(() => Promise.reject(new Error("no"))));
  for (let n = 0; n < 3; n++) await expect(fail()).rejects.toThrow("no");
});
