import * as z from "zod";
import type { Permission } from "./permissions.ts";
import { mayDo } from "./permissions.ts";
import { Role } from "./types.ts";

/** What a key may be used for, and the permissions that come with it. A scope opens nothing that the key's role does not cover. */
export const SCOPES = {
  "runs:write": { permissions: ["run.report"], means: "report runs" },
  "runs:read": { permissions: ["run.read"], means: "read runs and what came of them" },
  "scores:read": { permissions: ["score.read"], means: "read scores of skills" },
  "skills:read": { permissions: ["skill.read"], means: "read skills and their versions" },
  "skills:write": { permissions: ["skill.write"], means: "deprecate and restore skills" },
  "repos:read": { permissions: ["repo.read"], means: "read which skills a repo should carry, with their files" },
  "repos:write": {
    permissions: ["repo.sync"],
    means: "tell that skills were placed in a repo, so that it is read again",
  },
  "candidates:read": { permissions: ["candidate.read"], means: "read what waits for a decision, with its texts" },
  "candidates:write": {
    permissions: ["candidate.decide"],
    means: "apply, reject and snooze what waits; what changes a skill that is in force needs skills:write as well",
  },
  "jobs:read": { permissions: ["job.read", "agent.read"], means: "read jobs with their logs" },
  "jobs:write": { permissions: ["agent.run"], means: "have an agent write a skill" },
} as const satisfies Record<string, { permissions: readonly Permission[]; means: string }>;

export const Scope = z.enum([
  "runs:write",
  "runs:read",
  "scores:read",
  "skills:read",
  "skills:write",
  "repos:read",
  "repos:write",
  "candidates:read",
  "candidates:write",
  "jobs:read",
  "jobs:write",
]) satisfies z.ZodType<keyof typeof SCOPES>;
export type Scope = z.infer<typeof Scope>;

/** The permissions of these scopes, each once. */
export function permissionsOfScopes(scopes: readonly Scope[]): Permission[] {
  return [...new Set(scopes.flatMap((scope) => SCOPES[scope].permissions))];
}

/** The scope that brings a permission; undefined for what no key may do. */
export function scopeOf(permission: Permission): Scope | undefined {
  return Scope.options.find((scope) => permissionsOfScopes([scope]).includes(permission));
}

/** The least role whose holder may do all that a scope stands for. */
export function roleOfScope(scope: Scope): Role {
  const { permissions } = SCOPES[scope];
  return Role.options.find((role) => permissions.every((permission) => mayDo(role, permission))) ?? "admin";
}

export const KeyName = z.string().trim().min(1, "a key's name has at least 1 character").max(80);

/** A key of an agent or of CI, as people may see it: the secret is shown once, when it is made. */
export interface ApiKey {
  id: string;
  name: string;
  /** The first characters of the secret, to tell keys apart by. */
  start: string;
  role: Role;
  scopes: Scope[];
  /** The one repo it may speak of; null means any. */
  repoId: string | null;
  repoSlug: string | null;
  createdBy: string;
  createdAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
}
