import type { SkillVersionsAnswer } from "@yardlet/core/version/answers";
import type { ServerVersionsReport } from "@yardlet/core/version/server-report";
import type { Answer, Invocation } from "../command.ts";
import { columns, shorten } from "../output/columns.ts";
import { printable } from "../output/printable.ts";
import { type Style, styleFor } from "../output/style.ts";
import type { Server } from "../remote/server.ts";
import { fetchVersions, parseSkillName } from "../remote/skills.ts";

/** The versions of a skill as a server keeps them, newest first. */
export async function listServerVersions(server: Server, { args, environment }: Invocation): Promise<Answer> {
  const answer = await fetchVersions(server, parseSkillName(args[0] ?? ""), environment.timeoutMs);
  const report: ServerVersionsReport = { server: server.url, ...answer };
  return { report, text: textOf(answer, styleFor(process.stdout, environment.noColor)), notes: [], exit: 0 };
}

const HASH_DIGITS = 12;
const REASON_CHARACTERS = 60;

function textOf({ home, name, state, replaced_by: successor, versions, waiting }: SkillVersionsAnswer, style: Style) {
  const rows = versions.map((version) => [
    `v${version.version}`,
    version.in_force ? "in force" : "",
    version.parent === null ? version.origin : `${version.origin} from v${version.parent}`,
    version.hash.slice(0, HASH_DIGITS),
    version.at.slice(0, 10),
    printable(version.author),
    printable(shorten(version.reason, REASON_CHARACTERS)),
  ]);
  const instead = successor === null ? "" : `, use ${printable(successor)}`;
  return `${[
    `${style("bold", printable(`${home}/${name}`))}${state === "active" ? "" : style("yellow", `  ${state}${instead}`)}`,
    ...(waiting === null
      ? []
      : [`  being written: ${printable(waiting.by)}  ${printable(shorten(waiting.reason, REASON_CHARACTERS))}`]),
    ...columns(rows),
  ].join("\n")}\n`;
}
