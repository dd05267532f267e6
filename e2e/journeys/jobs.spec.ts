import { requestRepoSync } from "@yardlet/services";
import { addAndWait, expect, openPage, test, waitUntilIdle } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

test("a job shows its log as it comes, and a failed one says what to do and can be tried again", async ({
  page,
  context,
  installation,
}) => {
  const repo = makeSampleRepo(installation.folder, "parcel-router", "moves-away");
  await addAndWait(installation, [repo]);
  await installation.signIn(context, "curator");
  const { renameSync } = await import("node:fs");
  renameSync(repo, `${repo}-gone`);
  const { jobId } = await requestRepoSync(installation.ctx, { slug: "moves-away" });
  await openPage(page, `${installation.url}/jobs/${jobId}`);
  await expect(page.getByText(/failed/i).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/moves-away/).first()).toBeVisible();
  renameSync(`${repo}-gone`, repo);
  await page.getByRole("button", { name: /try again|retry/i }).click();
  await expect(page.getByText(/done/i).first()).toBeVisible({ timeout: 60_000 });
  await waitUntilIdle(installation.ctx);

  await openPage(page, `${installation.url}/jobs`);
  await expect(page.getByRole("row", { name: /moves-away/ }).first()).toBeVisible();
});
