import path from "node:path";
import type { AgentFailureKind, ApiProvider } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import type { AgentAdapter } from "./adapters.ts";

/** How a program of ours is started, and which files of the host it needs to be seen for that. */
export interface OwnProgram {
  readonly argv: readonly [string, ...string[]];
  readonly readable: readonly string[];
}

/** A program of this package, run from its source by the Node that runs now. */
function fromSource(...file: string[]): OwnProgram {
  const workspace = path.join(import.meta.dirname, "..", "..", "..", "..");
  return {
    argv: [process.execPath, path.join(import.meta.dirname, "..", ...file)],
    readable: [path.join(workspace, "node_modules"), path.join(workspace, "packages")],
  };
}

/** The agent without a model: it writes down what the repository says about itself. */
export function surveyorAdapter(program: OwnProgram = fromSource("surveyor", "main.ts")): AgentAdapter {
  return { name: "surveyor", ...program, credentials: [], stateFolder: [] };
}

/** A model that is asked over HTTP. */
export interface ApiModel {
  readonly provider: ApiProvider;
  readonly model: string;
  /** Where the provider is; by default its own address. */
  readonly url?: string | undefined;
}

/** The variable of the worker with the key for the model's provider. */
export const API_KEY = "YARDLET_AGENT_API_KEY";

/** How the program says what went wrong between it and the provider. */
export const API_EXITS = {
  20: "provider_key_refused",
  21: "provider_busy",
  22: "provider_unavailable",
  23: "provider_refused",
  24: "result_too_large",
  25: "result_invalid",
} as const satisfies Record<number, AgentFailureKind>;

/**
 * An agent that asks a model with a key. It has no tools: what it may know of the repository goes along with its packet.
 * @throws DomainError `invalid` when there is no model, or no address where one is needed.
 */
export function apiAdapter({ provider, model, url }: ApiModel): AgentAdapter {
  if (model.trim() === "" || (provider === "compatible" && url === undefined) || !isAddress(url))
    throw new DomainError(
      "invalid",
      "an api agent has a model, and an http(s) address without a sign-in; a compatible provider needs the address",
    );
  const { argv, readable } = fromSource("api", "main.ts");
  return {
    name: "api",
    // Node takes no notice of HTTPS_PROXY by itself.
    argv: [argv[0], "--use-env-proxy", ...argv.slice(1), provider, model, ...(url === undefined ? [] : [url])],
    readable,
    credentials: [API_KEY],
    stateFolder: [],
    exits: API_EXITS,
    says: "api",
  };
}

function isAddress(url: string | undefined): boolean {
  if (url === undefined) return true;
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === "" && parsed.password === "";
}
