import type { DeclaredSkill, RunRecord } from "@yardlet/core/run";
import { DEFAULT_POLICY, FORMULA, type Receipt, type ScorePolicy } from "@yardlet/core/score";
import type { Invocation } from "../command.ts";
import { findRepository, openLocal } from "../local/repository.ts";
import { readRuns } from "../local/runs.ts";
import { printable } from "../output/printable.ts";
import { settleRuns } from "./book.ts";
import { type VersionName, receiptOfVersion, versionsOf } from "./evidence.ts";
import { readManifests, resolver, sourceOf } from "./versions.ts";
import { type Wanted, isWanted, requireKnown } from "./wanted.ts";

/** Scores with the receipt of each, in order of skill, then version. */
export interface ScoredVersions {
  formula: typeof FORMULA;
  policy: ScorePolicy;
  versions: (VersionName & { receipt: Receipt })[];
  notes: string[];
}

/**
 * The scores of the repository at hand, from its telemetry file alone.
 * @throws DomainError `not_found` for a name that neither a run nor the manifest knows
 */
export async function scoreLocally(
  wanted: Wanted | undefined,
  { options, environment }: Pick<Invocation, "options" | "environment">,
): Promise<ScoredVersions> {
  const root = await findRepository(options.repo, environment);
  const { runs, notes } = await readRuns(root);
  const records = runs.map(({ record }) => record);
  const manifests = await readManifests(await openLocal(root, environment), root, records);
  const resolve = resolver(manifests, records);
  const units = settleRuns(runs, resolve);
  const all = versionsOf(units);
  const chosen = all.filter((name) => isWanted(wanted, name));
  if (wanted !== undefined && chosen.length === 0)
    requireKnown(wanted, [...new Set([...all.map(({ skill }) => skill), ...Object.keys(manifests.now.skills)])]);
  const versions: ScoredVersions["versions"] = [];
  for (const name of chosen) {
    const source = await sourceOf(root, manifests.now, name.skill);
    versions.push({ ...name, receipt: receiptOfVersion(units, name, source) });
  }
  return {
    formula: FORMULA,
    policy: DEFAULT_POLICY,
    versions,
    notes: [...notes, ...unresolvedNotes(records, resolve)],
  };
}

/** What no version was found for is shown, and never guessed. */
function unresolvedNotes(runs: readonly RunRecord[], resolve: (run: RunRecord) => DeclaredSkill[]): string[] {
  const counts = new Map<string, number>();
  for (const { name, reported, how } of runs.flatMap(resolve)) {
    if (how !== "unresolved") continue;
    const said = reported === "" ? "without a version" : `as ${reported}`;
    const what = printable(`${name} ${said}`);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(
    ([what, count]) =>
      `${count} ${count === 1 ? "run names" : "runs name"} ${what}, which no manifest here knows; it does not count`,
  );
}
