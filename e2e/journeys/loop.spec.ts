import { readFileSync } from "node:fs";
import path from "node:path";
import { createKey, getSkill, updateTeamSettings } from "@yardlet/services";
import { failedIntents, learnedSkill } from "@yardlet/services/testing/learned";
import { commitAll, writeFiles } from "@yardlet/services/testing/repos";
import { addAndWait, expect, openPage, test, waitUntilIdle, type Installation } from "../support/installation.ts";
import { git, makeSampleRepo } from "../support/sample-repos.ts";

const EDITED = "cli-contract";
const LEARNED = "guess-twice";
/** Deciding waits some seconds for more evidence. */
const DECIDED = { timeout: 60_000 };

async function reporter({ ctx, url }: Installation) {
  const { secret } = await createKey(ctx, { name: "the loop", role: "curator", scopes: ["runs:write"] });
  return async (records: readonly object[]): Promise<void> => {
    const answer = await fetch(`${url}/api/v1/runs`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(records),
    });
    expect(await answer.json()).toMatchObject({ accepted: records.length, rejected: 0 });
  };
}

test("an edit reaches every repo, fails there, and is rolled back where the evidence says so", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  const slugs = ["loop-a", "loop-b"];
  const repos = slugs.map((slug) => makeSampleRepo(installation.folder, "parcel-router", slug));
  await addAndWait(installation, repos, true);
  const carried = () => repos.map((repo) => readFileSync(path.join(repo, `.agents/skills/${EDITED}/SKILL.md`), "utf8"));
  await installation.signIn(context, "curator");
  const before = (await getSkill(installation.ctx, { home: "library", name: EDITED })).item.version ?? 0;

  await openPage(page, `${installation.url}/skills/library/${EDITED}/edit`);
  await page.getByRole("textbox", { name: "SKILL.md" }).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nGuess every flag.\n");
  await page.getByLabel("Reason").fill("shorter");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText(`Saved ${EDITED} v${before + 1}`)).toBeVisible();
  await waitUntilIdle(installation.ctx);
  expect(carried().map((text) => text.includes("Guess every flag."))).toEqual([true, true]);

  const report = await reporter(installation);
  const runs = (version: number, prefix: string, state: string) =>
    failedIntents(7, { repo: "loop-a", skill: EDITED, prefix, eval_state: state }).map((run) => ({
      ...run,
      skills: [{ name: EDITED, version, use: "declared" }],
    }));
  await report(runs(before, "old", "Done"));
  await report(runs(before + 1, "new", "Failed"));

  await openPage(page, installation.url);
  const waiting = page.getByRole("region", { name: "Needs a decision" }).first();
  const proposal = waiting.getByRole("row", { name: new RegExp(`roll ${EDITED} back to v${before}`) });
  await expect(proposal).toContainText(`v${before + 1} does worse than v${before} in 7 pairs of intents`, DECIDED);
  await proposal.getByRole("button", { name: /accept/i }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /roll back/i })
    .click();
  await expect.poll(() => carried().map((text) => text.includes("Guess every flag.")), DECIDED).toEqual([false, false]);
  await waitUntilIdle(installation.ctx);
  await openPage(page, `${installation.url}/skills/library/${EDITED}?tab=versions`);
  await expect(page.getByRole("row", { name: new RegExp(`^v${before} in force`) })).toBeVisible();
  await expect(waiting.getByRole("row", { name: new RegExp(`roll ${EDITED}`) })).toHaveCount(0);
});

test("a learned skill that fails is pruned by itself, leaves a tombstone, and comes back with new evidence ahead", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  await updateTeamSettings(installation.ctx, { coolOffHours: 0 });
  const repo = makeSampleRepo(installation.folder, "storefront-web", "loop-learned");
  writeFiles(repo, learnedSkill(LEARNED));
  commitAll(repo, "What we learned");
  await addAndWait(installation, [repo], false);
  const file = path.join(repo, `.agents/skills/${LEARNED}/SKILL.md`);
  const before = readFileSync(file, "utf8");
  const report = await reporter(installation);
  await report(failedIntents(7, { repo: "loop-learned", skill: LEARNED, prefix: "guess" }));
  await expect.poll(() => git(repo, "log", "-1", "--format=%an %s"), DECIDED).toBe(`Yardlet Prune ${LEARNED} v1`);
  await waitUntilIdle(installation.ctx);

  await installation.signIn(context, "curator");
  await openPage(page, `${installation.url}/tombstones`);
  const stone = page.getByRole("row").filter({ hasText: LEARNED });
  await expect(stone).toContainText("below the floor in 7 intents");
  await stone.getByRole("link", { name: LEARNED }).first().click();
  await page.waitForURL(/\/skills\/loop-learned\/guess-twice/);
  await page.locator("body[data-hydrated]").waitFor();
  await page.getByRole("button", { name: "More", exact: true }).first().click();
  await page.getByRole("button", { name: "Restore…" }).click();
  const dialog = page.getByRole("dialog", { name: `Restore ${LEARNED}` });
  await dialog.getByLabel("Reason").fill("the tasks were wrong");
  await dialog.getByRole("button", { name: "Restore" }).click();
  await expect.poll(() => git(repo, "log", "-1", "--format=%an %s"), DECIDED).toBe(`Yardlet Restore ${LEARNED} v1`);
  await waitUntilIdle(installation.ctx);
  expect(readFileSync(file, "utf8")).toBe(before);
  expect((await getSkill(installation.ctx, { home: "loop-learned", name: LEARNED })).item).toMatchObject({
    state: "active",
    version: 1,
  });
  await openPage(page, `${installation.url}/skills/loop-learned/${LEARNED}`);
  await expect(page.getByRole("heading", { name: "No run has named this skill yet" })).toBeVisible();
});
