import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { requestLibrarySync } from "@yardlet/services";
import { addAndWait, expect, openPage, test, waitUntilIdle, type Installation } from "../support/installation.ts";
import { git, makeSampleRepo } from "../support/sample-repos.ts";

const SKILL = "commit-hygiene";
const REPOS = ["score-web", "score-cli", "score-game"] as const;
const CRITERIA = [
  { id: "builds", text: "it builds" },
  { id: "tested", text: "a test covers it" },
];

test("runs from three repositories become a score that opens, is recomputed, follows a late review, and starts anew", async ({
  page,
  context,
  installation,
}) => {
  await addAndWait(installation, [
    makeSampleRepo(installation.folder, "storefront-web", REPOS[0]),
    makeSampleRepo(installation.folder, "parcel-router", REPOS[1]),
    makeSampleRepo(installation.folder, "harbour-run", REPOS[2]),
  ]);
  await installation.signIn(context, "admin");
  const report = reporter(installation, await makeKey(page, installation.url));

  await openPage(page, `${installation.url}/skills/library/${SKILL}`);
  await expect(page.getByRole("heading", { name: "No run has named this skill yet" })).toBeVisible();
  const overview = await context.newPage();
  await openPage(overview, installation.url);

  const first = REPOS.flatMap((repo) => [1, 2].map((n) => run(repo, `${repo}-${n}`, { eval_state: "Done" })));
  expect(await report(first)).toMatchObject({ accepted: 6, rejected: 0 });
  expect(await report(first)).toMatchObject({ duplicate: 6 });
  const value = page.locator("dl.figs").getByText(/^\d\.\d\d$/);
  await expect(value.first()).toHaveText("1.00");
  await expect(page.getByText("6 intents, 6 tasks")).toBeVisible();
  const matrix = overview.getByRole("region", { name: "Skills by repo" });
  await expect(matrix.getByRole("link", { name: new RegExp(`^${SKILL}`) }).first()).toBeVisible();

  const failed = REPOS.map((repo) => run(repo, `${repo}-3`, { eval_state: "Failed" }));
  await report(failed);
  await expect(value.first()).toHaveText("0.67");

  const tasks = page.getByRole("region", { name: "Contributing tasks" }).first();
  await tasks.getByRole("link", { name: `${REPOS[0]}-1` }).click();
  await expect(page.getByRole("heading", { name: new RegExp(`${REPOS[0]}-1`) })).toBeVisible();
  await expect(page.getByText("tested").first()).toBeVisible();
  await page.goBack();

  await page.getByRole("button", { name: "Make a receipt of v1" }).click();
  const receipt = page.getByRole("dialog");
  await receipt.getByRole("button", { name: "Recompute" }).click();
  await expect(receipt.getByText("agrees to the last digit")).toBeVisible();
  await expect(receipt.getByText("9 rows are what the database holds")).toBeVisible();
  await receipt.getByRole("button", { name: "Close" }).click();

  await report([
    {
      ...run(REPOS[0], `review-of-${REPOS[0]}-1`, { eval_state: "NeedsUser" }),
      role: "reviewer",
      kind: "review",
      skills: [],
      agent: { name: "codex", session: "the-reviewer" },
      depends_on: [{ intent_id: `intent-${REPOS[0]}-1`, task_id: `${REPOS[0]}-1` }],
      question: "Who writes the test?",
      criteria: [],
      verdict: [
        { criterion_id: "builds", pass: true, evidence: "the log of the build" },
        { criterion_id: "tested", pass: false, evidence: "<b>no test</b> touches it" },
      ],
    },
  ]);
  await expect(value.first()).toHaveText("0.63");
  await expect(tasks.getByRole("row", { name: new RegExp(`${REPOS[0]}-1`) })).toContainText("1 of 2 criteria");

  await compare(page, installation.url);

  await editInLibrary(installation);
  await requestLibrarySync(installation.ctx);
  await waitUntilIdle(installation.ctx);
  await report([run(REPOS[1], `${REPOS[1]}-4`, { eval_state: "Done" })]);
  await openPage(page, `${installation.url}/skills/library/${SKILL}`);
  await expect(page.getByText("1 of 5 intents").first()).toBeVisible();
  const versions = page.getByRole("region", { name: "By version" }).first();
  await expect(versions).toContainText(/v1\D+0\.63/);
});

/** Skills by repo with the keyboard alone, who did the work, and the file of what is shown. */
async function compare(page: Page, url: string): Promise<void> {
  await openPage(page, `${url}/compare?q=${SKILL}`);
  const grid = page.getByRole("grid", { name: "Skills by repo" });
  await expect(grid).toHaveAttribute("aria-rowcount", "2");
  await expect(grid.getByRole("gridcell", { name: /not enough intents.*3 of 5.*equipped/ })).toHaveCount(REPOS.length);
  await grid.getByRole("link", { name: SKILL }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(":focus")).toContainText("0.63");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=score/);
  await expect(page.getByText("not comparable, because", { exact: false }).first()).toBeVisible();
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
  const lines = readFileSync(await csv.path(), "utf8").split("\r\n");
  const inRepo = new RegExp(`^library,${SKILL},1,(${REPOS.join("|")}),`);
  expect(lines.filter((line) => inRepo.test(line))).toHaveLength(REPOS.length);
  expect(lines.find((line) => line.startsWith(`library,${SKILL},1,all repos,`))).toMatch(
    /,0\.6[23]\d+,0\.\d+,0\.\d+,9,,undecided,,$/,
  );
  expect(lines.find((line) => line.includes(`,${REPOS[0]},`))).toMatch(/,,,,3,,few,,equipped$/);

  await page.getByRole("link", { name: "Agents", exact: true }).click();
  const workers = page.getByRole("region", { name: "Agents and models, table" });
  await expect(workers.getByRole("row", { name: /claude model not said/ })).toBeVisible();
}

/** Makes a key in the settings, as an admin would, and answers its secret. */
async function makeKey(page: Page, url: string): Promise<string> {
  await openPage(page, `${url}/settings?tab=keys`);
  await page.getByRole("button", { name: "Make a key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("agents of the journey");
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const secret = dialog.getByText(/^yk_[\w-]{20,}$/);
  await expect(secret).toBeVisible();
  const text = (await secret.textContent()) ?? "";
  await dialog.getByRole("button", { name: /close|done/i }).click();
  return text;
}

function reporter({ url }: Installation, key: string) {
  return async (records: readonly object[]): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1/runs`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(records),
    });
    return answer.json();
  };
}

/** A run of now, so that it used what is equipped now. */
function run(repo: string, id: string, change: Record<string, unknown>): Record<string, unknown> {
  const now = new Date().toISOString();
  return {
    schema: "yardlet.run/1",
    run_id: id,
    repo,
    intent_id: `intent-${id}`,
    task_id: id,
    kind: "feature",
    agent: { name: "claude", session: `session-${id}` },
    skills: [{ name: SKILL, use: "declared" }],
    criteria: CRITERIA,
    started_at: now,
    ended_at: now,
    ...change,
  };
}

/** A new version of the skill, as a curator with a clone would make it. */
async function editInLibrary({ folder, dataDir }: Installation): Promise<void> {
  const clone = path.join(folder, "library-clone");
  git(folder, "clone", "--quiet", path.join(dataDir, "library.git"), clone);
  const file = path.join(clone, "skills", SKILL, "SKILL.md");
  writeFileSync(file, `${readFileSync(file, "utf8")}\nSay in the subject line what changes for the reader.\n`);
  git(clone, "add", "--all");
  git(clone, "-c", "user.name=wren", "-c", "user.email=wren@example.com", "commit", "--quiet", "-m", "Ask for the why");
  git(clone, "push", "--quiet");
}
