import { expect, test } from "vitest";
import { classify } from "../classify/index.ts";
import { repository } from "../classify/testing/repository.ts";
import { parseRepoConfig } from "../config/index.ts";
import { parseManifest } from "../equip/index.ts";
import { readLibrary } from "../library/index.ts";
import { validateSkill } from "../skill/index.ts";
import { filesOf } from "./files.ts";
import { demoHistory } from "./history.ts";
import { DEMO_REPOS } from "./repos.ts";
import { libraryFilesOf } from "./skill-text.ts";
import { DEMO_SKILLS } from "./skills.ts";
import { WEEKS, type Worth } from "./types.ts";

const NOW = new Date("2026-11-26T12:34:56Z");
const nothing = () => false;

function allRecords(now: Date, seed?: number) {
  const history = demoHistory(now, seed);
  return Array.from({ length: WEEKS }, (_, week) => history.recordsOf(week, nothing)).flat();
}

test("there are twenty repos and sixty skills, of every worth and origin", () => {
  expect(DEMO_REPOS).toHaveLength(20);
  expect(new Set(DEMO_SKILLS.map(({ name }) => name)).size).toBe(60);
  const count = (worth: Worth) => DEMO_SKILLS.filter((skill) => skill.worth === worth).length;
  expect([count("helpful"), count("useless"), count("harmful")]).toEqual([23, 28, 9]);
  const known = new Set(DEMO_REPOS.map(({ slug }) => slug));
  expect(
    DEMO_SKILLS.flatMap(({ repos, second }) => [...repos, ...(second?.lag ?? [])]).filter((slug) => !known.has(slug)),
  ).toEqual([]);
});

test.each(DEMO_REPOS)("$slug is what it is meant to be, and carries what it has learned", (repo) => {
  const files = filesOf(repo);
  const certain = classify(repository(files)).filter(({ confidence }) => confidence === "certain");
  expect(certain.map(({ preset }) => preset)).toEqual(expect.arrayContaining([...repo.presets]));
  expect(parseRepoConfig(files[".agents/yardlet.yaml"] ?? "").findings).toEqual([]);
  const learned = DEMO_SKILLS.filter(({ origin, repos }) => origin === "learned" && repos.includes(repo.slug));
  const manifest = parseManifest(files[".agents/skills/.yardlet.json"]);
  expect(Object.keys(manifest.skills).toSorted()).toEqual(learned.map(({ name }) => name).toSorted());
});

test("the team's skills are a library without a finding", () => {
  const { skills, findings } = readLibrary(libraryFilesOf(DEMO_SKILLS.filter(({ origin }) => origin === "team")));
  expect(skills).toHaveLength(26);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(skills.flatMap(({ name, files }) => validateSkill({ folder: name, files }, "strict"))).toEqual([]);
});

test("the same seed gives the same history, of another day's only the days differ", () => {
  const records = allRecords(NOW);
  expect(records).toHaveLength(5800);
  expect(allRecords(new Date("2026-11-26T23:59:59Z"))).toEqual(records);
  const [first] = records;
  const [next] = allRecords(new Date("2026-11-27T00:00:00Z"));
  expect(first?.ended_at.slice(0, 10)).toBe("2026-08-27");
  expect(next).toMatchObject({ run_id: first?.run_id, ended_at: first?.ended_at.replace("08-27", "08-28") });
  expect(allRecords(NOW, 2)[0]).not.toEqual(first);
  expect(records.every(({ ended_at }) => ended_at < "2026-11-26")).toBe(true);
});

test("what is gone is not at hand, and nothing else changes but how its work ends", () => {
  const history = demoHistory(NOW);
  const isGone = (repo: string, skill: string) => repo === "rope-go" && skill === "stale-cache-reuse";
  const [before, after] = [history.recordsOf(4, nothing), history.recordsOf(4, isGone)];
  const elsewhere = (records: typeof before) => records.filter(({ repo }) => repo !== "rope-go");
  expect(elsewhere(after)).toEqual(elsewhere(before));
  expect(JSON.stringify(before)).toContain("stale-cache-reuse");
  expect(JSON.stringify(after)).not.toContain("stale-cache-reuse");
});
