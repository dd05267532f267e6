import { type Candidate, GapEvidence } from "@yardlet/core/candidate";
import { FailureSeverity } from "@yardlet/core/run";
import { ScanFinding } from "@yardlet/core/scan";
import { Grade, Uplift } from "@yardlet/core/score";
import { findSkillsById, type Db, type SkillRow } from "@yardlet/db";
import * as z from "zod";

const Receipt = z.string().nullable().default(null);

/** A run whose agent suggested something at its end. */
export const SuggestingRun = z.object({
  run: z.string(),
  task: z.string(),
  intent: z.string(),
  endedAt: z.iso.datetime().nullable(),
});
export type SuggestingRun = z.infer<typeof SuggestingRun>;

/** What one repo says of a text that may become the library's; `logE` and `used` in nats. */
const HomeOfText = z.object({
  repo: z.string(),
  version: z.int(),
  pairs: z.int(),
  logE: z.number(),
  /** What of it counts: no repo supplies more than the cap. */
  used: z.number(),
  intents: z.int(),
  tasks: z.int(),
  reviewed: z.int(),
  score: z.number().nullable(),
  effect: Uplift.pick({ comparable: true, reason: true, rd: true, lo: true, hi: true }).nullable(),
  receipt: Receipt,
});

/** A repo's own text that may become the library's, with what every repo that has it says. */
export const PromotionEvidence = z.object({
  kind: z.literal("promotion"),
  from: z.enum(["rule", "hand"]),
  by: z.string().optional(),
  name: z.string(),
  total: z.number(),
  cap: z.number(),
  needed: z.number(),
  /** Repos at the cap, and how many have to be. */
  full: z.int(),
  fullNeeded: z.int(),
  grade: Grade,
  /** Why the rule itself does not propose it; null where it does. */
  refusal: z
    .discriminatedUnion("reason", [
      z.object({ reason: z.literal("fork") }),
      z.object({ reason: z.literal("taken") }),
      z.object({ reason: z.literal("few_repos"), repos: z.int(), needed: z.int() }),
      z.object({ reason: z.literal("not_held"), full: z.int(), needed: z.int() }),
      z.object({ reason: z.literal("outweighed"), total: z.number(), needed: z.number() }),
      z.object({ reason: z.literal("not_solid"), grade: Grade }),
    ])
    .nullable(),
  reach: z.object({ intents: z.int(), repos: z.int() }),
  repos: z.array(HomeOfText),
});
export type PromotionEvidence = z.infer<typeof PromotionEvidence>;

const OneOfTwo = z.object({ home: z.string(), name: z.string(), version: z.int() });

/** Two skills that say the same: `drop` would go, and `keep` would stay. */
export const DuplicateEvidence = z.object({
  kind: z.literal("duplicate"),
  keep: OneOfTwo,
  drop: OneOfTwo,
  pair: z.object({ firstId: z.string(), secondId: z.string() }),
  likeness: z.object({ body: z.number(), description: z.number(), name: z.number() }),
  by: z.array(z.enum(["body", "description", "name"])),
});
export type DuplicateEvidence = z.infer<typeof DuplicateEvidence>;

/** What a candidate about a version rests on, by its kind. */
export const SubjectEvidence = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("rollback"),
    from: z.int(),
    to: z.int(),
    evidence: z.object({ pairs: z.int() }),
    receipt: Receipt,
  }),
  z.object({ kind: z.literal("prune"), coins: z.number(), receipt: Receipt }),
  z.object({
    kind: z.literal("finding"),
    from: z.literal("duel"),
    evidence: z.object({ pairs: z.int(), logE: z.number(), effect: Uplift }),
    receipt: Receipt,
  }),
  z.object({
    kind: z.literal("proposal"),
    own: z.int(),
    library: z.int(),
    files: z.array(z.looseObject({ path: z.string() })),
    added: z.int(),
    removed: z.int(),
  }),
  PromotionEvidence,
  DuplicateEvidence,
  /** What was promoted is offered: to be equipped where it fits, or in place of the repo's own text. */
  z.object({ kind: z.literal("equip"), offer: z.enum(["equip", "take"]), skill: z.string(), version: z.int() }),
]);
export type SubjectEvidence = z.infer<typeof SubjectEvidence>;

/** A run that a lesson was made from, or that passed the same way; intent and end are null where nobody has reported it. */
export const DistilledRun = z.object({
  repo: z.string(),
  run: z.string(),
  task: z.string(),
  intent: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type DistilledRun = z.infer<typeof DistilledRun>;

/** A lesson in a text: the lines that it made, from 1, both included, and hashes of the packets behind it. */
export const DistilledLesson = z.object({
  scope: z.string(),
  id: z.string(),
  taskSignature: z.string(),
  failureMode: z.string(),
  symptom: z.string(),
  prevention: z.string(),
  hunks: z.array(z.object({ fromLine: z.int(), toLine: z.int() })),
  packets: z.array(z.string()),
  counterPackets: z.array(z.string()),
});
export type DistilledLesson = z.infer<typeof DistilledLesson>;

/** Another text of a skill with lessons in it. Lists hold the newest; the lesson has them all. */
export const DistilledUpdate = z.object({
  kind: z.literal("update"),
  from: z.literal("distiller"),
  title: z.string(),
  distillation: z.string(),
  proposal: z.string(),
  /** The version that the lessons were written into. */
  base: z.int(),
  severity: FailureSeverity,
  /** Runs that failed, of those that failed or passed the same way and one more. */
  confidence: z.object({ numerator: z.int(), denominator: z.int() }),
  codes: z.array(z.string()),
  actions: z.array(z.string()),
  lessons: z.array(DistilledLesson),
  runs: z.array(DistilledRun),
  counterRuns: z.array(DistilledRun),
  /** Whose prose it is, where an agent has written it anew. */
  agent: z.string().nullable(),
});
export type DistilledUpdate = z.infer<typeof DistilledUpdate>;

const Suggested = { from: z.literal("run"), title: z.string(), runs: z.array(SuggestingRun) };

/** A text of the library, or (not `taken`) of its source, that the scan keeps out until somebody waives what it found. */
export const HarmfulEvidence = z.object({
  kind: z.literal("finding"),
  from: z.literal("scan"),
  name: z.string(),
  contentHash: z.string(),
  taken: z.boolean(),
  findings: z.array(ScanFinding),
});
export type HarmfulEvidence = z.infer<typeof HarmfulEvidence>;

/** What any candidate rests on, by its kind; a proposal comes from a fork or, with `from`, from runs. */
export const CandidateEvidence = z.union([
  SubjectEvidence,
  /** `topic`: what somebody who researches it would ask for. */
  z.object({ kind: z.literal("gap"), topic: z.string(), gap: GapEvidence }),
  z.object({ kind: z.literal("proposal"), ...Suggested }),
  /** A skill that lies in a repo and is to become the library's. */
  z.object({
    kind: z.literal("proposal"),
    from: z.literal("found"),
    repo: z.string(),
    path: z.string(),
    by: z.string(),
  }),
  z.object({
    kind: z.literal("update"),
    ...Suggested,
    /** The version that the text is meant to follow. */
    base: z.int(),
    /** How like its text the suggestion is, 0 to 1. */
    likeness: z.number(),
  }),
  DistilledUpdate,
  HarmfulEvidence,
  z.object({ kind: z.literal("note"), ...Suggested, content: z.string() }),
  z.object({
    kind: z.literal("draft"),
    authoring: z.string(),
    topic: z.string(),
    agent: z.string().nullable().default(null),
    /** Why it was not installed by itself; null for a research, which never is. */
    held: z.string().nullable().default(null),
    /** The job that tells how it was written. */
    job: z.string().nullable().default(null),
  }),
]);
export type CandidateEvidence = z.infer<typeof CandidateEvidence>;

/** What a candidate says that it rests on; null where it says nothing. */
export function evidenceOf({ kind, details }: Pick<Candidate, "kind" | "details">): CandidateEvidence | null {
  return CandidateEvidence.safeParse({ ...details, kind }).data ?? null;
}

/** The skill that a candidate is about, with the address of its page, and what it rests on; null where it says nothing. */
export interface CandidateSubject {
  /** "library" or the repo's slug. */
  home: string;
  name: string;
  /** The version in force now. */
  version: number | null;
  evidence: SubjectEvidence | null;
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
    evidence: SubjectEvidence.safeParse({ ...candidate.details, kind: candidate.kind }).data ?? null,
  };
}
