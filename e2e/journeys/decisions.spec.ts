import { addAndWait, expect, openPage, test, waitUntilIdle } from "../support/installation.ts";
import { git, makeSampleRepo } from "../support/sample-repos.ts";

test("with auto_equip off a curator sees what would be written, and decides", async ({
  page,
  context,
  installation,
}) => {
  const accepted = makeSampleRepo(installation.folder, "parcel-router", "ask-accept");
  const rejected = makeSampleRepo(installation.folder, "storefront-web", "ask-reject");
  await addAndWait(installation, [accepted, rejected], false);
  await installation.signIn(context, "curator");

  await openPage(page, installation.url);
  const waiting = page.getByRole("region", { name: "Needs a decision" }).first();
  await waiting
    .getByRole("row", { name: /ask-accept/ })
    .getByRole("button", { name: /accept/i })
    .click();
  await expect.poll(() => git(accepted, "log", "--format=%an"), { timeout: 60_000 }).toBe("Yardlet\ntarn");
  await waitUntilIdle(installation.ctx);

  await waiting
    .getByRole("row", { name: /ask-reject/ })
    .getByRole("button", { name: /reject/i })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/reason/i).fill("not before the release");
  await dialog.getByRole("button", { name: /reject/i }).click();
  await expect(waiting.getByRole("row", { name: /ask-reject/ })).toHaveCount(0);
  await waitUntilIdle(installation.ctx);
  expect(git(rejected, "log", "--format=%an")).toBe("tarn");

  await openPage(page, `${installation.url}/repos/ask-accept`);
  await expect(
    page.getByRole("region", { name: "Equipped skills" }).getByRole("link", { name: "cli-contract" }),
  ).toBeVisible();
});
