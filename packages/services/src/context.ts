import type { AgentSettings } from "@yardlet/agents";
import type { Actor } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import { mayDo, PERMISSIONS, type Permission } from "@yardlet/core/team";
import { inTransaction, type Database, type Db } from "@yardlet/db";
import type { Queue } from "@yardlet/db/queue";

/** What an installation is set to; made once at start from the environment. */
export interface ServiceSettings {
  /** Mirrors, the team's library and keys live below this folder. */
  dataDir: string;
  /** This machine's name: local paths belong to the worker host that has them. */
  host: string;
  /** Folders that local paths may lie in; undefined means local paths are off. */
  localRoots: string[] | undefined;
  allowFileUrls: boolean;
  allowPrivateHosts: boolean;
  /** What mirrors of remotes may take, in bytes: all together, and each. Absent: as the repo package has it. */
  mirrorBytes?: { readonly all: number; readonly each: number };
  /** Folder of the built-in library. */
  builtinLibrary: string;
  /** The installation's key, in hex: what is kept secret is encrypted with it. Absent where it is not known on this host. */
  secret?: string;
  /** Hosts, or `host:port`, that webhooks may be sent to although they are private or without TLS. */
  webhookAllow?: readonly string[];
  /** The agents that this host was given besides those it has installed; only workers run any. */
  agents?: AgentSettings;
}

/** What a service verb works with: who asks, the database (or a transaction in it), the queue and the clock. */
export interface ServiceContext {
  db: Database;
  /** The transaction of the verb that calls another one: what the other writes is a part of it. */
  tx?: Db;
  actor: Actor;
  queue: Queue;
  settings: ServiceSettings;
  now(): Date;
}

/** Yardlet itself, when nobody asked: syncs, automatic equipping. */
export const WORKER: Actor = { kind: "worker", id: "yardlet", name: "Yardlet", role: "admin" };

/** @throws DomainError `forbidden` unless the actor's role covers the permission. */
export function requirePermission(ctx: ServiceContext, permission: Permission): void {
  const { limits } = ctx.actor;
  if (limits && !limits.permissions.includes(permission)) {
    throw new DomainError("forbidden", `the key ${ctx.actor.name} lacks the scope for this; make one that has it`, {
      permission,
    });
  }
  if (mayDo(ctx.actor.role, permission)) return;
  throw new DomainError(
    "forbidden",
    `this needs the role ${PERMISSIONS[permission]}, and ${ctx.actor.name} is ${ctx.actor.role}; ask an admin`,
    { permission, role: ctx.actor.role },
  );
}

/** Whether the actor's role and, of a key, its scopes cover the permission: for what is left out where it is not to be read. */
export function may(ctx: ServiceContext, permission: Permission): boolean {
  const { limits, role } = ctx.actor;
  return (limits?.permissions.includes(permission) ?? true) && mayDo(role, permission);
}

/** Runs a verb's writes in one transaction: rows, audit entry, event and queue message, or nothing. */
export function transact<T>(ctx: ServiceContext, work: (tx: Db) => Promise<T>): Promise<T> {
  return ctx.tx ? work(ctx.tx) : inTransaction(ctx.db, work);
}

/** For a verb that is a part of another one's transaction. */
export function inside(ctx: ServiceContext, tx: Db): ServiceContext {
  return { ...ctx, tx };
}
