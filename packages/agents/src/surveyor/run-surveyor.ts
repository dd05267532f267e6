import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { readPacketHead } from "@yardlet/core/agent";
import { surveyRepository } from "@yardlet/core/agent/survey";
import { DomainError } from "@yardlet/core/error";
import { readCheckout } from "./checkout.ts";
import { type AgentPlace, print } from "./place.ts";

/**
 * The surveyor as an agent's process: reads the packet, surveys the checkout, and writes the result file.
 * @throws DomainError `invalid` for a packet without a head, or an environment without a place for the result
 */
export async function runSurveyor({ stdin, cwd, env, say = print }: AgentPlace): Promise<void> {
  const head = readPacketHead(await text(stdin));
  const result = env["YARDLET_RESULT_FILE"];
  if (head === undefined || result === undefined)
    throw new DomainError(
      "invalid",
      "the surveyor reads a packet on stdin and writes to YARDLET_RESULT_FILE; it is started by Yardlet, not by hand",
    );
  const input = await readCheckout(cwd);
  say(`read ${input.files.length} of ${input.paths.length} files`);
  for (const { path } of input.files) say(path);
  const skill = surveyRepository(input, head);
  say(skill.rationale);
  await writeFile(result, JSON.stringify({ ...skill, run_id: head.run_id }));
}
