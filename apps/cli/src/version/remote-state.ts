import type { ServerStateReport } from "@yardlet/core/version/server-report";
import { acceptName } from "@yardlet/core/equip";
import type { Answer, Invocation } from "../command.ts";
import { printable } from "../output/printable.ts";
import type { Server } from "../remote/server.ts";
import { parseSkillName, sendDeprecate, sendRestore } from "../remote/skills.ts";
import { UsageError } from "../usage-error.ts";
import { reasonOf } from "./reason.ts";

/** Marks a skill of the team's library: equipped nowhere anew, and where it lies is said. */
export async function deprecateOnServer(server: Server, { args, options, environment }: Invocation): Promise<Answer> {
  const skill = parseSkillName(args[0] ?? "");
  const successor = options["replaced-by"];
  const answer = await sendDeprecate(
    server,
    skill,
    {
      reason: requireReason(options.reason),
      ...(successor === undefined ? {} : { replaced_by: acceptName(successor) }),
    },
    environment.timeoutMs,
  );
  const { home, name, state, replaced_by, equipped } = answer;
  const report: ServerStateReport = { server: server.url, home, skill: name, state, replaced_by, equipped, job: null };
  const lies = equipped.map(({ repo, version }) => `  ${printable(repo)}${version === null ? "" : ` v${version}`}`);
  const where = lies.length === 0 ? "It lies nowhere." : "It stays where it lies until it is unequipped there:";
  const text = [`Deprecated ${home}/${name} on ${server.url}; it is equipped nowhere anew.`, where, ...lies];
  return { report, text: `${text.join("\n")}\n`, notes: [], exit: 0 };
}

/** Brings back a skill that was deprecated or pruned. */
export async function restoreOnServer(server: Server, { args, options, environment }: Invocation): Promise<Answer> {
  const skill = parseSkillName(args[0] ?? "");
  const body = { reason: requireReason(options.reason) };
  const { home, name, was, job_id: job } = await sendRestore(server, skill, body, environment.timeoutMs);
  const report: ServerStateReport = {
    server: server.url,
    home,
    skill: name,
    state: job === null ? "active" : was,
    replaced_by: null,
    equipped: [],
    job,
  };
  const text =
    job === null
      ? `Restored ${home}/${name} on ${server.url}; it was ${was}.`
      : `${server.url} writes ${home}/${name} back; it was ${was}. The job is ${job}.`;
  return { report, text: `${text}\n`, notes: [], exit: 0 };
}

/** For a whole team a reason is due: others will ask. */
function requireReason(text: string | undefined): string {
  const reason = reasonOf(text);
  if (reason !== undefined) return reason;
  throw new UsageError(
    "on a server this is done for the whole team; say why with --reason, or do it here alone with --local",
  );
}
