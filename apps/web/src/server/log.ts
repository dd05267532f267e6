import "server-only";
import pino from "pino";
import { readEnv } from "./env.ts";
import { lazily } from "./lazily.ts";

/** The log of this process; secrets never reach it, because nothing logs headers, cookies or inputs. */
export const log = lazily(() => pino({ name: "yardlet-web", level: readEnv().logLevel }));
