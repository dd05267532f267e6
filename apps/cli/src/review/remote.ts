import type { ServerApplyReport, ServerReviewReport } from "@yardlet/core/agent/server-report";
import { DomainError } from "@yardlet/core/error";
import type { Answer, Invocation } from "../command.ts";
import { findRepository, openLocal } from "../local/repository.ts";
import { printable } from "../output/printable.ts";
import { type Style, styleFor } from "../output/style.ts";
import { fetchCandidates, sendApply } from "../remote/candidates.ts";
import { firstKnown, namesOf } from "../remote/names.ts";
import type { Server } from "../remote/server.ts";
import { scoreOnServer } from "../score/remote.ts";
import { keepSeen, requireSeen } from "./seen.ts";

type Place = Pick<Invocation, "options" | "environment">;

/** What waits on a server: of the repository at hand where the server knows it, else of the whole team. */
export async function reviewOnServer(server: Server, place: Place): Promise<Answer> {
  const { environment } = place;
  const { repo, list, notes } = await fetchWaiting(server, place);
  const entries = list.candidates.map((candidate, at) => ({ ...candidate, n: at + 1 }));
  await keepSeen(
    server,
    entries.map(({ id, draft }) => ({ id, hash: draft?.hash ?? null })),
    environment,
  );
  const { scores } = await scoreOnServer(server, undefined, environment.timeoutMs);
  const weak = scores
    .filter(({ decision }) => decision !== null && decision.action !== "keep")
    .map(({ home, skill, version, score, intents }) => ({ home, skill, version, score, intents }));
  const report: ServerReviewReport = {
    server: server.url,
    repo,
    rule: list.rule,
    entries,
    total: list.total,
    weak,
    notes,
  };
  return { report, text: textOf(report, styleFor(process.stdout, environment.noColor)), notes, exit: 0 };
}

/** Accepts an entry of a server's inbox; of a draft exactly the text that was shown. */
export async function applyOnServer(server: Server, { args, environment }: Invocation): Promise<Answer> {
  const { id, hash } = await requireSeen(args[0] ?? "", server, environment);
  const answer = await sendApply(server, id, hash === null ? {} : { hash }, environment.timeoutMs);
  const report: ServerApplyReport = { server: server.url, ...answer };
  const then = answer.job_id === null ? "There is nothing to write." : `The job ${answer.job_id} writes it.`;
  return { report, text: `Accepted ${printable(id)} on ${server.url}. ${then}\n`, notes: [], exit: 0 };
}

async function fetchWaiting(server: Server, { options, environment }: Place) {
  const { timeoutMs } = environment;
  try {
    const root = await findRepository(options.repo, environment);
    const names = namesOf(await openLocal(root, environment), root, server, ALL);
    const { repo, list } = await firstKnown(server, names, ALL, async (name) => ({
      repo: name,
      list: await fetchCandidates(server, name, timeoutMs),
    }));
    return { repo, list, notes: [] };
  } catch (error) {
    const unknown = error instanceof DomainError && (error.code === "not_found" || error.code === "invalid");
    if (!unknown || options.repo !== undefined) throw error;
    return {
      repo: null,
      list: await fetchCandidates(server, undefined, timeoutMs),
      notes: [`${error.message}: what waits in the whole team is shown`],
    };
  }
}

const ALL = "ask outside of it for what waits in the whole team";

function textOf({ server, repo, rule, entries, total, weak }: ServerReviewReport, style: Style): string {
  const where = repo === null ? server : `${printable(repo)} on ${server}`;
  const width = String(entries.length).length;
  const indent = " ".repeat(width + 2);
  const lines = entries.flatMap(({ n, kind, id, title, why, stake, repo: at, draft }) => [
    `${String(n).padStart(width)}  ${style("bold", `${kind}: ${printable(title)}`)}  ${style("dim", printable(id))}`,
    `${indent}${printable(why)}`,
    `${indent}${style("dim", printable(stake.why))}`,
    ...(at === null ? [] : [`${indent}in ${printable(at)}`]),
    ...(draft === null ? [] : [`${indent}draft of ${draft.name}, ${draft.hash.slice(0, 12)}`]),
    `${indent}${server}/review?at=${encodeURIComponent(id)}`,
  ]);
  const more = total - entries.length;
  const weakLines = weak.map(
    ({ home, skill, version, score, intents }) =>
      `  ${printable(`${home}/${skill}`)} v${version}: score ${score ?? "–"} of ${intents} intents`,
  );
  return `${[
    `${where}: ${total === 0 ? "nothing waits for a decision." : `${total} waiting. ${rule}`}`,
    ...lines,
    ...(more > 0 ? [`and ${more} more, on the page`] : []),
    ...(weakLines.length > 0 ? ["Weak skills of the team:", ...weakLines] : []),
  ].join("\n")}\n`;
}
