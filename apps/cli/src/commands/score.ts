import { DomainError } from "@yardlet/core/error";
import type { SkillScoreReport } from "@yardlet/core/run/command-report";
import { TELEMETRY_PATH } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { type Server, findServer } from "../remote/server.ts";
import { scoreLocally } from "../score/local.ts";
import { giveReceipt, verifyFile } from "../score/receipts.ts";
import { scoreOnServer } from "../score/remote.ts";
import { scoresText } from "../score/text.ts";
import { parseWanted } from "../score/wanted.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `yardlet skill score [<name>[@<version>]]`: scores from the server, else from the runs of this repository; a receipt of one
 * from here, or a check of one from anywhere.
 */
export async function scoreSkills(invocation: Invocation): Promise<Answer> {
  const { args, options, environment } = invocation;
  if (options.verify !== undefined) {
    if (args.length > 0 || options.receipt !== undefined)
      throw new UsageError("--verify takes a file and nothing else: what it needs is in the receipt");
    return verifyFile(options.verify, environment);
  }
  if (options.receipt !== undefined && args.length === 0)
    throw new UsageError("--receipt needs the name of a skill, such as code-review or code-review@3");
  const server = await findServer(options, environment);
  return server === undefined ? answerLocally(invocation) : answerFromServer(server, invocation);
}

async function answerLocally(invocation: Invocation): Promise<Answer> {
  const { args, options, environment } = invocation;
  const [name] = args;
  const { formula, policy, versions, notes } = await scoreLocally(parseWanted(name), invocation);
  if (options.receipt !== undefined) {
    const newest = versions.at(-1);
    if (!newest)
      throw new DomainError("not_found", `no run has used ${name} yet; report one, then ask for its receipt`);
    return giveReceipt(newest.receipt, `${newest.skill} v${newest.version}`, options.receipt, environment);
  }
  const report: SkillScoreReport = {
    formula,
    policy,
    scores: versions.map(({ skill, version, receipt: { result } }) => ({
      skill,
      version,
      ...result.score,
      decision: result.decision,
    })),
  };
  const none =
    name === undefined
      ? `No run in ${TELEMETRY_PATH} has used a skill; report one with "yardlet run report"`
      : `No run has used ${name} yet`;
  return { report, text: scoresText(report.scores, policy.minIntents, none), notes, exit: 0 };
}

async function answerFromServer(server: Server, { args, options, environment }: Invocation): Promise<Answer> {
  if (options.receipt !== undefined)
    throw new DomainError(
      "invalid",
      `receipts of ${server.url} are made on the skill's page there; save one, and check it with --verify`,
    );
  const report = await scoreOnServer(server, parseWanted(args[0]), environment.timeoutMs);
  const none = `${server.url} has no skill in its library yet`;
  return { report, text: scoresText(report.scores, report.policy.min_intents, none), notes: [], exit: 0 };
}
