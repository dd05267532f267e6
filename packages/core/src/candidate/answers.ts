import * as z from "zod";
import { PlanAction } from "../equip/types.ts";
import { ScanFinding } from "../scan/types.ts";
import { SkillName } from "../skill/names.ts";
import { FileMode, Finding, Sha256, SkillSource } from "../skill/types.ts";
import { CandidateKind, CandidateState } from "./types.ts";

const Count = z.int().min(0);
const Time = z.iso.datetime();
const Reason = z.string().trim().min(1).max(500);

const Named = z.strictObject({ home: z.string(), name: z.string() });

/** Something that waits for a person, with what it rests on and what accepting it would change. */
export const CandidateAnswer = z.strictObject({
  id: z.string(),
  kind: CandidateKind,
  state: CandidateState,
  repo: z.string().nullable(),
  title: z.string(),
  why: z.string(),
  created_at: Time,
  decided_at: Time.nullable(),
  decided_by: z.string().nullable(),
  decision_reason: z.string().nullable(),
  snoozed_until: Time.nullable(),
  snoozed_intents: Count.nullable().meta({ description: "It sleeps until so many more intents have ended" }),
  stake: z.strictObject({
    value: Count,
    why: z.string().meta({ description: "What waiting costs, and how the value is computed" }),
  }),
  skill: Named.extend({ version: Count.nullable() }).nullable().meta({ description: "The skill that it is about" }),
  draft: z
    .strictObject({ id: z.string(), name: z.string(), hash: Sha256 })
    .nullable()
    .meta({ description: "The text that applying installs; GET /drafts/{id} shows it" }),
  changes: z.array(z.strictObject({ action: PlanAction, skill: z.string(), version: Count.optional() })),
  evidence: z.unknown().meta({ description: "What it rests on, by its kind; null where it says nothing" }),
});
export type CandidateAnswer = z.infer<typeof CandidateAnswer>;

/** `GET /candidates`: most at stake first. */
export const CandidateListAnswer = z.strictObject({
  rule: z.string().meta({ description: "How they are ordered" }),
  candidates: z.array(CandidateAnswer),
  total: Count.meta({ description: "How many match, on all pages" }),
  kinds: z.partialRecord(CandidateKind, Count).meta({ description: "How many match of each kind" }),
  snoozed: Count.meta({ description: "How many are out of sight" }),
  next: Count.nullable().meta({ description: "`offset` of the next page; null at the end" }),
});
export type CandidateListAnswer = z.infer<typeof CandidateListAnswer>;

export const ApplyBody = z
  .strictObject({
    hash: Sha256.optional().meta({
      description: "Of the draft that was read; required where there is one. Another text by now is a conflict",
    }),
  })
  .meta({ examples: [{ hash: "0".repeat(64) }] });
export type ApplyBody = z.infer<typeof ApplyBody>;

export const ApplyAnswer = z.strictObject({
  id: z.string(),
  state: z.literal("accepted"),
  job_id: z.string().nullable().meta({ description: "The job that writes it; null when there is nothing to write" }),
});
export type ApplyAnswer = z.infer<typeof ApplyAnswer>;

export const RejectBody = z.strictObject({ reason: Reason }).meta({ examples: [{ reason: "we do without" }] });
export type RejectBody = z.infer<typeof RejectBody>;

export const SnoozeBody = z
  .strictObject({
    reason: Reason,
    until: z.iso.datetime({ offset: true }).optional().meta({ description: "At most 90 days ahead" }),
    intents: z.int().min(1).max(100).optional().meta({ description: "Until so many more intents have ended" }),
  })
  .refine(({ until, intents }) => (until === undefined) !== (intents === undefined), {
    message: "say either until when, or until how many more intents have ended",
    path: ["until"],
  })
  .meta({ examples: [{ reason: "after the release", intents: 3 }] });
export type SnoozeBody = z.infer<typeof SnoozeBody>;

export const DecidedAnswer = z.strictObject({ id: z.string(), state: CandidateState });
export type DecidedAnswer = z.infer<typeof DecidedAnswer>;

/** `GET /drafts/{id}`: a text that nobody has installed, with what the checks say of it now. Untrusted. */
export const DraftAnswer = z.strictObject({
  id: z.string(),
  name: SkillName,
  home: z.string(),
  source: SkillSource,
  description: z.string(),
  rationale: z.string(),
  sources: z.array(z.strictObject({ ref: z.string(), note: z.string() })),
  hash: Sha256.meta({ description: "What applying it has to name" }),
  files: z.array(
    z.strictObject({
      path: z.string(),
      mode: FileMode,
      size: Count,
      text: z.string().nullable().meta({ description: "Null where its bytes are no text" }),
    }),
  ),
  checks: z.strictObject({
    valid: z.array(Finding),
    safe: z.array(ScanFinding),
    clash: Named.extend({ with: z.enum(["skill", "preset"]) }).nullable(),
    similar: Named.extend({ similarity: z.number() }).nullable(),
    tombstone: z
      .strictObject({ name: z.string(), kind: z.string(), reason: z.string(), at: Time, similarity: z.number() })
      .nullable(),
  }),
  parent: z.string().nullable().meta({ description: "The draft that it is an edit of" }),
  by: z.string(),
  at: Time,
});
export type DraftAnswer = z.infer<typeof DraftAnswer>;
