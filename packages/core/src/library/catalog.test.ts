import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseCatalog, writeCatalog } from "./catalog.ts";
import type { CatalogEntry } from "./types.ts";

const HEADER = "name\ttier\tpresets\tdescription\ttriggers";
const read = (...lines: string[]) => parseCatalog([HEADER, ...lines].join("\n"));
const said = (...lines: string[]) => read(...lines).findings.map(({ rule, line }) => `${rule} ${line}`);

test("reads a line", () => {
  expect(read("red\tpreset\tweb-ui, game\tSays red.\tpaint it,make it red")).toEqual({
    entries: [
      {
        name: "red",
        tier: "preset",
        presets: ["web-ui", "game"],
        description: "Says red.",
        triggers: ["paint it", "make it red"],
        line: 2,
      },
    ],
    findings: [],
  });
});

test("accepts CRLF, a byte order mark, comments, empty lines, and no triggers", () => {
  const text = `\uFEFF# the catalog\r\n${HEADER}\r\n\r\n# red\r\nred\tcore\t\tSays red.\r\nblue\topt_in\t\tSays blue.\t\r\n`;
  const { entries, findings } = parseCatalog(text);
  expect(findings).toEqual([]);
  expect(entries.map(({ name, tier, presets, triggers, line }) => [name, tier, presets, triggers, line])).toEqual([
    ["red", "core", [], [], 5],
    ["blue", "opt_in", [], [], 6],
  ]);
});

test("unescapes once", () => {
  expect(read(String.raw`red	core		a\tb\nc\\nd\x	`).entries[0]?.description).toBe("a\tb\nc\\nd\\x");
});

test.each([
  ["too few columns", "red\tcore\t", "catalog-columns 2"],
  ["too many columns", "red\tcore\t\td\tt\tx", "catalog-columns 2"],
  ["a bad name", "../red\tcore\t\td\t", "catalog-name 2"],
  ["no name", "\tcore\t\td\t", "catalog-name 2"],
  ["an unknown tier", "red\tbest\t\td\t", "catalog-tier 2"],
])("leaves out a line with %s and says so", (_, line, finding) => {
  expect(said(line)).toEqual([finding]);
  expect(read(line, "blue\tcore\t\td\t").entries.map(({ name }) => name)).toEqual(["blue"]);
});

test("leaves out a bad preset name and the second line of a skill", () => {
  expect(said("red\tcore\tWeb UI,game\td\t", "red\tpreset\t\td\t")).toEqual([
    "catalog-preset 2",
    "catalog-duplicate 3",
  ]);
  expect(read("red\tcore\tWeb UI,game\td\t", "red\tpreset\t\td\t").entries).toMatchObject([
    { tier: "core", presets: ["game"] },
  ]);
});

test("says when the header is missing or another, and still reads the lines", () => {
  expect(parseCatalog("").findings).toEqual([
    {
      rule: "catalog-header",
      severity: "warning",
      message: "the header line is missing; Yardlet writes the catalog anew when it writes the library",
      file: "catalog.tsv",
      line: 1,
    },
  ]);
  const bare = parseCatalog("red\tcore\t\td\t");
  expect([bare.entries.length, bare.findings.map(({ rule }) => rule)]).toEqual([1, ["catalog-header"]]);
  const other = parseCatalog("name\ttier\tpresets\tdescription\nred\tcore\t\td");
  expect([other.entries.length, other.findings.map(({ rule }) => rule)]).toEqual([1, ["catalog-header"]]);
});

test("writes lines in order of name", () => {
  const entry = (name: string): CatalogEntry => ({
    name,
    tier: "core",
    presets: ["a", "b"],
    description: "x\ty\\\nz",
    triggers: ["t u"],
  });
  expect(writeCatalog([entry("red"), entry("blue")])).toBe(
    `${HEADER}\nblue\tcore\ta,b\tx\\ty\\\\\\nz\tt u\nred\tcore\ta,b\tx\\ty\\\\\\nz\tt u\n`,
  );
  expect(writeCatalog([])).toBe(`${HEADER}\n`);
});

test("refuses a comma in a list", () => {
  const entry: CatalogEntry = { name: "red", tier: "core", presets: [], description: "", triggers: ["a, b"] };
  expect(() => writeCatalog([entry])).toThrow('a list of the catalog cannot hold "a, b"; take the comma out');
});

const word = fc
  .stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  .filter((name) => !["con", "prn", "aux", "nul"].includes(name) && !/^(com|lpt)\d$/.test(name));
const line = fc
  .string({ unit: fc.constantFrom("a", "B", "#", "\\", "t", "n", "\t", "\n", "\r", "é", '"', " "), maxLength: 20 })
  .map((text) => text.trim());
const item = line.map((text) => text.replaceAll(",", "")).filter((text) => text !== "");
const entries = fc.uniqueArray(
  fc.record({
    name: word,
    tier: fc.constantFrom("core" as const, "preset" as const, "opt_in" as const, "internal" as const),
    presets: fc.uniqueArray(word, { maxLength: 3 }),
    description: line,
    triggers: fc.uniqueArray(item, { maxLength: 3 }),
  }),
  { selector: ({ name }) => name, maxLength: 5 },
);

test("what is written is read back equal, and the order of entries does not matter", () => {
  fc.assert(
    fc.property(entries, (rows) => {
      const text = writeCatalog(rows);
      const { entries: again, findings } = parseCatalog(text);
      expect(findings).toEqual([]);
      expect(again.map(({ line: _line, ...entry }) => entry)).toEqual(
        rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
      expect(writeCatalog(rows.toReversed())).toBe(text);
    }),
  );
});

test("never throws, and every line is an entry or a finding", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\t", "\n", "\\", "#", ",", "core", "name"), maxLength: 60 });
  fc.assert(
    fc.property(text, (lines) => {
      const { entries: found, findings } = parseCatalog(lines);
      const rows = lines.split("\n").filter((row) => row.trim() !== "" && !row.startsWith("#"));
      expect(found.length + findings.length).toBeGreaterThanOrEqual(rows.length - 1);
    }),
  );
});
