import type { LedgerRow } from "@yardlet/core/distil";

/** How one step of the ledger adds up, in numbers of lessons. */
export interface LedgerSum {
  before: number;
  stored: number;
  archived: number;
  after: number;
  /** `after` is `before` + `stored` − `archived`. */
  adds: boolean;
  /** Nothing changed, so both states have one hash. */
  same: boolean;
}

export function ledgerSum({ state_before, state_after, stored_ids, archived_ids }: LedgerRow): LedgerSum {
  const before = state_before.units.length;
  const after = state_after.units.length;
  const stored = stored_ids.length;
  const archived = archived_ids.length;
  return {
    before,
    stored,
    archived,
    after,
    adds: before + stored - archived === after,
    same: state_before.hash === state_after.hash,
  };
}

/** `3 + 2 − 1 = 4`. */
export function sumWords({ before, stored, archived, after, adds }: LedgerSum): string {
  return `${before} + ${stored} − ${archived} ${adds ? "=" : "≠"} ${after}`;
}
