import { expect, test } from "vitest";
import { PRESETS } from "../library/presets-vocabulary.ts";
import { dependencyKey } from "./dependency-names.ts";
import { isFact } from "./facts.ts";
import { expandBraces } from "./glob.ts";
import { RIVALRIES } from "./rivalries.ts";
import { BUILT_IN_SIGNALS } from "./signals.ts";
import { Ecosystem, Signal } from "./types.ts";

const conditions = BUILT_IN_SIGNALS.map(({ preset, what, when }) => ({ row: `${preset}: ${what}`, when }));

test("every row has the form a team would write", () => {
  expect(
    BUILT_IN_SIGNALS.filter((signal) => !Signal.safeParse({ ...signal, when: within(signal.when) }).success),
  ).toEqual([]);
});

/** The one row that is made of all others has more names than a person may write. */
function within(when: Signal["when"]): Signal["when"] {
  if (!("dependencies" in when)) return when;
  const entries = Object.entries(when.dependencies).map(([ecosystem, names]) => [ecosystem, names.slice(0, 500)]);
  return { ...when, dependencies: Object.fromEntries(entries.filter(([, names]) => names?.length !== 0)) };
}

test("every preset but core has signals, and every signal a preset", () => {
  const presets = new Set(BUILT_IN_SIGNALS.map(({ preset }) => preset));
  expect([...presets].sort()).toEqual(
    Object.keys(PRESETS)
      .filter((preset) => preset !== "core")
      .sort(),
  );
});

test("every rule has a reason that can be read, and rivals know each other", () => {
  const reasons = [...BUILT_IN_SIGNALS.map(({ what }) => what), ...RIVALRIES.map(({ why }) => why)];
  expect(reasons.filter((reason) => !/^[\p{L}.][\p{L}\d '’:,.()+/#-]+$/u.test(reason))).toEqual([]);
  const pairs = RIVALRIES.map(({ winner, loser }) => `${winner} ${loser}`);
  expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([]);
  expect(RIVALRIES.flatMap(({ winner, loser }) => [winner, loser]).filter((name) => !(name in PRESETS))).toEqual([]);
});

test("facts are in the table", () => {
  const unknown = conditions.flatMap(({ row, when }) =>
    "facts" in when ? when.facts.filter((fact) => !isFact(fact)).map((fact) => `${row}: ${fact}`) : [],
  );
  expect(unknown).toEqual([]);
});

test("names are written as their ecosystem compares them, once a row", () => {
  const wrong = conditions.flatMap(({ row, when }) => {
    if (!("dependencies" in when) || when.scope === "self") return [];
    return Ecosystem.options.flatMap((ecosystem) => {
      const names = when.dependencies[ecosystem] ?? [];
      const strange = names.filter(
        (name, index) => dependencyKey(ecosystem, name) !== `${ecosystem}:${name}` || names.indexOf(name) !== index,
      );
      return strange.map((name) => `${row}: ${ecosystem}:${name}`);
    });
  });
  expect(wrong).toEqual([]);
});

test("patterns are relative and stand for a bounded number", () => {
  const wrong = conditions.flatMap(({ row, when }) => {
    if (!("files" in when) || "share" in when) return [];
    return when.files
      .filter((glob) => /^\/|\\|\/\//.test(glob) || expandBraces(glob).length === 0)
      .map((glob) => `${row}: ${glob}`);
  });
  expect(wrong).toEqual([]);
});
