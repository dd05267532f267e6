import { MANIFEST_PATH, type Usage } from "@yardlet/core/equip";
import { findSkill } from "@yardlet/db";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import { acceptCandidate, rejectCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { getOverview } from "../overview/get.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { reportRuns } from "../run/report.ts";
import { verifyReceipt } from "../score/receipt.ts";
import { getSkill } from "../skill/get.ts";
import { listSkills } from "../skill/list.ts";
import { reviewRun } from "../testing/evidence.ts";
import { failedIntents, learnedSkill } from "../testing/learned.ts";
import { commitAll, git, makeRepo, RUST_CLI, writeFiles } from "../testing/repos.ts";
import { nextMessage } from "../testing/told.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { createWebhook } from "../webhook/create.ts";
import { getPromotion, promoteSkill } from "./promote.ts";

const SKILL = "measure-first";
const HOMES = ["anvil", "barrel", "parcel"];

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  for (const slug of HOMES) makeRepo(folder(slug), { ...RUST_CLI, ...learnedSkill(SKILL) });
  writeFiles(folder("parcel"), longListing());
  commitAll(folder("parcel"), "Our own");
  makeRepo(folder("quay"), RUST_CLI);
  makeRepo(folder("notes"), { "README.md": "Notes.\n" });
  const locations = [...HOMES, "quay", "notes"].map(folder);
  await addRepos(services.ctx, { locations, autoEquip: false });
  await services.runJobs();
});
afterEach(() => services.close());

const folder = (slug: string) => path.join(services.folder, slug);
const placedIn = (slug: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(folder(slug), MANIFEST_PATH), "utf8")).skills[SKILL];
const last = async (action: string) =>
  (await listAudit(services.ctx, { limit: 200 })).entries.find((one) => one.action === action);

const placeOf = ({ title, repoSlug }: { title: string; repoSlug: string | null }) => `${title} ${repoSlug}`;

/** Folders of the user's own that fill the listing budget before the skill's turn. */
function longListing(): Record<string, string> {
  const text = (name: string) => `---\nname: ${name}\ndescription: ${"a".repeat(1000)}\n---\n\nRead.\n`;
  const names = Array.from({ length: 8 }, (_, at) => `a${at}`);
  return Object.fromEntries(names.map((name) => [`.agents/skills/${name}/SKILL.md`, text(name)]));
}

async function waiting(kind: "promotion" | "equip") {
  const { candidates } = await listCandidates(services.ctx, { kind });
  return candidates.filter(({ planId }) => planId === null).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** Four tasks that are done with the skill, one of them reviewed, and four that fail without it. */
async function report(repo: string, prefix = "t"): Promise<void> {
  const done = failedIntents(4, { repo, skill: SKILL, prefix: `${prefix}with`, eval_state: "Done" });
  const failed = failedIntents(4, { repo, skill: "", prefix: `${prefix}without`, skills: [] });
  const judged = { judges: `${prefix}with0`, intent_id: `i-${prefix}with0` };
  const verdict = [{ criterion_id: "c1", criterion: "it works", pass: true, evidence: "seen" }];
  const review = reviewRun({ repo, run_id: `${prefix}review`, ...judged, verdict });
  const result = await reportRuns(services.ctx, [...done, ...failed, review]);
  expect(result).toMatchObject({ accepted: 9, rejected: 0 });
}

test("what holds in three repos is proposed with its evidence, becomes the library's, and is offered to the others", async () => {
  const named = { home: "anvil", name: SKILL };
  await expect(promoteSkill(services.as("viewer"), { ...named, reason: "good" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const librarys = { home: "library", name: "cli-contract", reason: "good" };
  await expect(promoteSkill(services.ctx, librarys)).rejects.toMatchObject({ code: "refused" });
  const { candidateId } = await promoteSkill(services.as("curator"), { ...named, reason: "everybody needs it" });
  for (const slug of HOMES.slice(0, 2)) await report(slug);
  await services.runJobs();
  const asked = await waiting("promotion");
  expect(asked).toMatchObject([
    {
      id: candidateId,
      why: "everybody needs it",
      evidence: { from: "hand", by: "curator", refusal: { reason: "not_held", full: 0, needed: 3 }, grade: "none" },
    },
  ]);
  await rejectCandidate(services.ctx, { id: candidateId, reason: "not yet" });
  expect((await getPromotion(services.as("viewer"), named)).evidence).toMatchObject({
    refusal: { reason: "not_held", full: 2, needed: 3 },
    repos: [
      { repo: "anvil", pairs: 4, logE: 1.727684, used: 0.998578 },
      { repo: "barrel" },
      { repo: "parcel", pairs: 0 },
    ],
  });

  await report("parcel");
  await services.runJobs();
  const [candidate] = await waiting("promotion");
  expect(candidate).toMatchObject({
    title: "promote measure-first to the library",
    why: "work with it is better than without it in 3 of 3 repos that have it",
    subject: { home: "anvil", name: SKILL, version: 1 },
    evidence: {
      from: "rule",
      total: 2.995734,
      needed: 2.995734,
      cap: 0.998578,
      full: 3,
      grade: "solid",
      refusal: null,
    },
    stake: { value: 30 },
  });
  const evidence = candidate?.evidence?.kind === "promotion" ? candidate.evidence.repos : [];
  expect(
    evidence.map(({ repo, version, pairs, intents, score, effect }) => [
      repo,
      version,
      pairs,
      intents,
      score,
      effect?.reason,
    ]),
  ).toEqual(HOMES.map((repo) => [repo, 1, 4, 4, 1, "few_with"]));
  expect(new Set(evidence.map(({ receipt }) => receipt)).size).toBe(3);
  expect(await verifyReceipt(services.ctx, { id: evidence[0]?.receipt ?? "" })).toMatchObject({ text: { ok: true } });
  await expect(acceptCandidate(services.as("viewer"), { id: candidate?.id ?? "" })).rejects.toMatchObject({
    code: "forbidden",
  });

  const hook = await createWebhook(services.ctx, { url: "https://chat.example.com/", events: ["skill.promoted"] });
  await acceptCandidate(services.as("curator"), { id: candidate?.id ?? "" });
  await services.runJobs();
  expect(await nextMessage(services.ctx, hook.id)).toMatchObject({
    type: "skill.promoted",
    data: { repo: "anvil", skill: SKILL, version: 1, by: "curator" },
  });
  expect(await last("skill.install")).toMatchObject({
    details: { promotedFrom: { ...named, version: 1 }, lifted: [{ kind: "rejection", reason: "not yet" }] },
  });
  const detail = await getSkill(services.as("viewer"), { home: "library", name: SKILL });
  expect(detail).toMatchObject({
    item: { version: 1, source: "created", tier: "opt_in", score: null },
    promotedFrom: { home: "anvil", name: SKILL, number: 1, score: { score: 1, intents: 4 } },
  });
  const library = path.join(services.ctx.settings.dataDir, "library.git");
  expect(git(library, "log", "-1", "--format=%s%n%b")).toContain(
    `Create ${SKILL}\nfrom anvil v1: work with it is better`,
  );
  expect(detail.versions[0]?.commit).toBe(git(library, "rev-parse", "HEAD"));

  const offers = await waiting("equip");
  expect(offers.map(({ title, repoSlug, why }) => [title, repoSlug, why])).toEqual([
    ["equip measure-first v1", "quay", "promoted from anvil and 2 more; cli-tool, rust apply there and here"],
    ...HOMES.map((repo) => [
      "take the library's measure-first v1",
      repo,
      "the text is the same; from then on it follows the library's",
    ]),
  ]);
  expect((await listCandidates(services.ctx, { kind: "duplicate" })).candidates).toEqual([]);
  expect(placedIn("anvil")).toMatchObject({ origin: "repo" });
  const [equip, take, other] = offers;
  await acceptCandidate(services.as("curator"), { id: equip?.id ?? "" });
  await acceptCandidate(services.as("curator"), { id: take?.id ?? "" });
  await rejectCandidate(services.as("curator"), { id: other?.id ?? "", reason: "ours" });
  await services.runJobs();
  expect(placedIn("quay")).toMatchObject({ origin: "library", version: 1 });
  expect(placedIn("anvil")).toMatchObject({ origin: "library", version: 1 });
  expect(placedIn("barrel")).toMatchObject({ origin: "repo" });
  expect((await waiting("equip")).map(({ repoSlug }) => repoSlug)).toEqual(["parcel"]);

  await undoAudit(services.as("curator"), { id: (await last("skill.take-library"))?.id ?? "" });
  await services.runJobs();
  expect(placedIn("anvil")).toMatchObject({ origin: "repo" });
  await undoAudit(services.as("curator"), { id: (await last("skill.create"))?.id ?? "" });
  await services.runJobs();
  expect(await findSkill(services.ctx.db, "library", SKILL)).toMatchObject({ state: "deprecated" });
  expect(await waiting("equip")).toEqual([]);
  await expect(promoteSkill(services.as("curator"), { ...named, reason: "again" })).rejects.toMatchObject({
    code: "conflict",
    message: "measure-first in the library is deprecated there; restore it, or choose another name",
  });

  // Agents in anvil and barrel say what they use: there silence means something; in parcel nobody sees it.
  const used = (skill: string) => [
    { name: skill, version: 1, use: "declared" },
    { name: skill, version: 1, use: "activated" },
  ];
  const told = [
    ...failedIntents(1, {
      repo: "barrel",
      skill: "",
      prefix: "other",
      skills: used("cli-contract"),
      eval_state: "Done",
    }),
    ...failedIntents(2, { repo: "barrel", skill: SKILL, prefix: "quiet", eval_state: "Done" }),
    ...failedIntents(4, { repo: "anvil", skill: "", prefix: "loud", skills: used(SKILL) }),
  ];
  expect(await reportRuns(services.ctx, told)).toMatchObject({ accepted: 7 });
  await services.runJobs();
  const listed = async (usage: Usage) =>
    (await listSkills(services.as("viewer"), { usage })).map(({ homeSlug, name }) => `${homeSlug}/${name}`);
  expect(await listed("misfiring")).toEqual([`anvil/${SKILL}`]);
  expect(await listed("silent")).toEqual([`barrel/${SKILL}`]);
  expect(await listed("cut_off")).toEqual([`parcel/${SKILL}`]);
  expect(await listed("unknown")).toEqual([`library/${SKILL}`]);
  expect((await getOverview(services.as("viewer"))).usage).toEqual({ cut_off: 1, misfiring: 1, silent: 1 });
  const { equipped } = await getRepo(services.as("viewer"), { slug: "barrel" });
  expect(equipped.find(({ name }) => name === SKILL)).toMatchObject({
    usage: "silent",
    uses: { cutOff: false, runs: 6, observed: 6, activated: 0, failed: 0, idleFailed: 0 },
  });
});
