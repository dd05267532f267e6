import { expect, test } from "vitest";
import { auditExportHref, auditFilter, type AuditFilters } from "./queries.ts";

const NONE: AuditFilters = { q: "", who: null, actor: null, group: null, repo: null, since: null, until: null };

test("the last day is asked for whole", () => {
  expect(auditFilter({ ...NONE, since: "2026-11-20", until: "2026-11-20" })).toEqual({
    since: new Date("2026-11-20T00:00:00.000Z"),
    until: new Date("2026-11-21T00:00:00.000Z"),
  });
  expect(auditFilter(NONE)).toEqual({});
});

test("the export asks for what the page shows", () => {
  expect(auditExportHref("audit.csv", NONE)).toBe("/api/audit/audit.csv");
  expect(auditExportHref("audit.jsonl", { ...NONE, q: "a b", group: "skill", since: "2026-11-20" })).toBe(
    "/api/audit/audit.jsonl?text=a+b&group=skill&since=2026-11-20T00%3A00%3A00.000Z",
  );
});
