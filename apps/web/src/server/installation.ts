import "server-only";
import { openDatabase } from "@yardlet/db";
import { openQueue } from "@yardlet/db/queue";
import type { ServiceContext } from "@yardlet/services";
import type { Actor } from "@yardlet/core/audit";
import { readEnv } from "./env.ts";
import { log } from "./log.ts";
import { lazily, lazilyOpened } from "./lazily.ts";

/** The database of this process. */
export const database = lazily(() => openDatabase(readEnv().databaseUrl));

const queue = lazilyOpened(() =>
  openQueue(database(), {
    host: readEnv().settings.host,
    working: false,
    onError: (error) => log().error({ err: error }, "queue"),
  }),
);

/** Who asks before anybody has signed in; may read nothing that names a permission of its own. */
export const VISITOR: Actor = { kind: "setup", id: "setup", name: "Set-up", role: "viewer" };

/** What service verbs work with, on behalf of `actor`. */
export async function serviceContext(actor: Actor): Promise<ServiceContext> {
  return { db: database(), actor, queue: await queue(), settings: readEnv().settings, now: () => new Date() };
}
