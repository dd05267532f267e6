import { listScores, reportRuns } from "@yardlet/services";
import { addAndWait, expect, openPage, test, waitUntilIdle } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

const SKILL = "plan-diff-review";

/** Six failed tasks, each an intent of its own: below any floor in sight, and not proved at 0.50. */
function failedRuns(): object[] {
  const now = new Date().toISOString();
  return [1, 2, 3, 4, 5, 6].map((n) => ({
    schema: "yardlet.run/1",
    run_id: `tried-${n}`,
    repo: "tried-out",
    intent_id: `i${n}`,
    task_id: `t${n}`,
    kind: "feature",
    agent: { name: "claude", session: `s${n % 2}` },
    skills: [{ name: SKILL, version: 1, use: "declared" }],
    eval_state: "Failed",
    started_at: now,
    ended_at: now,
  }));
}

test("a higher floor is tried, saved with a note, decided by, and put back", async ({
  page,
  context,
  installation,
}) => {
  const { ctx, url } = installation;
  await addAndWait(installation, [makeSampleRepo(installation.folder, "parcel-router", "tried-out")], false);
  expect(await reportRuns(ctx, failedRuns())).toMatchObject({ accepted: 6, rejected: 0 });

  await installation.signIn(context, "viewer");
  await openPage(page, `${url}/policy?floor=0.55`);
  const floor = page.getByRole("textbox", { name: "Floor" });
  await expect(floor).toHaveValue("0.55");
  const row = page.getByRole("row", { name: new RegExp(SKILL) });
  await expect(row).toContainText("would flag");
  await expect(page.getByRole("button", { name: "Save policy" })).toHaveCount(0);

  await context.clearCookies();
  await installation.signIn(context, "admin");
  await openPage(page, `${url}/policy`);
  await expect(row).toContainText("keep");
  await floor.fill("0.95");
  await expect(page.getByText("A number from 0.10 to 0.90 in steps of 0.01 is expected; 0.50 holds.")).toBeVisible();
  await page.getByRole("slider", { name: "Floor, slider" }).focus();
  for (let presses = 0; presses < 10; presses += 1) await page.keyboard.press("ArrowRight");
  await expect(floor).toHaveValue("0.60");
  await expect(row).toContainText("would flag gained");
  await expect(row).toContainText("5 of 6");
  await expect(page.getByRole("heading", { name: /^1 of \d+ others? flagged$/ })).toBeVisible();
  await expect(page).toHaveURL(/\/policy\?floor=0\.60$/);

  await page.getByRole("button", { name: "Save policy" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Floor 0.50 → 0.60");
  await dialog.getByLabel("Reason").fill("we ask for more now");
  await dialog.getByRole("button", { name: "Save policy" }).click();
  await expect(page.getByText("Policy 2 is in force; every skill is decided on anew")).toBeVisible();
  await expect(page).toHaveURL(/\/policy$/);
  await waitUntilIdle(ctx);
  const { scores } = await listScores(ctx);
  expect(scores.find(({ name }) => name === SKILL)).toMatchObject({ decision: { action: "flag" } });

  await page.getByRole("button", { name: "undo" }).click();
  await expect(page.getByText("Policy 3 is in force; every skill is decided on anew")).toBeVisible();
  await expect(floor).toHaveValue("0.50");
  await expect(row).toContainText("keep");
  const saved = page.getByRole("region", { name: "Saved policies" }).first();
  await expect(saved.getByRole("row", { name: /we ask for more now/ })).toContainText("Floor 0.50 → 0.60");
});
