import * as z from "zod";
import type { Permission } from "../team/permissions.ts";
import type { Role } from "../team/types.ts";

/** Who did something: a person in the browser, a key of an agent or of CI, a worker, or the command line of this machine. */
export const ActorKind = z.enum(["person", "key", "worker", "setup"]);
export type ActorKind = z.infer<typeof ActorKind>;

export interface Actor {
  kind: ActorKind;
  id: string;
  name: string;
  role: Role;
  /** What a key is limited to, below its role. */
  limits?: { permissions: readonly Permission[]; repoId: string | null };
}

/** One line of the audit log; never changed, never removed. */
export interface AuditEntry {
  id: string;
  at: Date;
  actorKind: ActorKind;
  actorId: string;
  actorName: string;
  action: string;
  repoId: string | null;
  repoSlug: string | null;
  subject: string;
  reason: string;
  details: Record<string, unknown>;
  /** The entry that this one takes back. */
  undoes: string | null;
}
