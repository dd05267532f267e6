import { roleCovers, type Role } from "./types.ts";

/** The least role for each thing a person can do. Every service verb and so every procedure and route names one. */
export const PERMISSIONS = {
  "agent.configure": "admin",
  "agent.read": "viewer",
  "agent.run": "curator",
  "audit.read": "viewer",
  "audit.undo": "curator",
  "candidate.decide": "curator",
  "candidate.read": "viewer",
  "credential.manage": "admin",
  "distil.run": "curator",
  "equip.write": "curator",
  "key.manage": "admin",
  "job.cancel": "curator",
  "job.read": "viewer",
  "job.retry": "curator",
  "library.configure": "admin",
  "library.read": "viewer",
  "library.sync": "curator",
  "policy.configure": "admin",
  "repo.add": "admin",
  "repo.archive": "admin",
  "repo.configure": "admin",
  "repo.read": "viewer",
  "repo.sync": "curator",
  "run.correct": "curator",
  "run.read": "viewer",
  "run.report": "curator",
  "score.audit": "admin",
  "score.read": "viewer",
  "skill.read": "viewer",
  "skill.write": "curator",
  "team.configure": "admin",
  "team.invite": "admin",
  "team.manage": "admin",
  "team.read": "viewer",
  "view.read": "viewer",
  "view.write": "viewer",
  "webhook.manage": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof PERMISSIONS;

export function mayDo(role: Role, permission: Permission): boolean {
  return roleCovers(role, PERMISSIONS[permission]);
}
