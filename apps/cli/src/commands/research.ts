import { AuthoringTopic } from "@yardlet/core/agent";
import { parseInput } from "@yardlet/core/error";
import type { Answer, Invocation } from "../command.ts";
import { authorHere } from "../author/author.ts";
import { chooseAgent, parseAccess } from "../author/agent.ts";
import { authorOnServer, parseServerAgent } from "../author/remote.ts";
import { readState } from "../local/state.ts";
import { skillServer } from "../remote/skills.ts";

/** `yardlet skill research "<topic>"`: an agent drafts a skill; nothing is installed. */
export async function researchSkill(invocation: Invocation): Promise<Answer> {
  const { args, options, environment } = invocation;
  const topic = parseInput(AuthoringTopic, args[0], "the topic");
  const access = parseAccess(options.access);
  const server = await skillServer(invocation);
  if (server !== undefined) {
    const agent = parseServerAgent(options.agent);
    return authorOnServer(server, { kind: "research", topic, agent, access }, invocation);
  }
  const state = await readState(options.repo, environment);
  const agent = await chooseAgent(options.agent, environment);
  return authorHere({ kind: "research", topic, name: null, home: "repo", access }, { state, agent, invocation });
}
