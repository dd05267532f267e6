/** Something that a correction of a record changed. Undefined is "not there". */
export interface RecordChange {
  /** `verdict.3.evidence`; texts and numbers as they stood. */
  path: string;
  before: unknown;
  after: unknown;
}

/** The most changes of one correction that are told. */
const TOLD = 100;

/** What differs between two records, field by field down to texts and numbers, in the order of their paths. */
export function changesBetween(before: unknown, after: unknown): { changes: RecordChange[]; more: number } {
  const all = differences("", before, after);
  return { changes: all.slice(0, TOLD), more: Math.max(0, all.length - TOLD) };
}

function differences(path: string, before: unknown, after: unknown): RecordChange[] {
  const [a, b] = [fieldsOf(before), fieldsOf(after)];
  if (a === undefined || b === undefined) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) =>
    differences(path === "" ? key : `${path}.${key}`, a.get(key), b.get(key)),
  );
}

/** Undefined for what has no fields: then it is compared whole. An empty list has none to lose. */
function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}
