import { DomainError } from "@yardlet/core/error";
import type { SkillScoreReport } from "@yardlet/core/run/command-report";
import { TELEMETRY_PATH } from "@yardlet/repo";
import type { Answer, Invocation } from "../command.ts";
import { scoreLocally } from "../score/local.ts";
import { giveReceipt, verifyFile } from "../score/receipts.ts";
import { scoresText } from "../score/text.ts";
import { parseWanted } from "../score/wanted.ts";
import { UsageError } from "../usage-error.ts";

/** `yardlet skill score [<name>[@<version>]]`: scores from the runs of this repository; a receipt of one, or a check of one. */
export async function scoreSkills(invocation: Invocation): Promise<Answer> {
  const { args, options, environment } = invocation;
  if (options.verify !== undefined) {
    if (args.length > 0 || options.receipt !== undefined)
      throw new UsageError("--verify takes a file and nothing else: what it needs is in the receipt");
    return verifyFile(options.verify, environment);
  }
  const [name] = args;
  if (options.receipt !== undefined && name === undefined)
    throw new UsageError("--receipt needs the name of a skill, such as code-review or code-review@3");
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
  return { report, text: scoresText(report, none), notes, exit: 0 };
}
