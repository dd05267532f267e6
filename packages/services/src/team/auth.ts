import type { Database } from "@yardlet/db";
import { authStorage } from "@yardlet/db/auth";
import { betterAuth } from "better-auth";

const DAY_SECONDS = 86_400;

/**
 * Sign-in by e-mail and password with sessions in the database. There is no sign-up: people come by the set-up link or an
 * invitation. `secret` signs the cookies; `baseUrl` decides whether they are secure.
 */
export function createAuth(options: { db: Database; secret: string; baseUrl: string; trustedOrigins?: string[] }) {
  return betterAuth({
    appName: "Yardlet",
    baseURL: options.baseUrl,
    secret: options.secret,
    database: authStorage(options.db),
    trustedOrigins: options.trustedOrigins ?? [],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "rateLimit",
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    telemetry: { enabled: false },
    logger: { level: "error" },
  });
}
