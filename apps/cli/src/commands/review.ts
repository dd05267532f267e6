import type { ReviewEntry, SkillReviewReport } from "@yardlet/core/agent/command-report";
import type { Answer, Invocation } from "../command.ts";
import { sweepDisposables } from "../author/checkout.ts";
import { obstacleLines } from "../author/text.ts";
import { readState } from "../local/state.ts";
import { printable } from "../output/printable.ts";
import { type Style, styleFor } from "../output/style.ts";
import { findEntries } from "../review/entries.ts";
import { keepListing } from "../review/listing.ts";
import { reviewOnServer } from "../review/remote.ts";
import { skillServer } from "../remote/skills.ts";

/** `yardlet skill review`: what waits for a person here, with the numbers that apply takes. */
export async function reviewSkills(invocation: Invocation): Promise<Answer> {
  const server = await skillServer(invocation);
  return server === undefined ? reviewHere(invocation) : reviewOnServer(server, invocation);
}

async function reviewHere({ options, environment }: Invocation): Promise<Answer> {
  const state = await readState(options.repo, environment);
  await sweepDisposables(environment);
  const { entries, notes: seen } = await findEntries(state, { options, environment });
  const ids = entries.map(({ id }) => id);
  // A bare repository has no place for numbers: there ids are all that apply takes.
  if (state.repo.workTree !== undefined) await keepListing(state.root, ids);
  const notes = [...state.notes, ...seen];
  const report: SkillReviewReport = { repo: state.root, entries, notes };
  return { report, text: textOf(report, styleFor(process.stdout, environment.noColor)), notes, exit: 0 };
}

function textOf({ entries }: SkillReviewReport, style: Style): string {
  if (entries.length === 0) return "Nothing waits for a decision here.\n";
  const width = String(entries.length).length;
  const lines = entries.flatMap((entry) => [
    `${String(entry.n).padStart(width)}  ${style("bold", printable(entry.title))}  ${style("dim", entry.id)}`,
    ...[printable(entry.why), ...detailLines(entry)].map((line) => `${" ".repeat(width)}  ${line}`),
    ...("obstacles" in entry ? obstacleLines(entry.obstacles, style).map((line) => `${" ".repeat(width)}${line}`) : []),
  ]);
  return `${lines.join("\n")}\n`;
}

/** What to do about it. */
function detailLines(entry: ReviewEntry): string[] {
  switch (entry.kind) {
    case "draft":
      return [`${entry.path}${entry.edited ? ", edited since" : ""}: "yardlet skill apply ${entry.n}"`];
    case "proposal":
    case "update":
      return [`"yardlet skill apply ${entry.n}"`];
    case "gap":
      return [printable(`yardlet skill research ${JSON.stringify(entry.topic)}`)];
    case "weak":
      return [`edit it, or "yardlet skill deprecate ${printable(entry.skill)}"`];
    case "unfinished":
      return [entry.path];
  }
}
