import AxeBuilder from "@axe-core/playwright";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { createKey, getSkill, startDistil } from "@yardlet/services";
import { builderRun, reviewRun } from "@yardlet/services/testing/evidence";
import { ROOT } from "../../scripts/runtime.mjs";
import { addAndWait, expect, openPage, test, waitUntilIdle, type Installation } from "../support/installation.ts";
import { git, makeSampleRepo } from "../support/sample-repos.ts";

const REPO = "distils";
const SKILL = "cli-contract";
const FILE = `.agents/skills/${SKILL}/SKILL.md`;
const CLI = path.join(ROOT, "apps/cli/dist/yardlet.mjs");
const SOON = { timeout: 60_000 };

/** Two tasks that failed alike with the skill at hand, and one that reviewers took. */
async function report({ ctx, url }: Installation, version: number): Promise<void> {
  const { secret } = await createKey(ctx, { name: "lessons", role: "curator", scopes: ["runs:write"] });
  const run = (name: string, more: object) =>
    builderRun({
      repo: REPO,
      run_id: name,
      task_id: `task-${name}`,
      intent_id: `intent-${name}`,
      skills: [{ name: SKILL, version, use: "declared" }],
      criteria: [{ id: "c1", text: "every flag is tested" }],
      ...more,
    });
  const failed = { eval_state: "Failed", failure_codes: ["validation_failed/tests_failed"] };
  const records = [
    run("red-1", failed),
    run("red-2", failed),
    run("green", {}),
    reviewRun({
      repo: REPO,
      run_id: "looked",
      judges: "task-green",
      intent_id: "intent-green",
      verdict: [{ criterion_id: "c1", pass: true, evidence: "the tests of every flag pass" }],
    }),
  ];
  const answer = await fetch(`${url}/api/v1/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(records),
  });
  expect(await answer.json()).toMatchObject({ accepted: records.length, rejected: 0 });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map((one) => `${one.id} ${one.nodes[0]?.target.join(" ")}`)).toEqual([]);
}

/** Saves a file that the page offers, and answers its bytes. */
async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return readFileSync(await file.path());
}

test("failures become a lesson, the lesson a version in the repo, and the ledger balances", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  const { ctx, url, folder } = installation;
  const repo = makeSampleRepo(folder, "parcel-router", REPO);
  await addAndWait(installation, [repo], true);
  const skill = () => getSkill(ctx, { home: "library", name: SKILL });
  const before = (await skill()).item.version ?? 0;
  await report(installation, before);
  await installation.signIn(context, "curator");

  await openPage(page, `${url}/lessons`);
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: "Distil now" });
  await dialog.getByLabel("Repo", { exact: true }).selectOption(REPO);
  await dialog.getByRole("button", { name: "Distil", exact: true }).click();
  await page.waitForURL(/\/lessons\/distillations\/[^/]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`1 lesson and 1 proposal of repo ${REPO}`, SOON);
  await expect(page.getByText("0 + 1 − 0 = 1")).toBeVisible();
  await expect(page.getByText("2 ÷ (2 failed + 1 passed + 1)")).toBeVisible();
  await expectClean(page);

  const input = path.join(folder, "input.json");
  const output = path.join(folder, "result.json");
  writeFileSync(input, await download(page, "input.json"));
  const result = await download(page, "result.json");
  execFileSync(process.execPath, [CLI, "distil", "--input", input, "--output", output], { stdio: "pipe" });
  expect(readFileSync(output).equals(result)).toBe(true);

  await openPage(page, `${url}/lessons`);
  const lesson = page.getByRole("row").filter({ hasText: "tests failed" });
  await expect(lesson).toContainText(SKILL);
  await lesson.getByRole("link", { name: "1 run that passed" }).click();
  await page.waitForURL(/\/lessons\/[^/]+\/[^/]+#passed$/);
  const failed = page.getByRole("region", { name: "Failed" }).first();
  await expect(failed.getByRole("link", { name: "red-2", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Passed the same way" }).first()).toContainText("green");
  await expectClean(page);

  await page.getByRole("link", { name: "Decide in Review" }).click();
  const open = page.getByRole("region", { name: "What is open" });
  const difference = open.getByRole("region", { name: "Difference of SKILL.md" });
  await expect(difference).toContainText("## Lessons");
  await expect(difference.getByRole("link", { name: /Packet 1: run red-/ })).toBeVisible();
  await expectClean(page);
  await page.keyboard.press("a");
  await expect.poll(() => readFileSync(path.join(repo, FILE), "utf8"), SOON).toContain("## Lessons");
  await waitUntilIdle(ctx);
  expect(git(repo, "status", "--porcelain")).toBe("");
  expect((await skill()).versions[0]).toMatchObject({ number: before + 1, origin: "distilled" });

  await openPage(page, `${url}/lessons/ledger?repo=${REPO}`);
  await expect(page.getByRole("row").filter({ hasText: `repo ${REPO}, row 1` })).toContainText("agrees");

  const budget = { max_candidates: 1, max_lessons: 1, max_output_bytes: 1 };
  const { distillationId } = await startDistil(ctx, { home: "library", name: SKILL, budget });
  await waitUntilIdle(ctx);
  await openPage(page, `${url}/lessons/distillations/${distillationId}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Refused");
  const mend = page.getByRole("region", { name: "What to mend" }).first();
  await expect(mend).toContainText("budget.max_output_bytes");
  await expect(mend).toContainText("Raise max_output_bytes, or hand in fewer packets.");
  await expectClean(page);
});
