import { countLanguages, pathsOfInterest, type PacketFacts, type PacketTask } from "@yardlet/core/agent";
import type { Repo } from "@yardlet/core/repo";
import { describeFailureCode } from "@yardlet/core/run";
import { findCandidate, findSnapshot, listSkills, type AuthoringRow, type Db } from "@yardlet/db";
import { evidenceOf } from "../candidate/subject.ts";
import { loadRewrite } from "../distil/rewritten.ts";

/** Everything that the packet of an authoring is made from, as the database and the commit's list of paths say it now. */
export async function loadPacketFacts(
  db: Db,
  authoring: AuthoringRow,
  about: { repo: Repo; runId: string; commit: string; paths: readonly string[] },
): Promise<PacketFacts> {
  const { repo, runId, commit, paths } = about;
  const snapshot = repo.snapshotId === null ? undefined : await findSnapshot(db, repo.snapshotId);
  const skills = [
    ...(await listSkills(db, { home: "library", present: true })),
    ...(await listSkills(db, { home: repo.id, present: true })),
  ];
  const rewrite = await loadRewrite(db, authoring);
  return {
    runId,
    kind: authoring.kind,
    topic: authoring.topic,
    name: authoring.name,
    access: authoring.access,
    repo: { name: repo.slug, commit },
    home: authoring.home === "library" ? "library" : repo.slug,
    paths,
    detections: snapshot?.detections ?? [],
    languages: countLanguages(paths),
    interest: pathsOfInterest(paths),
    ...(rewrite ? { rewrite } : {}),
    gap: authoring.gapId === null ? null : await gapOf(db, authoring.gapId),
    catalogue: skills
      .filter(({ current, tier }) => current !== null && tier !== "internal")
      .map(({ name, home, description }) => ({
        name,
        home: home === "library" ? "the library" : repo.slug,
        description,
      })),
  };
}

/** Why the skill is asked for, as the gap tells it now. */
async function gapOf(db: Db, id: string): Promise<PacketFacts["gap"]> {
  const candidate = await findCandidate(db, id);
  if (!candidate) return null;
  const { title, why } = candidate;
  const evidence = evidenceOf(candidate);
  const gap = evidence?.kind === "gap" ? evidence.gap : undefined;
  if (gap?.about === "lesson") {
    const tasks = gap.tasks.map(({ repo, intent, task }): PacketTask => ({ repo, intent, task, what: gap.symptom }));
    return { title, why, remedies: gap.actions, tasks };
  }
  if (gap?.about !== "code") return { title, why, remedies: [], tasks: [] };
  return {
    title,
    why,
    remedies: [...describeFailureCode(gap.code).missingActions],
    tasks: gap.tasks.map(({ repo, intent, task, question, state }): PacketTask => {
      return { repo, intent, task, what: question ?? `${state}, ${gap.code}` };
    }),
  };
}
