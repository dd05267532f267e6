import { type Drift, driftOf } from "@yardlet/core/version";
import type { SkillVersionsReport } from "@yardlet/core/version/command-report";
import type { Answer, Invocation } from "../command.ts";
import { columns, shorten } from "../output/columns.ts";
import { printable } from "../output/printable.ts";
import { type Style, styleFor } from "../output/style.ts";
import { type LocalSkill, readLocalSkill } from "../version/local.ts";
import { skillServer } from "../remote/skills.ts";
import { listServerVersions } from "../version/remote-versions.ts";

/** `yardlet skill versions <name>`: the versions that lay in this repository, newest first, and the library's. */
export async function listVersions(invocation: Invocation): Promise<Answer> {
  const server = await skillServer(invocation);
  return server === undefined ? listVersionsHere(invocation) : listServerVersions(server, invocation);
}

async function listVersionsHere(invocation: Invocation): Promise<Answer> {
  const [name = ""] = invocation.args;
  const skill = await readLocalSkill(name, invocation);
  const report = reportOf(skill);
  const style = styleFor(process.stdout, invocation.environment.noColor);
  return { report, text: textOf(report, driftOfCopy(skill), style), notes: report.notes, exit: 0 };
}

function reportOf(skill: LocalSkill): SkillVersionsReport {
  const { name, state, history, working, shelved } = skill;
  const newest = history.rows[0]?.moment.contentHash;
  return {
    repo: state.root,
    skill: name,
    versions: history.rows.map(({ number, state: how, moment: { contentHash, commit, at, author, subject } }) => ({
      number,
      state: how,
      hash: contentHash || null,
      commit,
      at,
      author,
      subject,
    })),
    working: working === undefined || working.hash === newest ? null : { hash: working.hash || null },
    library: shelved
      ? { version: shelved.version, hash: shelved.contentHash, drift: driftOfCopy(skill)?.state ?? null }
      : null,
    notes: [...state.notes, ...history.notes],
  };
}

/** How the copy at the newest commit stands to the library, as far as the versions are known that lay here. */
function driftOfCopy({ placed, shelved, history }: LocalSkill): Drift | undefined {
  const { entry, treeHash, contentHash } = placed ?? {};
  if (shelved === undefined || entry === undefined || !treeHash || !contentHash) return undefined;
  const known = history.rows.flatMap(({ state, number, moment }) =>
    state === "placed" && number !== null && moment.entry?.origin === "library" && moment.contentHash
      ? [[number, moment.contentHash] as const]
      : [],
  );
  const versions = new Map([...known.toReversed(), [shelved.version, shelved.contentHash] as const]);
  return driftOf({
    placed: { entry, treeHash, contentHash },
    versions: [...versions].map(([number, hash]) => ({ number, contentHash: hash })),
    current: shelved.version,
  });
}

const HASH_DIGITS = 12;
const SUBJECT_CHARACTERS = 60;

function textOf({ skill, versions, working, library }: SkillVersionsReport, drift: Drift | undefined, style: Style) {
  const rows = versions.map(({ number, state, hash, commit, at, author, subject }) => [
    number === null ? "-" : `v${number}`,
    WORDS[state],
    hash?.slice(0, HASH_DIGITS) ?? "",
    commit.slice(0, 7),
    at.slice(0, 10),
    printable(author),
    printable(shorten(subject, SUBJECT_CHARACTERS)),
  ]);
  return `${[
    style("bold", skill),
    ...(working === null ? [] : [`  ${style("yellow", workingText(working.hash))}`]),
    ...columns(rows),
    ...(versions.length === 0 ? ["  never lay in this repository"] : []),
    ...(library === null ? [] : [`  library: v${library.version} ${driftText(drift)}`.trimEnd()]),
  ].join("\n")}\n`;
}

const WORDS = {
  placed: "placed",
  edited: "edited by hand",
  own: "yours",
  removed: "removed",
  unreadable: "unreadable",
} as const satisfies Record<SkillVersionsReport["versions"][number]["state"], string>;

function workingText(hash: string | null): string {
  return hash === null
    ? "the working tree does not have it"
    : `${hash.slice(0, HASH_DIGITS)} in the working tree, not committed`;
}

function driftText(drift: Drift | undefined): string {
  if (drift === undefined) return "";
  const said = {
    in_sync: () => "is what lies here",
    behind: () => "is newer than what lies here",
    forked: () => "is not what lies here: it was edited by hand",
    orphaned: () => "is another skill than the one at home here",
  };
  return said[drift.state]();
}
