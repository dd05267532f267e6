import type { AuditEntry } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import type { Db } from "@yardlet/db";
import type * as z from "zod";
import type { ServiceContext } from "../context.ts";

/** An entry that is taken back: `ctx` is inside of the transaction `tx`; `reason` is what the person says. */
export interface TakenBack {
  ctx: ServiceContext;
  tx: Db;
  entry: AuditEntry;
  reason: string;
}

/** Takes back what an entry tells of. */
export type Inverse = (taken: TakenBack) => Promise<unknown>;

/**
 * What an entry holds, for taking it back.
 * @throws DomainError `refused` when it is from before its action kept enough
 */
export function detailsOf<T extends z.ZodType>(schema: T, { details }: AuditEntry): z.output<T> {
  const parsed = schema.safeParse(details);
  if (parsed.success) return parsed.data;
  throw new DomainError("refused", "this entry holds too little to take it back; use the page of what it changed");
}

/**
 * The slug of the repo that an entry is about.
 * @throws DomainError `refused` when it names none
 */
export function slugOf({ repoSlug }: AuditEntry): string {
  if (repoSlug !== null) return repoSlug;
  throw new DomainError("refused", "this entry names no repo; use the page of what it changed");
}

/**
 * Settings go back only while they are what the entry made of them.
 * @throws DomainError `conflict` when somebody has changed one of them since
 */
export function requireUnchanged(made: object, now: object): void {
  const moved = Object.entries(made).filter(([name, value]) => Reflect.get(now, name) !== value);
  if (moved.length === 0) return;
  const names = moved.map(([name]) => name);
  throw new DomainError(
    "conflict",
    `somebody has changed this since (${names.join(", ")}); change it where it is set`,
    {
      changed: names,
    },
  );
}
