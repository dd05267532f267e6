import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import { contentHash } from "@yardlet/core/skill";
import { diffFiles } from "@yardlet/core/version";
import type { SkillVersionsAnswer } from "@yardlet/core/version/answers";
import type { SkillDiffReport } from "@yardlet/core/version/command-report";
import type { Answer, Invocation } from "../command.ts";
import { findRepository, openLocal } from "../local/repository.ts";
import { styleFor } from "../output/style.ts";
import type { Server } from "../remote/server.ts";
import { type RemoteSkill, fetchVersion, fetchVersions, parseSkillName } from "../remote/skills.ts";
import { diffText } from "./diff-text.ts";
import { type Side, workingSide } from "./side.ts";
import { readWorking } from "./working.ts";

/** Two versions that a server keeps, or one and the working tree. Without names: what is in force, and what it was made from. */
export async function diffOnServer(server: Server, { args, options, environment }: Invocation): Promise<Answer> {
  const skill = parseSkillName(args[0] ?? "");
  const { versions } = await fetchVersions(server, skill, environment.timeoutMs);
  const inForce = versions.find((version) => version.in_force)?.version;
  const toText = options.to ?? String(inForce ?? "");
  const fromText = options.from ?? String(before(toText, inForce, versions) ?? "");
  const read = (text: string) =>
    text === "working"
      ? readHere(skill, { options, environment })
      : readThere(server, skill, numberOf(text, inForce, { skill, server }), environment.timeoutMs);
  const newer = await read(toText);
  const [from, to] = placedAlike(await read(fromText), newer, skill);
  const files = diffFiles(from.files, to.files);
  const report: SkillDiffReport = { server: server.url, skill: skill.name, from: from.side, to: to.side, files };
  return { report, text: diffText(report, styleFor(process.stdout, environment.noColor)), notes: [], exit: 0 };
}

/** What came before: of the working tree what is in force, of a version the one it was made from. */
function before(to: string, inForce: number | undefined, versions: SkillVersionsAnswer["versions"]) {
  if (to === "working") return inForce;
  return versions.find(({ version }) => String(version) === to.replace(/^v/, ""))?.parent ?? undefined;
}

function numberOf(
  text: string,
  inForce: number | undefined,
  { skill, server }: { skill: RemoteSkill; server: Server },
): number {
  if (text === "library" && skill.home === "library" && inForce !== undefined) return inForce;
  const number = /^v?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (number !== undefined) return Number(number);
  const remedy = "name a number, or working for what lies here; --local compares commits of this repository";
  throw text === ""
    ? new DomainError("not_found", `${server.url} has no version of ${skill.name} before this one; ${remedy}`)
    : new DomainError("invalid", `${JSON.stringify(text)} is no version on ${server.url}; ${remedy}`);
}

async function readThere(server: Server, skill: RemoteSkill, number: number, timeoutMs: number): Promise<Side> {
  const { answer, files } = await fetchVersion(server, skill, number, timeoutMs);
  return { side: { kind: "version", number, commit: answer.commit, hash: contentHash(files) }, files };
}

async function readHere(
  { name }: RemoteSkill,
  { options, environment }: Pick<Invocation, "options" | "environment">,
): Promise<Side> {
  const repo = await openLocal(await findRepository(options.repo, environment), environment);
  return workingSide({ name, working: await readWorking(repo, name) });
}

/** Beside what lies here a version is taken as it would be placed, so that its own number is no difference. */
function placedAlike(from: Side, to: Side, { home, name }: RemoteSkill): [Side, Side] {
  const isHere = ({ side }: Side) => side.kind === "working";
  if (isHere(from) === isHere(to)) return [from, to];
  const stamp = (one: Side): Side => {
    const { number } = one.side;
    if (number === null) return one;
    const origin = home === "library" ? "library" : "repo";
    return { ...one, files: stampSkill({ name, version: number, files: one.files, origin }).files };
  };
  return [stamp(from), stamp(to)];
}
