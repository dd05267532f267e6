import { CLIENT_SIGNALS } from "./signals/clients.ts";
import { AGENT_SIGNALS, DATA_SIGNALS } from "./signals/data.ts";
import { EMBEDDED_SIGNALS } from "./signals/embedded.ts";
import { INFRA_SIGNALS } from "./signals/infra.ts";
import { LANGUAGE_SIGNALS } from "./signals/languages.ts";
import { PACKAGE_SIGNALS } from "./signals/packages.ts";
import { SERVER_SIGNALS } from "./signals/server.ts";
import { WEB_SIGNALS } from "./signals/web.ts";
import { Ecosystem, type Signal } from "./types.ts";

const ROWS: readonly Signal[] = [
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

/** Whatever this table knows as a dependency is something that others build on, also when it installs a command as well. */
const KNOWN_LIBRARY: Signal = {
  preset: "library",
  weight: 0.6,
  what: "known as a dependency of others",
  when: { dependencies: knownDependencies(ROWS), scope: "self" },
};

/** The built-in table: every row is one thing that may be seen in a repository, what it speaks for, and how loudly. */
export const BUILT_IN_SIGNALS: readonly Signal[] = [...ROWS, KNOWN_LIBRARY];

function knownDependencies(signals: readonly Signal[]): Partial<Record<Ecosystem, string[]>> {
  const known: Partial<Record<Ecosystem, string[]>> = {};
  for (const { when } of signals) {
    if (!("dependencies" in when)) continue;
    for (const ecosystem of Ecosystem.options) known[ecosystem] = [...(known[ecosystem] ?? []), ...(when.dependencies[ecosystem] ?? [])];
  }
  return known;
}
