import { sortedPlan, type EquipPlan, type Placed, type PlanEntry, type StampedSkill } from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import {
  findSkill,
  findSkillChange,
  findVersion,
  getLibrary,
  listVersions,
  loadChangeFiles,
  loadVersionFiles,
  type Db,
  type PlanPurpose,
  type PlanRow,
  type SkillRow,
} from "@yardlet/db";

/** What a plan about a skill at home in a repo may be for. */
export const HOME_PURPOSES = ["create", "change", "prune", "restore", "take"] as const satisfies readonly PlanPurpose[];
export type HomePurpose = (typeof HOME_PURPOSES)[number];

export type HomePlan = PlanRow & { purpose: HomePurpose };

export function isHomePlan(plan: PlanRow): plan is HomePlan {
  return HOME_PURPOSES.some((purpose) => purpose === plan.purpose);
}

/** What shall lie there once the plan is carried out; null for nothing. */
type Target = (db: Db, plan: HomePlan, entry: PlanEntry) => Promise<StampedSkill | null>;

const TARGETS = {
  create: changedSkill,
  change: changedSkill,
  prune: () => Promise.resolve(null),
  restore: restoredSkill,
  take: takenSkill,
} as const satisfies Record<HomePurpose, Target>;

const SUBJECTS = {
  create: ({ skill }) => `Create ${skill}`,
  change: ({ skill, version }) => `Change ${skill} to v${version}`,
  prune: ({ skill, fromVersion }) => `Prune ${skill} v${fromVersion}`,
  restore: ({ skill, version }) => `Restore ${skill} v${version}`,
  take: ({ skill, version }) => `Take the library's ${skill} v${version}`,
} as const satisfies Record<HomePurpose, (entry: PlanEntry) => string>;

/** The message of the commit that carries the plan out. */
export function homeMessage(purpose: HomePurpose, entries: readonly PlanEntry[]): string {
  return entries.map((entry) => `${SUBJECTS[purpose](entry)}\n\n${entry.reason}\n`).join("\n");
}

/**
 * Plans on what lies there now. What lies there already is kept; anything else than what the plan was made from is not written
 * over.
 * @throws DomainError `refused` when somebody else's text lies there
 */
export async function planAtHome(
  db: Db,
  plan: HomePlan,
  placed: readonly Placed[],
): Promise<{ plan: EquipPlan; skills: StampedSkill[] }> {
  const entries: PlanEntry[] = [];
  const skills: StampedSkill[] = [];
  for (const entry of plan.entries) {
    const folder = placed.find(({ name }) => name === entry.skill);
    const target = await TARGETS[plan.purpose](db, plan, entry);
    if (target) skills.push(target);
    if (lies(folder, target)) {
      entries.push({ ...entry, action: "keep", reason: "it is so already" });
      continue;
    }
    await requireUntouched(db, plan, entry, folder);
    if (target === null) await requireStored(db, plan, entry, folder);
    entries.push({ ...entry, ...stepOf(entry, folder, target) });
  }
  return { plan: sortedPlan(entries), skills };
}

/** True once all that the plan asks for lies there. */
export async function isCarriedOut(db: Db, plan: HomePlan, placed: readonly Placed[]): Promise<boolean> {
  for (const entry of plan.entries) {
    const folder = placed.find(({ name }) => name === entry.skill);
    if (!lies(folder, await TARGETS[plan.purpose](db, plan, entry))) return false;
  }
  return true;
}

function lies(folder: Placed | undefined, target: StampedSkill | null): boolean {
  if (target === null) return folder?.entry === undefined;
  return folder?.entry?.origin === target.origin && folder.treeHash === target.treeHash;
}

/** True when what lies there is what the plan was made from; of a change that is its base, whatever its stamp. */
export async function isUntouched(db: Db, plan: HomePlan, entry: PlanEntry, folder?: Placed): Promise<boolean> {
  if (entry.expect !== undefined) return entry.expect === (folder?.treeHash ?? null);
  const change = plan.changeId === null ? undefined : await findSkillChange(db, plan.changeId);
  const base = change?.baseId ? await findVersion(db, change.baseId) : undefined;
  return base !== undefined && folder?.contentHash === base.contentHash;
}

async function requireUntouched(db: Db, plan: HomePlan, entry: PlanEntry, folder?: Placed): Promise<void> {
  if (await isUntouched(db, plan, entry, folder)) return;
  const what = folder?.treeHash === undefined ? "it lies there no longer" : "something else lies there by now";
  throw new DomainError("refused", `${entry.skill}: ${what}, so nothing is written over it; look at it and ask again`, {
    skill: entry.skill,
    found: folder?.treeHash ?? null,
  });
}

/** What is taken away must be kept here first. */
async function requireStored(db: Db, plan: HomePlan, { skill: name }: PlanEntry, folder?: Placed): Promise<void> {
  const skill = await findSkill(db, plan.repoId, name);
  const versions = skill ? await listVersions(db, skill.id) : [];
  if (versions.some(({ contentHash }) => contentHash === folder?.contentHash)) return;
  throw new DomainError("refused", `${name}: its text is not stored yet, so it stays; sync the repo and ask again`, {
    skill: name,
  });
}

function stepOf(entry: PlanEntry, folder: Placed | undefined, target: StampedSkill | null): Partial<PlanEntry> {
  const from = folder?.entry && { fromVersion: folder.entry.version };
  const why = entry.why.length > 0 ? entry.why : (folder?.entry?.why ?? []);
  if (target === null) return { action: "remove", why, ...from };
  return { action: from ? "update" : "add", why, version: target.version, ...from };
}

async function changedSkill(db: Db, plan: HomePlan, { skill: name }: PlanEntry): Promise<StampedSkill> {
  const change = plan.changeId === null ? undefined : await findSkillChange(db, plan.changeId);
  if (!change || change.state === "refused") {
    throw new DomainError("refused", `${name}: the change is ${change ? "turned down" : "gone"}; edit the skill again`);
  }
  const skill = await requireHome(db, plan, name);
  const versions = await listVersions(db, skill.id);
  const known = versions.find(({ id }) => id === change.resultId);
  const files = known ? (await loadVersionFiles(db, [known.id])).get(known.id) : await loadChangeFiles(db, change.id);
  // One change of a skill is under way at a time, and the repo's jobs take turns: the number is still free when it is stored.
  const version = known?.number ?? Math.max(0, ...versions.map(({ number }) => number)) + 1;
  return stampSkill({ name, version, origin: "repo", source: skill.source, files: files ?? [] });
}

async function restoredSkill(db: Db, plan: HomePlan, { skill: name }: PlanEntry): Promise<StampedSkill> {
  const { source, current } = await requireHome(db, plan, name);
  const files = current ? (await loadVersionFiles(db, [current.id])).get(current.id) : undefined;
  if (!current) throw new DomainError("refused", `${name} has no version to put back; create it anew`);
  return stampSkill({ name, version: current.number, origin: "repo", source, files: files ?? [] });
}

/** The library's version that was current when it was asked for: the one that the person saw. */
async function takenSkill(db: Db, _plan: HomePlan, { skill: name, version }: PlanEntry): Promise<StampedSkill> {
  const skill = await findSkill(db, "library", name);
  const known = skill && (await listVersions(db, skill.id)).find(({ number }) => number === version);
  if (!known || version === undefined) {
    throw new DomainError("refused", `the library has ${name} v${version} no longer; keep the repo's own`);
  }
  const [loaded, { headCommit }] = await Promise.all([loadVersionFiles(db, [known.id]), getLibrary(db)]);
  const files = loaded.get(known.id) ?? [];
  const from = headCommit === null ? {} : { libraryCommit: headCommit };
  return stampSkill({ name, version, origin: "library", files, ...from });
}

async function requireHome(db: Db, plan: HomePlan, name: string): Promise<SkillRow> {
  const skill = await findSkill(db, plan.repoId, name);
  if (skill) return skill;
  throw new DomainError("refused", `${name} is not at home in this repo; sync the repo to see what lies there`);
}
