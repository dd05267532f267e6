import { prismaAdapter } from "better-auth/adapters/prisma";
import { rootClientOf, type Database } from "./client.ts";

/** Where the auth library keeps users, sessions and rate limits: our database. */
export function authStorage(db: Database) {
  return prismaAdapter(rootClientOf(db), { provider: "postgresql" });
}
