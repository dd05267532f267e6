import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@yardlet/core/audit";
import type { Member } from "@yardlet/core/team";
import { memberOfRequest } from "./auth.ts";
import { database, serviceContext, VISITOR } from "./installation.ts";
import { openLiveHub } from "./live.ts";
import { log } from "./log.ts";
import { lazilyOpened } from "./lazily.ts";
import type { TrpcContext } from "./trpc/init.ts";

/** Opened by the first page that listens: one connection for all of them. A server that stops lets its pages go first. */
const liveHub = lazilyOpened(async () => {
  const hub = await openLiveHub(database(), (error) => log().error({ err: error }, "live events"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void hub.close());
  return hub;
});

/** What procedures work with, on behalf of the request's member. */
export async function contextOfRequest(headers: Headers): Promise<TrpcContext> {
  return contextOf(await memberOfRequest(headers));
}

export async function contextOf(member: Member | undefined): Promise<TrpcContext> {
  return {
    member,
    service: await serviceContext(member ? actorOf(member) : VISITOR),
    live: liveHub,
    onBug: reportBug,
  };
}

function actorOf({ userId, name, role }: Member): Actor {
  return { kind: "person", id: userId, name, role };
}

/** Logs an error nobody expected and answers the id it has in the log. */
export function reportBug(error: unknown, where: string): string {
  const id = randomUUID().slice(0, 8);
  log().error({ err: error, id, where }, "unexpected error");
  return id;
}
