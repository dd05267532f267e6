import { CandidateKind, CandidateState } from "@yardlet/core/candidate";
import { SkillState } from "@yardlet/core/skill";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";

/** How much of a text is read to show where a word stands in it, in characters. */
const READ = 20_000;

const FoundSkill = z.object({
  ref: z.string(),
  name: z.string(),
  home: z.string(),
  description: z.string(),
  state: SkillState,
  absent: z.boolean(),
  text: z.string(),
});
export type FoundSkill = z.infer<typeof FoundSkill>;

/** Skills by id with the beginning of their SKILL.md, in no order. `home` is "library" or a repo's slug. */
export async function readFoundSkills(db: Db, refs: readonly string[]): Promise<FoundSkill[]> {
  if (refs.length === 0) return [];
  return selectJson(
    db,
    FoundSkill,
    Prisma.sql`
    select s.id as ref, s.name, coalesce(p.slug, s.home) as home, s.description, s.state, s.absent_since is not null as absent,
      left(search_skill_text(s.current_id), ${READ}) as text
    from skill s left join repo p on p.id = s.repo_id where s.id = any(${[...refs]})`,
  );
}

const FoundRepo = z.object({ ref: z.string(), slug: z.string(), location: z.string(), archived: z.boolean() });
export type FoundRepo = z.infer<typeof FoundRepo>;

export async function readFoundRepos(db: Db, refs: readonly string[]): Promise<FoundRepo[]> {
  if (refs.length === 0) return [];
  return selectJson(
    db,
    FoundRepo,
    Prisma.sql`
    select id as ref, slug, location, archived_at is not null as archived from repo where id = any(${[...refs]})`,
  );
}

const FoundLesson = z.object({
  ref: z.string(),
  scopeId: z.string(),
  id: z.string(),
  failureMode: z.string(),
  symptom: z.string(),
  text: z.string(),
  repo: z.string().nullable(),
  archived: z.boolean(),
});
export type FoundLesson = z.infer<typeof FoundLesson>;

/** Lessons by `<scope> <id>`. */
export async function readFoundLessons(db: Db, refs: readonly string[]): Promise<FoundLesson[]> {
  if (refs.length === 0) return [];
  return selectJson(
    db,
    FoundLesson,
    Prisma.sql`
    select asked.ref, l.scope as "scopeId", l.id, l.failure_mode as "failureMode", l.symptom, p.slug as repo,
      left(concat_ws(' ', l.prevention, l.suspected_root_cause, array_to_string(l.reason_codes, ' '), l.target_name,
        l.task_signature, array_to_string(l.missing_actions, ' ')), ${READ}) as text, l.archived_at is not null as archived
    from unnest(${[...refs]}::text[]) as asked(ref)
    join lesson l on l.scope = split_part(asked.ref, ' ', 1) and l.id = substr(asked.ref, strpos(asked.ref, ' ') + 1)
    left join repo p on l.scope = 'repo:' || p.id`,
  );
}

const FoundCandidate = z.object({
  ref: z.string(),
  kind: CandidateKind,
  state: CandidateState,
  title: z.string(),
  why: z.string(),
  reason: z.string().nullable(),
  repo: z.string().nullable(),
});
export type FoundCandidate = z.infer<typeof FoundCandidate>;

export async function readFoundCandidates(db: Db, refs: readonly string[]): Promise<FoundCandidate[]> {
  if (refs.length === 0) return [];
  return selectJson(
    db,
    FoundCandidate,
    Prisma.sql`
    select c.id as ref, c.kind, c.state, c.title, left(c.why, ${READ}) as why, c.decision_reason as reason, p.slug as repo
    from candidate c left join repo p on p.id = c.repo_id where c.id = any(${[...refs]})`,
  );
}
