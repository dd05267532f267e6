import { AuthoringTopic } from "@yardlet/core/agent";
import { acceptName } from "@yardlet/core/equip";
import { DomainError, parseInput } from "@yardlet/core/error";
import type { Answer, Invocation } from "../command.ts";
import { chooseAgent, parseAccess } from "../author/agent.ts";
import { authorHere } from "../author/author.ts";
import { requireLibrary } from "../author/install.ts";
import { authorOnServer, parseServerAgent } from "../author/remote.ts";
import { nameObstacle } from "../author/surroundings.ts";
import { readState } from "../local/state.ts";
import { skillServer } from "../remote/skills.ts";

/** `yardlet skill create <name>`: an agent writes a skill of this name, and it is installed when its checks are clear. */
export async function createSkill(invocation: Invocation): Promise<Answer> {
  const { args, options, environment } = invocation;
  const name = acceptName(args[0] ?? "");
  const topic = parseInput(AuthoringTopic, options.from ?? name.replaceAll("-", " "), "--from");
  const access = parseAccess(options.access);
  const server = await skillServer(invocation);
  if (server !== undefined) {
    const agent = parseServerAgent(options.agent);
    const asked = { kind: "create", name, from: topic, library: options.library, agent, access } as const;
    return authorOnServer(server, asked, invocation);
  }
  const home = options.library ? "library" : "repo";
  const state = await readState(options.repo, environment);
  const taken = nameObstacle(name, home, state);
  if (taken !== undefined) throw new DomainError("refused", taken.message, { name });
  if (home === "library") await requireLibrary(state);
  const agent = await chooseAgent(options.agent, environment);
  return authorHere({ kind: "create", topic, name, home, access }, { state, agent, invocation });
}
