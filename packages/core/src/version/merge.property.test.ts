import fc from "fast-check";
import { expect, test } from "vitest";
import { isMapping } from "../skill/value.ts";
import { parseSkill } from "../skill/parse.ts";
import type { SkillFile } from "../skill/types.ts";
import { writeSkill } from "../skill/write.ts";
import { effortOf } from "./effort.ts";
import { mergeLines } from "./merge-lines.ts";
import { mergeThree } from "./merge.ts";
import { applyResolutions } from "./resolve.ts";
import { file, mirrored, shown, swapped } from "./testing.ts";

const SEED = { seed: 4, numRuns: 300 };

const line = fc.constantFrom("", "a", "b", "c", "- x", "\r", "---", "é");
const lines = fc.array(line, { maxLength: 12 });
const text = fc.tuple(lines, fc.constantFrom("\n", "\r\n")).map(([some, end]) => some.join(end));
const data = fc.dictionary(
  fc.constantFrom("name", "description", "license", "version", "metadata"),
  fc.oneof(
    fc.constantFrom<string | number | null>("red", "blue", "1", "2", 3, null),
    fc.dictionary(fc.constantFrom("version", "source", "author"), fc.constantFrom("1", "2", "library", "Ada"), {
      noNullPrototype: true,
    }),
  ),
  { noNullPrototype: true },
);
const skill = fc
  .record({ data, body: text, newline: fc.constantFrom("\n" as const, "\r\n" as const), bom: fc.boolean() })
  .map((it) => writeSkill(it));
const PATHS = ["SKILL.md", "a", "a/b", "c.sh", "constructor"];
const anyFile = fc
  .constantFrom(...PATHS)
  .chain((path) =>
    fc
      .tuple(
        path === "SKILL.md"
          ? fc.oneof(skill, skill, text)
          : fc.oneof({ weight: 5, arbitrary: text }, fc.constant("\0")),
        fc.constantFrom("100644" as const, "100755" as const),
      )
      .map(([content, mode]) => file(path, content, mode)),
  );
const folder = fc
  .uniqueArray(anyFile, { selector: ({ path }) => path, maxLength: 4 })
  .filter((files) => !["a", "a/b"].every((path) => files.some((some) => some.path === path)));
const three = fc.record({ base: folder, mine: folder, theirs: folder });

const sorted = (files: readonly SkillFile[]) => shown(files).toSorted(([a], [b]) => (a < b ? -1 : 1));

test("a side that changed nothing leaves the other byte for byte", () => {
  fc.assert(
    fc.property(folder, folder, (base, changed) => {
      for (const sides of [
        { base, mine: changed, theirs: base },
        { base, mine: base, theirs: changed },
        { base, mine: changed, theirs: changed },
      ]) {
        const merge = mergeThree(sides);
        expect(merge.conflicts).toEqual([]);
        expect(shown(merge.files)).toEqual(sorted(changed));
      }
    }),
    SEED,
  );
});

test("lines alone have the same laws", () => {
  const place = { path: "a", offset: { base: 0, mine: 0, theirs: 0 } };
  const settled = (some: readonly string[]) => (some.length === 0 ? [] : [{ lines: some }]);
  fc.assert(
    fc.property(lines, lines, (base, changed) => {
      for (const sides of [
        { base, mine: changed, theirs: base },
        { base, mine: base, theirs: changed },
        { base, mine: changed, theirs: changed },
      ])
        expect(mergeLines(sides, place, effortOf())).toEqual(settled(changed));
    }),
    SEED,
  );
});

test("conflicts are the same from the other side", () => {
  fc.assert(
    fc.property(three, (sides) => {
      const [here, there] = [mergeThree(sides), mergeThree(swapped(sides))];
      const plain = here.conflicts.map(({ id: _id, ...rest }) => rest);
      expect(there.conflicts.map(mirrored)).toEqual(plain);
    }),
    SEED,
  );
});

test("the order of files does not matter, and a repeat gives the same", () => {
  fc.assert(
    fc.property(three, (sides) => {
      const { base, mine, theirs } = sides;
      const turned = { base: base.toReversed(), mine: mine.toReversed(), theirs: theirs.toReversed() };
      expect(mergeThree(turned)).toEqual(mergeThree(sides));
    }),
    SEED,
  );
});

test("every conflict has its own id, and once all are answered there is a folder without clashes", () => {
  const take = fc.constantFrom("mine" as const, "theirs" as const);
  fc.assert(
    fc.property(three, take, (sides, side) => {
      const merge = mergeThree(sides);
      const ids = merge.conflicts.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const resolved = applyResolutions(
        merge,
        ids.map((conflict) => ({ conflict, take: side })),
      );
      if (!resolved.done) throw new Error("conflicts are left");
      const paths = resolved.files.map(({ path }) => path);
      expect(paths.filter((path) => paths.some((other) => other.startsWith(`${path}/`)))).toEqual([]);
      expect(shown(resolved.files)).toEqual(expect.arrayContaining(shown(merge.files)));
    }),
    SEED,
  );
});

test("mine for all from here is theirs for all from there, but for Yardlet's stamps", () => {
  fc.assert(
    fc.property(three, (sides) => {
      const [here, there] = [mergeThree(sides), mergeThree(swapped(sides))].map((merge, index) =>
        applyResolutions(
          merge,
          merge.conflicts.map(({ id }) => ({ conflict: id, take: index === 0 ? "mine" : "theirs" })),
        ),
      );
      if (!here?.done || !there?.done) throw new Error("conflicts are left");
      expect(here.files.map(proseOf)).toEqual(there.files.map(proseOf));
    }),
    SEED,
  );
});

function proseOf({ path, mode, bytes }: SkillFile): unknown {
  if (path !== "SKILL.md") return [path, mode, bytes];
  const { data, body, lenient } = parseSkill(bytes);
  const { version: _version, source: _source, metadata, ...rest } = data;
  if (lenient) return [path, mode, bytes];
  if (metadata !== undefined && metadata !== null && !isMapping(metadata)) return [path, mode, rest, metadata, body];
  const { version: _number, source: _origin, ...kept } = metadata ?? {};
  return [path, mode, rest, kept, body.replaceAll("\r\n", "\n")];
}

test("changes of different parts meet without a conflict", () => {
  const part = fc.array(fc.constantFrom("", "a", "b"), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.tuple(part, part, part, part), ([first, last, mine, theirs]) => {
      const joined = (a: string[], b: string[]) => [file("a", [...a, "between 1", "between 2", ...b].join("\n"))];
      const merge = mergeThree({ base: joined(first, last), mine: joined(mine, last), theirs: joined(first, theirs) });
      expect(merge.conflicts).toEqual([]);
      expect(shown(merge.files)).toEqual(shown(joined(mine, theirs)));
    }),
    SEED,
  );
});
