import {
  DeprecateAnswer,
  EquippedAnswer,
  RestoreAnswer,
  SkillDiffAnswer,
  SkillVersionAnswer,
  SkillVersionsAnswer,
  WantedAnswer,
} from "@yardlet/core/version/answers";
import { addRepos, getRepo, listAudit, saveSkillVersion, readSkillFile } from "@yardlet/services";
import { makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { ErrorAnswer } from "./http-error.ts";
import { jsonBody, openTestApi, type TestApi } from "./testing/api.ts";

let api: TestApi;
let key: string;

const HYGIENE = "/skills/library/commit-hygiene";

beforeEach(async () => {
  api = await openTestApi(inject("serverUrl"), { stock: inject("stock") });
  const { services } = api;
  const repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: null });
  await services.runJobs();
  key = await api.newKey();
});
afterEach(() => api.close());

async function refused(...[where, init]: Parameters<TestApi["ask"]>) {
  const answer = await api.ask(where, { key, ...init });
  const { error } = ErrorAnswer.parse(await answer.json());
  return [answer.status, error.code, error.message];
}

test("versions, their files and what differs between two", async () => {
  const named = { home: "library", name: "commit-hygiene" };
  const file = await readSkillFile(api.services.ctx, { ...named, path: "SKILL.md" });
  const text = `${file.text}One line more.\n`;
  await saveSkillVersion(api.services.ctx, { ...named, base: 1, edit: { text }, reason: "more" });
  const before = SkillVersionsAnswer.parse(await (await api.ask(`${HYGIENE}/versions`, { key })).json());
  expect([before.versions.length, before.waiting?.reason]).toEqual([1, "more"]);
  await api.services.runJobs();
  const listed = SkillVersionsAnswer.parse(await (await api.ask(`${HYGIENE}/versions`, { key })).json());
  expect(
    listed.versions.map(({ version, parent, origin, in_force: inForce }) => [version, parent, origin, inForce]),
  ).toEqual([
    [2, 1, "edited", true],
    [1, null, "initial", false],
  ]);
  expect([listed.state, listed.replaced_by, listed.waiting]).toEqual(["active", null, null]);
  const second = SkillVersionAnswer.parse(await (await api.ask(`${HYGIENE}/versions/2`, { key })).json());
  expect(second.files.map((file) => [file.path, file.encoding, file.content.endsWith("One line more.\n")])).toEqual([
    ["SKILL.md", "utf-8", true],
  ]);
  const diff = SkillDiffAnswer.parse(await (await api.ask(`${HYGIENE}/diff?from=1&to=2`, { key })).json());
  expect([diff.added, diff.removed, diff.files.map(({ path: at, state }) => `${at} ${state}`)]).toEqual([
    2,
    1,
    ["SKILL.md changed"],
  ]);
  expect(await refused(`${HYGIENE}/versions/9`)).toEqual([
    404,
    "not_found",
    "commit-hygiene has no version 9; the one in force is 2",
  ]);
  expect((await refused(`${HYGIENE}/diff?from=1`))[0]).toBe(400);
});

test("a deprecated skill says where it lies and what takes its place, and comes back", async () => {
  const sent = jsonBody({ reason: "two say the same", replaced_by: "review-own-diff" });
  const done = DeprecateAnswer.parse(await (await api.ask(`${HYGIENE}/deprecate`, { key, ...sent })).json());
  expect(done).toEqual({
    home: "library",
    name: "commit-hygiene",
    state: "deprecated",
    replaced_by: "review-own-diff",
    equipped: [{ repo: "parcel", version: 1 }],
  });
  expect(await refused(`${HYGIENE}/deprecate`, sent)).toEqual([
    409,
    "conflict",
    "commit-hygiene is deprecated already",
  ]);
  const back = await api.ask(`${HYGIENE}/restore`, { key, ...jsonBody({ reason: "still needed" }) });
  expect(RestoreAnswer.parse(await back.json())).toMatchObject({ was: "deprecated", job_id: null });
});

test("the wanted set comes with every file, by the slug or by where the repo is", async () => {
  const wantedOf = async (said: string) =>
    WantedAnswer.parse(await (await api.ask(`/repos/${encodeURIComponent(said)}/wanted`, { key })).json());
  const answer = await wantedOf("parcel");
  expect(
    answer.wanted.map(({ name, version, files }) => [name, version, files.some((file) => file.path === "SKILL.md")]),
  ).toEqual(
    [
      "cli-contract",
      "commit-hygiene",
      "dependency-upgrade",
      "failing-test-triage",
      "repo-orientation",
      "review-own-diff",
      "rust-failure-check",
      "write-tests-first",
    ].map((name) => [name, 1, true]),
  );
  expect(answer.presets).toContainEqual({ preset: "rust", because: "detected" });
  expect((await wantedOf(path.join(api.services.folder, "parcel"))).repo).toBe("parcel");
  expect(await refused("/repos/elsewhere/wanted")).toEqual([
    404,
    "not_found",
    "there is no repo elsewhere; see the list of repos, or add it there",
  ]);
});

test("what somebody says they placed is taken down, and only what the sync sees is equipped", async () => {
  const before = await getRepo(api.services.ctx, { slug: "parcel" });
  const [first] = before.equipped;
  const skills = [{ name: "made-up", version: 3, hash: "a".repeat(64), tree_hash: "b".repeat(64) }];
  const answer = await api.ask("/repos/parcel/equipped", { key, ...jsonBody({ commit: "abc", skills }) });
  expect(EquippedAnswer.parse(await answer.json()).repo).toBe("parcel");
  await api.services.runJobs();
  const after = await getRepo(api.services.ctx, { slug: "parcel" });
  expect([after.equipped.length, after.equipped[0]?.name]).toEqual([before.equipped.length, first?.name]);
  const told = (await listAudit(api.services.ctx, { limit: 50 })).entries.find(
    ({ action }) => action === "repo.report-equipped",
  );
  expect(told).toMatchObject({ subject: "made-up v3", actorName: "any repo", details: { commit: "abc", skills } });
});

test("a key that is bound to a repo changes nothing of every repo, and reads no other", async () => {
  const bound = await api.newKey("parcel");
  const sent = jsonBody({ reason: "why not" });
  expect(await refused(`${HYGIENE}/deprecate`, { key: bound, ...sent })).toEqual([
    403,
    "forbidden",
    "this key is bound to parcel, and the library is every repo's; use another",
  ]);
  expect(await refused("/skills/harbor/commit-hygiene/versions", { key: bound })).toEqual([
    403,
    "forbidden",
    "this key is bound to another repo",
  ]);
  expect((await api.ask(`${HYGIENE}/versions`, { key: bound })).status).toBe(200);
});

test("a body that is no JSON document, or not the one that is asked for, is refused with its place", async () => {
  expect(await refused(`${HYGIENE}/deprecate`, { ...jsonBody(0), body: "{" })).toEqual([
    400,
    "invalid",
    "the body is not JSON, or is cut off; send one JSON document",
  ]);
  expect((await refused(`${HYGIENE}/deprecate`, jsonBody({ reason: " " })))[2]).toContain("at reason");
  expect(
    (await refused(`${HYGIENE}/deprecate`, { ...jsonBody({}), headers: { "content-type": "text/plain" } }))[0],
  ).toBe(415);
});
