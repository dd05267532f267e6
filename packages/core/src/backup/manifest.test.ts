import { expect, test } from "vitest";
import { pieceName, readHeader, readManifest, requireSame, tableOf, type BackupManifest } from "./manifest.ts";

const KNOWN = ["20261121000000_foundation", "20261126240000_rewrite"];
const HEADER = {
  format: "yardlet.backup/1",
  made_at: "2026-11-20T12:00:00.000Z",
  migration: "20261126240000_rewrite",
  key: null,
};
const ENTRIES = [
  { name: "yardlet-backup.json", bytes: 10, sha256: "a".repeat(64) },
  { name: "tables/skill/000000", bytes: 20, sha256: "b".repeat(64) },
];
const MANIFEST: BackupManifest = {
  entries: ENTRIES,
  tables: [{ name: "skill", columns: ["id", "name"], rows: 3 }],
  sequences: [{ name: "event_id_seq", last: "12" }],
  library: null,
};

test("a header is read", () => {
  expect(readHeader(JSON.stringify(HEADER), KNOWN)).toEqual(HEADER);
});

test.each(["", "{", "[]", "null", '{"format":"other/1"}', JSON.stringify({ ...HEADER, format: "yardlet.backup/2" })])(
  "%s is no backup",
  (text) => {
    expect(() => readHeader(text, KNOWN)).toThrow(
      expect.objectContaining({
        code: "invalid",
        message: "this file is no backup of Yardlet; give the one that `backup --to` wrote",
      }),
    );
  },
);

test("a newer version's is refused", () => {
  expect(() => readHeader(JSON.stringify({ ...HEADER, migration: "20270101000000_later" }), KNOWN)).toThrow(
    expect.objectContaining({
      code: "refused",
      message:
        "this backup was made by a newer Yardlet (its database is at 20270101000000_later); update Yardlet, then restore it",
    }),
  );
});

test("a manifest names nothing but tables and the library", () => {
  expect(readManifest(JSON.stringify(MANIFEST))).toEqual(MANIFEST);
  for (const name of ["tables/../x/000000", "/etc/passwd", 'tables/a";drop/000000', "library/1", "secret.key"]) {
    const entries = [{ name, bytes: 1, sha256: "a".repeat(64) }];
    expect(() => readManifest(JSON.stringify({ ...MANIFEST, entries }))).toThrow(/its list of contents cannot be read/);
  }
  for (const table of ["x; drop table y", 'a"b', "Skill", ""]) {
    const tables = [{ name: table, columns: ["id"], rows: 0 }];
    expect(() => readManifest(JSON.stringify({ ...MANIFEST, tables }))).toThrow(/this backup is damaged/);
  }
});

test("what is missing, changed, or too much is told", () => {
  requireSame(MANIFEST, ENTRIES);
  const [first, second] = ENTRIES;
  if (!first || !second) throw new Error("two entries");
  expect(() => requireSame(MANIFEST, [first])).toThrow(
    "this backup is damaged: tables/skill/000000 is missing; nothing was restored, so take another one",
  );
  expect(() => requireSame(MANIFEST, [first, { ...second, sha256: "c".repeat(64) }])).toThrow(
    /skill\/000000 was changed/,
  );
  expect(() => requireSame(MANIFEST, [first, { ...second, bytes: 21 }])).toThrow(/was changed/);
  expect(() => requireSame(MANIFEST, [...ENTRIES, { ...second, name: "library/000000" }])).toThrow(
    /library\/000000 is not in its list/,
  );
});

test("pieces are named by their order", () => {
  expect(pieceName("tables/skill", 12)).toBe("tables/skill/000012");
  expect(tableOf("tables/skill/000012")).toBe("skill");
  expect(tableOf("library/000000")).toBeUndefined();
});
