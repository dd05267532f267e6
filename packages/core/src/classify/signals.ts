import { CLIENT_SIGNALS } from "./signals/clients.ts";
import { AGENT_SIGNALS, DATA_SIGNALS } from "./signals/data.ts";
import { EMBEDDED_SIGNALS } from "./signals/embedded.ts";
import { INFRA_SIGNALS } from "./signals/infra.ts";
import { LANGUAGE_SIGNALS } from "./signals/languages.ts";
import { PACKAGE_SIGNALS } from "./signals/packages.ts";
import { SERVER_SIGNALS } from "./signals/server.ts";
import { WEB_SIGNALS } from "./signals/web.ts";
import type { Signal } from "./types.ts";

/** The built-in table: every row is one thing that may be seen in a repository, what it speaks for, and how loudly. */
export const BUILT_IN_SIGNALS: readonly Signal[] = [
  ...WEB_SIGNALS,
  ...SERVER_SIGNALS,
  ...CLIENT_SIGNALS,
  ...EMBEDDED_SIGNALS,
  ...DATA_SIGNALS,
  ...AGENT_SIGNALS,
  ...INFRA_SIGNALS,
  ...PACKAGE_SIGNALS,
  ...LANGUAGE_SIGNALS,
];
