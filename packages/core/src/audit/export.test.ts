import { expect, test } from "vitest";
import { AUDIT_FORMATS } from "./export.ts";
import type { AuditEntry } from "./types.ts";

const ENTRY: AuditEntry = {
  id: "7",
  at: new Date("2026-11-20T10:00:00.000Z"),
  actorKind: "person",
  actorId: "u1",
  actorName: "=HYPERLINK(1)",
  action: "skill.pin",
  repoId: "r1",
  repoSlug: "parcel",
  subject: "-2+3",
  reason: 'we "love"\nit, truly',
  details: { skill: "s1" },
  undoes: null,
};

test("a line of CSV quotes what needs it, and makes no formula of anybody's text", () => {
  expect(AUDIT_FORMATS.csv.head).toBe("id,at,actor_kind,actor_id,actor,action,repo,subject,reason,undoes,details\r\n");
  expect(AUDIT_FORMATS.csv.line(ENTRY)).toBe(
    `7,2026-11-20T10:00:00.000Z,person,u1,'=HYPERLINK(1),skill.pin,parcel,'-2+3,"we ""love""\nit, truly",,"{""skill"":""s1""}"\r\n`,
  );
});

test("a line of JSON holds all of an entry on one line", () => {
  const line = AUDIT_FORMATS.jsonl.line({ ...ENTRY, repoSlug: null, undoes: "3" });
  expect(line).toBe(
    `{"id":"7","at":"2026-11-20T10:00:00.000Z","actor":{"kind":"person","id":"u1","name":"=HYPERLINK(1)"},"action":"skill.pin","repo":null,"subject":"-2+3","reason":"we \\"love\\"\\nit, truly","undoes":"3","details":{"skill":"s1"}}\n`,
  );
});
