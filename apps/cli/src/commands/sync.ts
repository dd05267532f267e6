import { type WantedSet, isExecutable, planEquip } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { SyncReport } from "@yardlet/core/version/server-report";
import type { Answer, Invocation } from "../command.ts";
import { findRepository } from "../local/repository.ts";
import { type LocalRepository, readRepository } from "../local/state.ts";
import { writeSkills } from "../local/write.ts";
import { ERROR_EXIT } from "../output/exit.ts";
import { planLines } from "../output/plan.ts";
import { type Style, styleFor } from "../output/style.ts";
import { type Told, tellEquipped } from "../remote/equipped.ts";
import { firstKnown, namesOf } from "../remote/names.ts";
import { type Server, findServer } from "../remote/server.ts";
import { spoolOf } from "../remote/spool.ts";
import { type RemoteWanted, fetchWanted } from "../sync/wanted.ts";

const BY_NAME = "say its name on the server: yardlet sync <repo>";

/**
 * `yardlet sync [<repo>]`: what the server wants here is placed in one commit, by the rules of equip, and the server is told. A
 * report that cannot be delivered waits for the next sync.
 */
export async function syncRepository({ args, options, environment }: Invocation): Promise<Answer> {
  const server = await requireServer({ options, environment });
  const local = await readRepository(await findRepository(options.repo, environment), environment);
  const names = args[0] === undefined ? namesOf(local.repo, local.root, server, BY_NAME) : [args[0]];
  const { name, commit: seen, set, skills } = await fetchFirst(server, names, environment.timeoutMs);
  const wanted = withVetoes(set, local);
  const plan = planEquip({ wanted, placed: local.seen.placed, found: local.seen.found });
  const placing = plan.entries.flatMap(({ skill }) => skills.get(skill) ?? []);
  const written = options["dry-run"]
    ? { commit: null, manifest: local.seen.present.manifest, notes: [] }
    : await writeSkills(local, { plan, skills: placing, subject: subjectOf(plan.entries, server), fromServer: true });
  const commit = written.commit ?? local.seen.commit ?? null;
  const body = {
    commit,
    skills: Object.entries(written.manifest.skills).map(([skill, { version, hash, tree_hash }]) => ({
      name: skill,
      version,
      hash,
      tree_hash,
    })),
  };
  const spool = spoolOf(environment.state, server, "equipped");
  const told = options["dry-run"]
    ? undefined
    : await tellEquipped(server, spool, { repo: name, body }, environment.timeoutMs);
  const notes = [...local.notes, ...written.notes, ...seenNotes(seen, local), ...toldNotes(told, spool.folder)];
  const report: SyncReport = {
    server: server.url,
    name,
    repo: local.root,
    dryRun: options["dry-run"],
    commit: written.commit,
    plan,
    reported: told?.state ?? "none",
    notes,
  };
  const text = textOf(report, styleFor(process.stdout, environment.noColor));
  return { report, text, notes, exit: exitOf(told) };
}

/** @throws DomainError `invalid` where no server is named and nobody is logged in */
async function requireServer({ options, environment }: Pick<Invocation, "options" | "environment">): Promise<Server> {
  const server = await findServer(options, environment, { orLoggedIn: true });
  if (server !== undefined) return server;
  throw new DomainError("invalid", 'there is no server to ask; run "yardlet login <url>", or name one with --server');
}

/** @throws DomainError `not_found` when the server knows none of the names */
function fetchFirst(server: Server, names: readonly string[], timeoutMs: number): Promise<RemoteWanted> {
  return firstKnown(server, names, BY_NAME, (name) => fetchWanted(server, name, timeoutMs));
}

/** What the settings here veto holds at once, before the server has seen them. */
function withVetoes(set: WantedSet, { config }: LocalRepository): WantedSet {
  const vetoed = new Set(config.skills.veto);
  const known = new Set(set.vetoed.map(({ name }) => name));
  const more = [...vetoed].filter((name) => !known.has(name));
  const whyOf = (name: string) => set.wanted.find((one) => one.name === name)?.why ?? [];
  return {
    ...set,
    wanted: set.wanted.filter(({ name }) => !vetoed.has(name)),
    offered: set.offered.filter(({ name }) => !vetoed.has(name)),
    gaps: set.gaps.filter(({ skill }) => skill === undefined || !vetoed.has(skill)),
    vetoed: [...set.vetoed, ...more.map((name) => ({ name, why: whyOf(name) }))],
  };
}

function subjectOf(entries: SyncReport["plan"]["entries"], { url }: Server): string {
  const count = entries.filter(isExecutable).length;
  return `Sync ${count} ${count === 1 ? "skill" : "skills"} from ${new URL(url).host}`;
}

function seenNotes(seen: string | null, { seen: { commit } }: LocalRepository): string[] {
  if (commit === undefined || seen === null || seen === commit) return [];
  return [
    `the server last saw commit ${seen.slice(0, 7)}, here is ${commit.slice(0, 7)}: what only newer commits say counts after its next sync`,
  ];
}

function toldNotes(told: Told | undefined, folder: string): string[] {
  if (told === undefined) return [];
  const { state, why, notes } = told;
  if (why === undefined) return notes;
  const what =
    state === "waiting" ? `the report waits in ${folder} for the next yardlet sync` : "the report was refused";
  return [...notes, `${what}: ${why.message}`];
}

/** What was placed is placed; a server that is away is no failure, one that says no is. */
function exitOf(told: Told | undefined): Answer["exit"] {
  if (told?.why === undefined || told.why.code === "unavailable") return 0;
  return ERROR_EXIT[told.why.code];
}

function textOf({ server, name, commit, plan, dryRun, reported }: SyncReport, style: Style): string {
  const shown = {
    entries: plan.entries.filter(({ action }) => action !== "keep" && action !== "veto"),
  };
  const count = plan.entries.filter(isExecutable).length;
  const words = `${count} ${count === 1 ? "skill" : "skills"}`;
  const head = dryRun
    ? `${name} on ${server}: ${count === 0 ? "nothing would change." : `${words} would change.`}`
    : commit === null
      ? `${name} on ${server}: nothing to do.`
      : `${name} on ${server}: ${words} changed in commit ${commit.slice(0, 7)}.`;
  const tail = commit !== null && reported === "accepted" ? ["Push it: what counts is what the server sees."] : [];
  return `${[head, ...planLines(shown, style), ...tail].join("\n")}\n`;
}
