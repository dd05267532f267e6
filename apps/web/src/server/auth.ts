import "server-only";
import type { Member } from "@yardlet/core/team";
import { findMember } from "@yardlet/db";
import { createAuth } from "@yardlet/services/auth";
import { readEnv } from "./env.ts";
import { database } from "./installation.ts";
import { lazily } from "./lazily.ts";

/** Sessions by cookie: http-only, same-site lax, secure behind https. */
export const auth = lazily(() => {
  const { secret, baseUrl } = readEnv();
  return createAuth({ db: database(), secret, baseUrl });
});

/** The member whose session the request carries; undefined when there is none or the member is gone. */
export async function memberOfRequest(headers: Headers): Promise<Member | undefined> {
  const session = await auth().api.getSession({ headers });
  return session ? findMember(database(), session.user.id) : undefined;
}
