import { expect, test } from "vitest";
import { manifestText, parseManifest } from "./manifest.ts";
import { entryOf, stamped } from "./testing.ts";

test("no file means that nothing is placed", () => {
  expect(parseManifest(undefined)).toEqual({ schema: "yardlet.manifest/1", skills: {} });
});

test("what is written is read back", () => {
  const manifest = { schema: "yardlet.manifest/1" as const, skills: { s: entryOf(stamped("s", 4, "text")) } };
  expect(parseManifest(manifestText(manifest))).toEqual(manifest);
});

test.each([
  "",
  "{",
  "null",
  '{"schema":"yardlet.manifest/2","skills":{}}',
  '{"schema":"yardlet.manifest/1","skills":{"../x":{}}}',
  '{"schema":"yardlet.manifest/1","skills":{"s":{"version":0}}}',
  '{"schema":"yardlet.manifest/1","skills":{},"more":1}',
])("a broken manifest is refused, never guessed: %j", (text) => {
  expect(() => parseManifest(text)).toThrow(expect.objectContaining({ name: "DomainError", code: "invalid" }));
});
