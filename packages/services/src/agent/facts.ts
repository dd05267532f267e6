import { countLanguages, pathsOfInterest, type PacketFacts, type PacketTask } from "@yardlet/core/agent";
import type { Repo } from "@yardlet/core/repo";
import { describeFailureCode } from "@yardlet/core/run";
import { findCandidate, findSnapshot, listSkills, type AuthoringRow, type Db } from "@yardlet/db";
import * as z from "zod";

/** What of a gap's evidence an agent is told. */
const GapEvidence = z.object({
  code: z.string().optional(),
  tasks: z
    .array(
      z.object({
        repo: z.string(),
        intent: z.string(),
        task: z.string(),
        question: z.string().nullish(),
        state: z.string().nullish(),
      }),
    )
    .default([]),
});

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

async function gapOf(db: Db, id: string): Promise<PacketFacts["gap"]> {
  const gap = await findCandidate(db, id);
  if (!gap) return null;
  const evidence = GapEvidence.safeParse(gap.details);
  const { code, tasks } = evidence.success ? evidence.data : { code: undefined, tasks: [] };
  return {
    title: gap.title,
    why: gap.why,
    remedies: code === undefined ? [] : [...describeFailureCode(code).missingActions],
    tasks: tasks.map(({ repo, intent, task, question, state }): PacketTask => {
      return { repo, intent, task, what: question ?? state ?? code ?? "failed" };
    }),
  };
}
