import {
  decide,
  duelsOf,
  naiveAt,
  type Pair,
  pairsOf,
  type Regression,
  regressionOf,
  type ScoreDecision,
  scoreUnits,
  strataOf,
  type Uplift,
  upliftOf,
} from "../../score/index.ts";
import { decideHarm, type HarmDecision } from "../../version/index.ts";
import { demoHistory } from "../history.ts";
import { DEMO_SKILLS, versionIn } from "../skills.ts";
import { WEEKS } from "../types.ts";
import { type DemoUnit, unitsOf } from "./units.ts";

/** What three months come to where the policy decides each week, and what it prunes is not at hand from then on. */
export interface Replayed {
  records: number;
  units: DemoUnit[];
  /** Versions by the week after which they were pruned, first flagged, and first found to make work worse. */
  pruned: Map<string, number>;
  flagged: Map<string, number>;
  found: Map<string, number>;
}

const NOW = new Date("2026-11-26T12:00:00Z");
const SKILLS = new Map(DEMO_SKILLS.map((skill) => [skill.name, skill]));

export function replay(seed?: number): Replayed {
  const history = demoHistory(NOW, seed);
  const replayed: Replayed = { records: 0, units: [], pruned: new Map(), flagged: new Map(), found: new Map() };
  const { pruned, flagged, found, units } = replayed;
  for (let week = 0; week < WEEKS; week += 1) {
    const records = history.recordsOf(week, (repo, skill) => pruned.has(`${repo}:${skill}@1`));
    replayed.records += records.length;
    units.push(...unitsOf(records, (repo, name) => versionIn(SKILLS.get(name) ?? {}, repo, week)));
    for (const version of new Set(units.flatMap(({ versions }) => versions))) {
      if (pruned.has(version)) continue;
      const { action } = judge(units, version);
      if (action === "prune") pruned.set(version, week);
      if (action === "flag" && !flagged.has(version)) flagged.set(version, week);
      if (!found.has(version) && harm(units, version).action === "candidate") found.set(version, week);
    }
  }
  return replayed;
}

/** What the policy says of a version. */
export function judge(units: readonly DemoUnit[], version: string): ScoreDecision {
  const score = scoreUnits(workWith(units, version));
  const source = version.startsWith("library:") ? "library" : "learned";
  const alone = decide(score, null, { source });
  return alone.below ? decide(score, uplift(units, version), { source }) : alone;
}

export function uplift(units: readonly DemoUnit[], version: string): Uplift {
  return upliftOf(strataOf(workWith(units, version), workWithout(units, version)));
}

/** Whether a person is told that work with a version is worse than without it. */
export function harm(units: readonly DemoUnit[], version: string): HarmDecision {
  const [skill = "", number] = version.slice(version.indexOf(":") + 1).split("@");
  const [mine, others] = [workWith(units, version), workWithout(units, version)];
  const effect = upliftOf(strataOf(mine, others));
  return decideHarm({
    skill,
    version: Number(number),
    decision: decide(scoreUnits(mine), null, { source: "library" }),
    uplift: effect,
    duels: (effect.rd ?? 0) < 0 ? duelsOf(pairsOf(mine, others)) : null,
  });
}

/** Pairs of work with a skill and without it, over all repos that learned it. */
export function pairsOfLearned(units: readonly DemoUnit[], name: string): Pair[] {
  return (SKILLS.get(name)?.repos ?? []).flatMap((repo) => {
    const version = `${repo}:${name}@1`;
    return pairsOf(workWith(units, version), workWithout(units, version));
  });
}

export function regression(units: readonly DemoUnit[], skill: string): Regression {
  return regressionOf(workWith(units, `${skill}@2`), workWith(units, `${skill}@1`));
}

/** The values of a version's intents in millionths, in order of their ends. */
function valuesOf(units: readonly DemoUnit[], version: string): number[] {
  const ended = (unit: DemoUnit) => unit.value.endedAt ?? "";
  const own = workWith(units, version).toSorted((a, b) => (ended(a) < ended(b) ? -1 : 1));
  const intents = Map.groupBy(own, ({ repo, intent }) => `${repo} ${intent}`);
  return [...intents.values()].flatMap((of) => scoreUnits(of).sumU);
}

/** After which intent the naive rule would have pruned, looking at each; null where it never would. */
export function naivePrune(units: readonly DemoUnit[], version: string): number | null {
  const values = valuesOf(units, version);
  return naiveAt({ values, order: values.map((_, at) => at) });
}

function workWith(units: readonly DemoUnit[], version: string): DemoUnit[] {
  return units.filter(({ versions, value }) => value.included && versions.includes(version));
}

/** In the repos that have it: elsewhere there is nothing to compare with. */
function workWithout(units: readonly DemoUnit[], version: string): DemoUnit[] {
  const repos = new Set(workWith(units, version).map(({ repo }) => repo));
  const skill = version.slice(0, version.lastIndexOf("@") + 1);
  return units.filter(({ repo, versions }) => repos.has(repo) && !versions.some((one) => one.startsWith(skill)));
}
