import { AGENT_SIGNALS } from "./signals/agent-tooling.ts";
import { AI_SIGNALS } from "./signals/ai-ml.ts";
import { BACKEND_SIGNALS } from "./signals/backend-api.ts";
import { EXTENSION_SIGNALS } from "./signals/browser-extension.ts";
import { COMMAND_SIGNALS } from "./signals/cli-tool.ts";
import { COMMERCE_SIGNALS } from "./signals/commerce.ts";
import { PIPELINE_SIGNALS } from "./signals/data-pipeline.ts";
import { DESKTOP_SIGNALS } from "./signals/desktop.ts";
import { EMBEDDED_SIGNALS } from "./signals/embedded.ts";
import { GAME_SIGNALS } from "./signals/game.ts";
import { INFRA_SIGNALS } from "./signals/infra.ts";
import { LANGUAGE_SIGNALS } from "./signals/languages.ts";
import { LIBRARY_SIGNALS } from "./signals/library.ts";
import { MOBILE_SIGNALS } from "./signals/mobile.ts";
import { MONOREPO_SIGNALS } from "./signals/monorepo.ts";
import { TEXT_SIGNALS } from "./signals/text.ts";
import { WEB_UI_SIGNALS } from "./signals/web-ui.ts";
import { Ecosystem, type Signal } from "./types.ts";

const ROWS: readonly Signal[] = [
  ...WEB_UI_SIGNALS,
  ...COMMERCE_SIGNALS,
  ...BACKEND_SIGNALS,
  ...INFRA_SIGNALS,
  ...COMMAND_SIGNALS,
  ...LIBRARY_SIGNALS,
  ...MONOREPO_SIGNALS,
  ...MOBILE_SIGNALS,
  ...DESKTOP_SIGNALS,
  ...EXTENSION_SIGNALS,
  ...GAME_SIGNALS,
  ...EMBEDDED_SIGNALS,
  ...AI_SIGNALS,
  ...PIPELINE_SIGNALS,
  ...TEXT_SIGNALS,
  ...AGENT_SIGNALS,
  ...LANGUAGE_SIGNALS,
];

/** Whatever this table knows as a dependency is something that others build on, also when it installs a command as well. */
const KNOWN_LIBRARY: Signal = {
  preset: "library",
  weight: 0.8,
  what: "known as a dependency of others",
  when: { dependencies: knownDependencies(ROWS), scope: "self" },
};

/** The built-in table: every row is one thing that may be seen in a repository, what it speaks for, and how loudly. */
export const BUILT_IN_SIGNALS: readonly Signal[] = [...ROWS, KNOWN_LIBRARY];

function knownDependencies(signals: readonly Signal[]): Partial<Record<Ecosystem, string[]>> {
  const known: Partial<Record<Ecosystem, string[]>> = {};
  for (const { when } of signals) {
    if (!("dependencies" in when)) continue;
    for (const ecosystem of Ecosystem.options)
      known[ecosystem] = [...(known[ecosystem] ?? []), ...(when.dependencies[ecosystem] ?? [])];
  }
  return known;
}
