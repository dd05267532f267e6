import { type Candidate, GapEvidence } from "@yardlet/core/candidate";
import { findSkillsById, type Db, type SkillRow } from "@yardlet/db";
import * as z from "zod";

const Receipt = z.string().nullable().default(null);

/** What a candidate rests on, by its kind. */
export const CandidateEvidence = z.discriminatedUnion("kind", [
  /** `topic`: what somebody who researches it would ask for. */
  z.object({ kind: z.literal("gap"), topic: z.string(), gap: GapEvidence }),
  z.object({
    kind: z.literal("rollback"),
    from: z.int(),
    to: z.int(),
    evidence: z.object({ pairs: z.int() }),
    receipt: Receipt,
  }),
  z.object({ kind: z.literal("prune"), coins: z.number(), receipt: Receipt }),
  z.object({
    kind: z.literal("proposal"),
    own: z.int(),
    library: z.int(),
    files: z.array(z.looseObject({ path: z.string() })),
    added: z.int(),
    removed: z.int(),
  }),
]);
export type CandidateEvidence = z.infer<typeof CandidateEvidence>;

/** What a candidate says that it rests on; null where it says nothing. */
export function evidenceOf({ kind, details }: Pick<Candidate, "kind" | "details">): CandidateEvidence | null {
  const evidence = CandidateEvidence.safeParse({ ...details, kind });
  return evidence.success ? evidence.data : null;
}

/** The skill that a candidate is about, with the address of its page, and what it rests on; null where it says nothing. */
export interface CandidateSubject {
  /** "library" or the repo's slug. */
  home: string;
  name: string;
  /** The version in force now. */
  version: number | null;
  evidence: CandidateEvidence | null;
}

/** The subjects of candidates that are about a skill, by the candidate's id. `slugs` are the repos' by their ids. */
export async function loadSubjects(
  db: Db,
  candidates: readonly Candidate[],
  slugs: ReadonlyMap<string, string>,
): Promise<Map<string, CandidateSubject>> {
  const ids = [...new Set(candidates.flatMap(({ skillId }) => skillId ?? []))];
  const skills = new Map((await findSkillsById(db, ids)).map((skill) => [skill.id, skill]));
  return new Map(
    candidates.flatMap((candidate) => {
      const skill = skills.get(candidate.skillId ?? "");
      return skill ? [[candidate.id, subjectOf(candidate, skill, slugs)]] : [];
    }),
  );
}

function subjectOf(candidate: Candidate, skill: SkillRow, slugs: ReadonlyMap<string, string>): CandidateSubject {
  return {
    home: slugs.get(skill.home) ?? skill.home,
    name: skill.name,
    version: skill.current?.number ?? null,
    evidence: evidenceOf(candidate),
  };
}
