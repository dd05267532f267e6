import * as z from "zod";

/** Who holds a lock. `token` tells two holders with one process id apart. */
export const LockOwner = z.strictObject({
  pid: z.number().int().positive(),
  host: z.string(),
  time: z.iso.datetime(),
  token: z.string().min(1),
});
export type LockOwner = z.infer<typeof LockOwner>;

/** What is seen of a lock file: its owner (`undefined` when unreadable) and the milliseconds since its last sign of life. */
export interface LockSight {
  readonly owner: LockOwner | undefined;
  readonly silentMs: number;
}

/** What this process knows of itself and its host. */
export interface LockView {
  readonly pid: number;
  readonly host: string;
  readonly isAlive: (pid: number) => boolean;
  readonly holds: (token: string) => boolean;
  /** Longer silence than this means a dead owner, whatever its process id says. */
  readonly silenceLimitMs: number;
}

/** A lock without a readable owner is being written right now, or its writer died in between. */
const UNREADABLE_LIMIT_MS = 5_000;

/** Why nobody stands behind this lock any more; `undefined` while somebody may. */
export function staleReason({ owner, silentMs }: LockSight, view: LockView): string | undefined {
  if (owner === undefined) return silentMs > UNREADABLE_LIMIT_MS ? "its owner is not readable" : undefined;
  if (silentMs > view.silenceLimitMs) return `it was silent for ${Math.round(silentMs / 1000)} s`;
  if (owner.host !== view.host) return undefined;
  // A restarted container often gives the new process the number of the dead one.
  if (owner.pid === view.pid) return view.holds(owner.token) ? undefined : "its process is gone";
  return view.isAlive(owner.pid) ? undefined : "its process is gone";
}
