import { readFileSync } from "node:fs";
import path from "node:path";
import { listDuplicates } from "@yardlet/services";
import { FILE, makeDrift } from "../support/drifting.ts";
import { expect, openPage, test, waitUntilIdle } from "../support/installation.ts";

const FORKED = "hand-edited";
const BEHIND = "left-behind";

test("a fork is merged, what is behind updated, what another client has adopted, waived, and found to be there twice", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  const { forked, behind, base } = await makeDrift(installation, { forked: FORKED, behind: BEHIND });
  await installation.signIn(context, "curator");
  await openPage(page, `${installation.url}/drift`);
  const fork = page.getByRole("row").filter({ hasText: FORKED });
  await expect(fork.filter({ hasText: `forked from v${base}` })).toContainText(`the library moved on to v${base + 1}`);
  await expect(page.getByRole("row").filter({ hasText: BEHIND }).filter({ hasText: "behind by 1" })).toBeVisible();

  await page.getByRole("link", { name: `merge cli-contract of ${FORKED}` }).click();
  await expect(page.getByRole("heading", { name: "1 conflict" })).toBeVisible();
  await page.locator("body[data-hydrated]").waitFor();
  await page.keyboard.press("4");
  await expect(page.getByText("Say why, for those who come after you.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Difference of SKILL.md" })).toContainText(
    "The library’s: name every flag.",
  );
  await page.getByLabel("Reason").fill("both are right");
  await page.getByRole("button", { name: "Save the merge" }).click();
  await expect(page.getByText("Merged cli-contract into v2")).toBeVisible();
  await waitUntilIdle(installation.ctx);
  const merged = readFileSync(path.join(forked, FILE), "utf8");
  expect([merged.includes("Ours:"), merged.includes("The library’s:")]).toEqual([true, true]);
  await expect(page.getByText(`Forked from library v${base + 1}`)).toBeVisible();

  await openPage(page, `${installation.url}/drift?state=behind&repo=${BEHIND}`);
  await page.getByRole("button", { name: "Update all behind" }).click();
  const dialog = page.getByRole("dialog", { name: "Update all behind" });
  await expect(dialog.getByRole("listitem").filter({ hasText: BEHIND })).toContainText(
    `cli-contract v${base} → v${base + 1}`,
  );
  await dialog.getByLabel("Reason").fill("everybody names the flags");
  await dialog.getByRole("button", { name: "Update in 1 repo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Update 1 skill in 1 repo: done");
  await expect(page.getByRole("row").filter({ hasText: BEHIND })).toContainText("committed");
  expect(readFileSync(path.join(behind, FILE), "utf8")).toContain("The library’s: name every flag.");

  await openPage(page, `${installation.url}/found?repo=${BEHIND}`);
  await expect(page.getByRole("row").filter({ hasText: "ship-it" })).toContainText("not in the library");
  await page.getByRole("button", { name: `adopt: ship-it of ${BEHIND}` }).click();
  await expect(page.getByText(`Adopting ship-it in ${BEHIND}`)).toBeVisible();
  await waitUntilIdle(installation.ctx);
  expect(readFileSync(path.join(behind, ".agents/skills/ship-it/SKILL.md"), "utf8")).toContain("source: created");

  await openPage(page, `${installation.url}/skills/${BEHIND}/ship-it?tab=checks`);
  await page.getByRole("button", { name: /^Waive destructive-command in SKILL.md/ }).click();
  const waive = page.getByRole("dialog", { name: "Waive destructive-command" });
  await waive.getByLabel("Reason").fill("the machine is made for it");
  await waive.getByLabel("For").selectOption("30");
  await waive.getByRole("button", { name: "Waive" }).click();
  await expect(page.getByText(/waived by .+ until .+: the machine is made for it/)).toBeVisible();

  await openPage(page, `${installation.url}/found?repo=${BEHIND}`);
  await page.getByRole("button", { name: `adopt: send-out of ${BEHIND}` }).click();
  await waitUntilIdle(installation.ctx);
  await openPage(page, `${installation.url}/skills/duplicates`);
  const pair = page.getByRole("row").filter({ hasText: "ship-it" }).filter({ hasText: "send-out" });
  await expect(pair).toContainText("texts 100 % alike");
  await pair.getByRole("link", { name: "compare and decide" }).click();
  for (const name of ["send-out", "ship-it"]) {
    await expect(page.getByLabel(`Text of ${name}`)).toContainText("read what it prints to the end");
  }
  await page.getByRole("button", { name: /^Reject/ }).click();
  const reject = page.getByRole("dialog");
  await reject.getByLabel("Reason").fill("two teams, two names");
  await reject.getByRole("button", { name: "Reject", exact: true }).click();
  await expect
    .poll(async () => (await listDuplicates(installation.ctx, { state: "dismissed", limit: 1 })).total)
    .toBe(1);
  await openPage(page, `${installation.url}/skills/duplicates?state=dismissed`);
  await expect(page.getByRole("row").filter({ hasText: "send-out" })).toContainText("two teams, two names");
});
