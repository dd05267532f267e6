import type { AuditEntry } from "./types.ts";

const HEAD = [
  "id",
  "at",
  "actor_kind",
  "actor_id",
  "actor",
  "action",
  "repo",
  "subject",
  "reason",
  "undoes",
  "details",
] as const;

/** How the audit log leaves the house, by the ending of the file. */
export const AUDIT_FORMATS = {
  csv: { type: "text/csv; charset=utf-8", head: csvLine(HEAD), line: toCsvLine },
  jsonl: { type: "application/x-ndjson; charset=utf-8", head: "", line: toJsonLine },
} as const satisfies Record<string, { type: string; head: string; line: (entry: AuditEntry) => string }>;

export type AuditFormat = keyof typeof AUDIT_FORMATS;

function toCsvLine(entry: AuditEntry): string {
  const { id, at, actorKind, actorId, actorName, action, repoSlug, subject, reason, undoes, details } = entry;
  const cells = [id, at.toISOString(), actorKind, actorId, actorName, action, repoSlug ?? "", subject, reason];
  return csvLine([...cells, undoes ?? "", JSON.stringify(details)]);
}

function toJsonLine(entry: AuditEntry): string {
  const { id, at, actorKind, actorId, actorName, action, repoSlug, subject, reason, undoes, details } = entry;
  const actor = { kind: actorKind, id: actorId, name: actorName };
  const line = { id, at: at.toISOString(), actor, action, repo: repoSlug, subject, reason, undoes, details };
  return `${JSON.stringify(line)}\n`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(quote).join(",")}\r\n`;
}

/** Texts are anybody's; what a spreadsheet would take for a formula is made a text. */
function quote(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
