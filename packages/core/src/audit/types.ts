import * as z from "zod";
import type { Role } from "../team/types.ts";

/** Who did something: a person in the browser, a worker, or the command line of this machine. */
export const ActorKind = z.enum(["person", "worker", "setup"]);
export type ActorKind = z.infer<typeof ActorKind>;

export interface Actor {
  kind: ActorKind;
  id: string;
  name: string;
  role: Role;
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
}
