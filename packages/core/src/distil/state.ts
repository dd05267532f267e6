import { digestText } from "../score/raw.ts";
import { stableJson } from "../run/digest.ts";
import { compareText } from "../skill/order.ts";
import { groupOfId } from "./ids.ts";
import type { DistilState, LedgerRow } from "./result.ts";

/** A state from its units, in any order: `hash` and `bytes` are those of the sorted ids as canonical JSON (decision 38). */
export function stateOf(units: readonly string[]): DistilState {
  const sorted = sortedOnce(units);
  const { sha256, bytes } = digestText(stableJson(sorted));
  return { hash: sha256, units: sorted, bytes };
}

/**
 * One step of the ledger. A written lesson supersedes the units of its group that have another content; one that is archived at
 * once is stored, and no unit.
 */
export function ledgerRow(
  before: readonly string[],
  written: readonly { lesson_id: string; archived: boolean }[],
): LedgerRow {
  const units = sortedOnce(before);
  const known = new Set(units);
  const writtenIds = new Set(written.map(({ lesson_id }) => lesson_id));
  const groups = new Set(written.map(({ lesson_id }) => groupOfId(lesson_id)));
  const stored = sortedOnce([...writtenIds].filter((id) => !known.has(id)));
  const superseded = units.filter((id) => groups.has(groupOfId(id)) && !writtenIds.has(id));
  const shelved = written.filter(({ archived }) => archived).map(({ lesson_id }) => lesson_id);
  const archived = sortedOnce([...superseded, ...shelved]);
  return {
    state_before: stateOf(units),
    state_after: stateOf(unitsAfter(units, stored, archived)),
    stored_ids: stored,
    archived_ids: archived,
  };
}

/** What does not hold in a row of the ledger; nothing for one that balances. */
export interface LedgerCheck {
  balanced: boolean;
  problems: { path: string; message: string }[];
}

/** Computes a row of the ledger again: hashes, sizes, and units after = units before + stored − archived. */
export function verifyLedger(row: LedgerRow): LedgerCheck {
  const before = new Set(row.state_before.units);
  const reachable = new Set([...before, ...row.stored_ids]);
  const expected = stateOf(unitsAfter(row.state_before.units, row.stored_ids, row.archived_ids));
  const problems = [
    ...checkState("state_before", row.state_before),
    ...checkState("state_after", row.state_after),
    ...checkList("stored_ids", row.stored_ids),
    ...checkList("archived_ids", row.archived_ids),
    ...row.stored_ids
      .filter((id) => before.has(id))
      .map((id) => ({ path: "stored_ids", message: `${id} was in force before` })),
    ...row.archived_ids
      .filter((id) => !reachable.has(id))
      .map((id) => ({ path: "archived_ids", message: `${id} was neither in force nor stored` })),
    ...(stableJson(expected.units) === stableJson(row.state_after.units)
      ? []
      : [{ path: "state_after.units", message: "is not state_before.units + stored_ids − archived_ids" }]),
  ];
  return { balanced: problems.length === 0, problems };
}

function unitsAfter(before: readonly string[], stored: readonly string[], archived: readonly string[]): string[] {
  const gone = new Set(archived);
  return sortedOnce([...before, ...stored]).filter((id) => !gone.has(id));
}

function checkState(path: string, state: DistilState): LedgerCheck["problems"] {
  const { hash, bytes } = stateOf(state.units);
  return [
    ...checkList(`${path}.units`, state.units),
    ...(hash === state.hash ? [] : [{ path: `${path}.hash`, message: "is not the hash of the units" }]),
    ...(bytes === state.bytes ? [] : [{ path: `${path}.bytes`, message: `is ${state.bytes}, not ${bytes}` }]),
  ];
}

function checkList(path: string, ids: readonly string[]): LedgerCheck["problems"] {
  return isSortedOnce(ids) ? [] : [{ path, message: "is not in order, each id once" }];
}

/** In code-unit order, each once. Most lists are so already, and are only copied. */
export function sortedOnce(texts: readonly string[]): string[] {
  return isSortedOnce(texts) ? [...texts] : [...new Set(texts)].toSorted();
}

/** Whether texts are in code-unit order, each once. */
function isSortedOnce(texts: readonly string[]): boolean {
  for (let index = 1; index < texts.length; index += 1) {
    if (compareText(texts[index - 1] ?? "", texts[index] ?? "") >= 0) return false;
  }
  return true;
}
