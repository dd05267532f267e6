import fc from "fast-check";
import { expect, test } from "vitest";
import { text } from "../testing/git.ts";
import { readBytesOf } from "./byte-reader.ts";

async function* chunks(pieces: readonly string[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}

test("takes lines and bytes apart wherever the chunks break", async () => {
  const reader = readBytesOf(chunks(["fir", "st\n", "", "abc", "de\nsec", "ond\n"]));
  expect(await reader.line()).toBe("first");
  expect(text((await reader.bytes(4)) ?? new Uint8Array())).toBe("abcd");
  expect(await reader.skip(2)).toBe(true);
  expect(await reader.line()).toBe("second");
  expect(await reader.line()).toBeUndefined();
});

test("an early end is told", async () => {
  expect(await readBytesOf(chunks(["no newline"])).line()).toBeUndefined();
  expect(await readBytesOf(chunks(["abc"])).bytes(4)).toBeUndefined();
  expect(await readBytesOf(chunks(["abc"])).skip(4)).toBe(false);
});

test("the same frames come out for every way to cut the stream", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
      fc.array(fc.nat({ max: 30 }), { maxLength: 12 }),
      async (frames, cuts) => {
        const whole = Buffer.concat(frames.map((frame) => Buffer.concat([Buffer.from(`${frame.length}\n`), frame])));
        async function* pieces() {
          let at = 0;
          for (const cut of cuts) {
            yield whole.subarray(at, at + cut);
            at += cut;
          }
          yield whole.subarray(at);
        }
        const reader = readBytesOf(pieces());
        for (const frame of frames) {
          expect(await reader.line()).toBe(String(frame.length));
          expect(await reader.bytes(frame.length)).toEqual(frame);
        }
        expect(await reader.line()).toBeUndefined();
      },
    ),
    { numRuns: 50 },
  );
});
