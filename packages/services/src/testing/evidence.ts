import type { SkillSource } from "@yardlet/core/skill";
import { insertRepo, insertVersion, upsertSkill, type Db } from "@yardlet/db";
import { createHash } from "node:crypto";

/** Adds repos by name, without a git repository behind them: enough for records. Answers their ids. */
export async function addTestRepos(db: Db, slugs: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const slug of slugs) {
    const identity = `git.example.com/team/${slug}`;
    const facts = { locationKind: "url", location: `https://${identity}.git`, workerHost: null } as const;
    const delivery = { defaultBranch: "main", delivery: "none", deliveryNote: null, autoEquip: null } as const;
    ids.set(slug, await insertRepo(db, { slug, identity, ...facts, ...delivery }));
  }
  return ids;
}

/** Adds a skill of the library with this many versions. Answers the versions' ids, the first version first. */
export async function addTestSkill(
  db: Db,
  skill: { name: string; versions: number; source?: SkillSource },
): Promise<{ skillId: string; versionIds: string[] }> {
  const { name, versions, source = "library" } = skill;
  const description = `What ${name} is for`;
  const skillId = await upsertSkill(db, {
    home: "library",
    repoId: null,
    name,
    source,
    tier: "preset",
    presets: [],
    triggers: [],
    description,
  });
  const versionIds: string[] = [];
  for (let number = 1; number <= versions; number++) {
    const contentHash = hashOfTestVersion(name, number);
    const version = await insertVersion(db, {
      skillId,
      parentId: versionIds.at(-1) ?? null,
      contentHash,
      treeHash: contentHash,
      description,
      origin: number === 1 ? "initial" : "edited",
      author: "tarn",
      reason: "test",
      commit: null,
      findings: [],
      files: [],
    });
    versionIds.push(version.id);
  }
  return { skillId, versionIds };
}

export function hashOfTestVersion(name: string, number: number): string {
  return createHash("sha256").update(`${name} ${number}`).digest("hex");
}

/** A finished builder run, with what the test says of it. */
export function builderRun(
  run: { run_id: string; task_id: string } & Record<string, unknown>,
): Record<string, unknown> {
  return {
    schema: "yardlet.run/1",
    repo: "parcel",
    kind: "feature",
    agent: { name: "claude", session: `build-${run.run_id}` },
    eval_state: "Done",
    ended_at: "2026-11-20T10:00:00Z",
    ...run,
  };
}

/** A review of one task, by somebody else. */
export function reviewRun(
  run: { run_id: string; judges: string; verdict: readonly object[] } & Record<string, unknown>,
): Record<string, unknown> {
  const { judges, ...rest } = run;
  return {
    schema: "yardlet.run/1",
    repo: "parcel",
    task_id: `review-${judges}`,
    kind: "review",
    role: "reviewer",
    agent: { name: "codex", session: `review-${run.run_id}` },
    eval_state: "Done",
    ended_at: "2026-11-20T11:00:00Z",
    depends_on: [judges],
    ...rest,
  };
}
