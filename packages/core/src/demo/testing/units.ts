import {
  actorOf,
  type BookRun,
  countedUnit,
  evaluateReviews,
  isReview,
  judgedTasksOf,
  parseRun,
  settleBook,
  taskKeyOf,
  taskKeyText,
} from "../../run/index.ts";
import type { CountedUnit, ValuedUnit } from "../../score/index.ts";
import type { DemoRecord } from "../records.ts";
import { DEMO_SKILLS } from "../skills.ts";

/** A unit with the versions that it counts for: `<home>:<name>@<number>`, where the home is "library" or a repo. */
export type DemoUnit = ValuedUnit & { versions: string[] };

/** The version of a skill that a repo carries, where a record does not say it. */
export type VersionOf = (repo: string, name: string) => number;

const SKILLS = new Map(DEMO_SKILLS.map((skill) => [skill.name, skill]));

/** What records come to, by the functions that a report is stored with. Of a run that was sent again the last one counts. */
export function unitsOf(records: readonly DemoRecord[], versionOf: VersionOf): DemoUnit[] {
  const pks = new Map<string, number>();
  const pkOf = (repo: string, key: Parameters<typeof taskKeyText>[0]) => {
    const place = `${repo} ${taskKeyText(key)}`;
    const known = pks.get(place) ?? pks.size;
    pks.set(place, known);
    return known;
  };
  const newest = [...new Map(records.map((record) => [record.run_id, record])).values()];
  const runs = newest.map((said, pk): BookRun => {
    const parsed = parseRun(said, said.ended_at);
    if (!parsed.ok) throw new Error(`${said.run_id}: ${JSON.stringify(parsed.problems)}`);
    const { run: record } = parsed;
    return {
      pk,
      repoId: said.repo,
      runId: record.run_id,
      taskPk: pkOf(said.repo, taskKeyOf(record)),
      actor: actorOf("demo", record.agent),
      revision: 1,
      record,
      skills: record.skills.map((skill) => ({ ...skill, reported: "", ...resolve(said.repo, skill, versionOf) })),
      produced: [],
      judges: judgedTasksOf(record).map((key) => pkOf(said.repo, key)),
      state: record.eval_state,
      codes: record.failure_codes,
    };
  });
  const tasks = runs.map(({ taskPk, repoId, record }) => ({
    pk: taskPk,
    repoId,
    key: taskKeyOf(record),
    criteria: [],
  }));
  const book = {
    tasks: [...new Map(tasks.map((task) => [task.pk, task])).values()],
    runs,
    touched: new Set(tasks.map(({ pk }) => pk)),
    evaluate: new Set(runs.filter(isReview).map(({ pk }) => pk)),
  };
  return settleBook(book, evaluateReviews(book)).units.map((unit) => toUnit(countedUnit(unit), unit.key.task));
}

function resolve(
  repo: string,
  { name, version }: { name: string; version?: number | undefined },
  versionOf: VersionOf,
) {
  const skill = SKILLS.get(name);
  const number = version ?? (skill ? versionOf(repo, name) : 0);
  if (!skill || number > 2) return { skillId: null, versionId: null, epoch: null, how: "unresolved" as const };
  const skillId = `${skill.origin === "learned" ? repo : "library"}:${name}`;
  return { skillId, versionId: `${skillId}@${number}`, epoch: 1, how: "number" as const };
}

function toUnit({ repoId: repo, kind, intent, value, shares }: CountedUnit, task: string): DemoUnit {
  const versions = shares.flatMap(({ versionId, reason }) => (reason === null ? [versionId] : []));
  const { u, review, firstTry, retry, endedAt, reason } = value;
  const unit = { repo, kind, intent, task, versions };
  if (u === null || firstTry === null || retry === null || endedAt === null) {
    const nothing = { u: null, review: null, firstTry: null, retry: null, reviewsUsed: 0 };
    return { ...unit, value: { included: false, reason: reason ?? "", ...nothing } };
  }
  const reviewsUsed = review === null ? 0 : 1;
  return { ...unit, value: { included: true, reason: null, u, review, firstTry, retry, endedAt, reviewsUsed } };
}
