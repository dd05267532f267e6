import { describe, expect, test } from "vitest";
import { epochAt, type KnownVersion, type ReportedSkill, resolveSkill, type Resolving } from "./resolve.ts";

const HASHES = { v1: "1".repeat(64), v2: "2".repeat(64), own: "3".repeat(64) };

function version(home: string, number: number, contentHash: string): KnownVersion {
  return {
    home,
    name: "code-review",
    skillId: `${home}-skill`,
    versionId: `${home}-v${number}`,
    number,
    contentHash,
    treeHash: `${contentHash.slice(0, 63)}f`,
  };
}

const LIBRARY = [version("library", 1, HASHES.v1), version("library", 2, HASHES.v2)];
const OWN = version("repo-1", 1, HASHES.own);

function resolving(change: Partial<Resolving> = {}): Resolving {
  return {
    named: new Map([["code-review", LIBRARY]]),
    byId: new Map([...LIBRARY, OWN].map((one) => [one.versionId, one])),
    observed: new Map([
      [
        "code-review",
        [
          { versionId: "library-v1", fromAt: "2026-11-01T00:00:00.000Z", toAt: "2026-11-10T00:00:00.000Z" },
          { versionId: "library-v2", fromAt: "2026-11-10T00:00:00.000Z", toAt: null },
        ],
      ],
    ]),
    atCommit: new Map(),
    mappings: new Map(),
    epochs: new Map(),
    ...change,
  };
}

function resolve(said: Partial<ReportedSkill>, at: string, known = resolving()) {
  const { versionId, how } = resolveSkill({ name: "code-review", use: "declared", ...said }, at, known);
  return `${versionId ?? "-"} ${how}`;
}

const NOV_5 = "2026-11-05T12:00:00.000Z";

describe("the version a run used", () => {
  test("is what the record says, by content, by bytes or by number", () => {
    expect(resolve({ hash: HASHES.v2 }, NOV_5)).toBe("library-v2 hash");
    expect(resolve({ hash: LIBRARY[0]?.treeHash }, NOV_5)).toBe("library-v1 hash");
    expect(resolve({ version: 2 }, NOV_5)).toBe("library-v2 number");
  });

  test("is never guessed when the record names one that nobody knows", () => {
    expect(resolve({ version: 9 }, NOV_5)).toBe("- unresolved");
    expect(resolve({ hash: "9".repeat(64) }, NOV_5)).toBe("- unresolved");
    expect(resolve({ name: "other" }, NOV_5)).toBe("- unresolved");
  });

  test("is what lay in the repo at that moment, the end not included", () => {
    expect(resolve({}, NOV_5)).toBe("library-v1 observed");
    expect(resolve({}, "2026-11-10T00:00:00.000Z")).toBe("library-v2 observed");
    expect(resolve({}, "2026-10-31T23:59:59.999Z")).toBe("- unresolved");
  });

  test("is what the manifest says at the run's commit, before what was observed at the time", () => {
    const known = resolving({ atCommit: new Map([["code-review", HASHES.v2]]) });
    expect(resolve({}, NOV_5, known)).toBe("library-v2 commit");
  });

  test("is what a person mapped it to only where nothing else says it", () => {
    const known = resolving({ mappings: new Map([["code-review ", "repo-1-v1"]]) });
    expect(resolve({}, NOV_5, known)).toBe("library-v1 observed");
    expect(resolve({}, "2026-10-01T00:00:00.000Z", known)).toBe("repo-1-v1 mapped");
    expect(resolve({ version: 1 }, NOV_5, known)).toBe("library-v1 number");
    const wrong = resolving({ mappings: new Map([["code-review v9", "library-v2"]]) });
    expect(resolve({ version: 9 }, NOV_5, wrong)).toBe("library-v2 mapped");
  });

  test("is the repo's own before the library's", () => {
    const known = resolving({ named: new Map([["code-review", [OWN, ...LIBRARY]]]) });
    expect(resolve({ version: 1 }, NOV_5, known)).toBe("repo-1-v1 number");
    expect(resolve({ version: 2 }, NOV_5, known)).toBe("library-v2 number");
  });

  test("is unknown while a hand-edited copy lay there", () => {
    const observed = new Map([["code-review", [{ versionId: null, fromAt: "2026-11-01T00:00:00.000Z", toAt: null }]]]);
    expect(resolve({}, NOV_5, resolving({ observed }))).toBe("- unresolved");
  });
});

test("an epoch holds from its beginning until the next", () => {
  const epochs = [
    { epoch: 2, fromAt: "2026-11-10T00:00:00.000Z" },
    { epoch: 3, fromAt: "2026-11-20T00:00:00.000Z" },
  ];
  expect(epochAt([], NOV_5)).toBe(1);
  expect(epochAt(epochs, "2026-11-09T23:59:59.999Z")).toBe(1);
  expect(epochAt(epochs, "2026-11-10T00:00:00.000Z")).toBe(2);
  expect(epochAt(epochs, "2026-12-01T00:00:00.000Z")).toBe(3);
});
