import fc from "fast-check";
import { expect, test } from "vitest";
import { isFact } from "../facts.ts";
import { MANIFEST_KINDS, readManifest } from "./read-manifest.ts";

const EXAMPLES = MANIFEST_KINDS.flatMap(({ files }) => files).map((file) =>
  file
    .replace("**/", "")
    .replace(/\{(\w+),\w+\}/g, "$1")
    .replaceAll("*", "x"),
);

test.each([
  ["package.json", "npm.package", '{"name": "a"}'],
  ["deep/below/Cargo.toml", "cargo.package", '[package]\nname = "a"'],
  ["Web.csproj", "nuget.package", '<Project Sdk="Microsoft.NET.Sdk"/>'],
  ["Podfile", "apple.ios", "platform :ios, '17'"],
])("%s is read by its name", (path, fact, text) => {
  expect(readManifest({ path, text }).facts.map((each) => each.name)).toContain(fact);
});

test("a name is matched whole", () => {
  const text = '{"name": "a", "dependencies": {"next": "1"}}';
  expect(readManifest({ path: "my-package.json", text })).toEqual({ dependencies: [], facts: [] });
  expect(readManifest({ path: "package.json.bak", text })).toEqual({ dependencies: [], facts: [] });
});

test("no text makes a reader throw, and every fact is in the table", () => {
  const syntax = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    "<a>",
    "</a>",
    "<!",
    "&x;",
    "=",
    ":",
    "\n",
    "  ",
    "- ",
    '"',
    "'",
    "#",
    "(",
    ")",
    "*a",
    "&a ",
    "name",
    "dependencies",
    "__proto__",
    "\u0000",
    ",",
    "module",
    "gem",
    "FROM",
    "%",
  );
  const garbage = fc.oneof(
    fc.string(),
    fc.array(syntax, { maxLength: 60 }).map((parts) => parts.join("")),
    fc.json(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...EXAMPLES), garbage, (path, text) => {
      const { dependencies, facts } = readManifest({ path, text });
      expect(facts.filter((fact) => !isFact(fact.name))).toEqual([]);
      expect([...dependencies, ...facts].every(({ line }) => line === undefined || line >= 1)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["nested arrays", "[".repeat(50_000)],
  ["nested objects", '{"a":'.repeat(50_000)],
  ["nested elements", "<a>".repeat(50_000)],
  ["one long line", "a".repeat(500_000)],
  ["spaces", `[${" ".repeat(200_000)}`],
  ["comment openings", "/*".repeat(200_000)],
  ["commas", `{${", ".repeat(200_000)}`],
  ["YAML aliases", `a: &a [x]\n${Array.from({ length: 200 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join("\n")}`],
  ["quotes", '"'.repeat(200_000)],
  ["parentheses", "(".repeat(200_000)],
])("hostile text is read in bounded time: %s", (_, text) => {
  for (const path of EXAMPLES) {
    const start = process.cpuUsage();
    expect(readManifest({ path, text }).dependencies.length).toBeLessThan(10);
    expect(process.cpuUsage(start).user / 1000, path).toBeLessThan(2000);
  }
});
