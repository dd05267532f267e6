import { addAndWait, expect, openPage, test } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

test("an invited person joins by the link, may look, and may not change anything", async ({
  page,
  context,
  browser,
  installation,
}) => {
  await addAndWait(installation, [makeSampleRepo(installation.folder, "parcel-router", "seen-by-viewer")]);
  await installation.signIn(context, "admin");
  await openPage(page, `${installation.url}/settings?tab=members`);
  await page.getByRole("button", { name: "Invite a member" }).click();
  await page.getByRole("dialog").getByLabel("Role").selectOption("viewer");
  await page.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
  const link = await page
    .getByText(/\/join\/[\w-]+/)
    .first()
    .innerText();
  const address = /https?:\/\/\S+\/join\/[\w-]+/.exec(link)?.[0] ?? "";
  expect(address).toContain(installation.url);

  const theirs = await browser.newContext();
  const newcomer = await theirs.newPage();
  await openPage(newcomer, address);
  await newcomer.getByLabel("Your name").fill("Tarn");
  await newcomer.getByLabel("E-mail").fill("tarn@example.com");
  await newcomer.getByLabel("Password").fill("another long password");
  await newcomer.getByRole("button", { name: /join/i }).click();
  await newcomer.waitForURL(`${installation.url}/`);
  await openPage(newcomer, `${installation.url}/repos/seen-by-viewer`);
  await expect(newcomer.getByRole("link", { name: "cli-contract" })).toBeVisible();
  for (const name of [/unequip/i, /equip a skill/i, /sync now/i, /veto/i]) {
    await expect(newcomer.getByRole("button", { name })).toHaveCount(0);
  }
  const answer = await theirs.request.post(`${installation.url}/api/trpc/equip.unequip`, {
    headers: { origin: installation.url, "content-type": "application/json" },
    data: { json: { slug: "seen-by-viewer", names: ["cli-contract"] } },
  });
  expect(answer.status()).toBe(403);

  await openPage(page, `${installation.url}/settings?tab=members`);
  await expect(page.getByRole("row", { name: /tarn@example.com/ })).toBeVisible();
  await theirs.close();
});

test("who is not signed in is sent to sign in, and comes back to the page", async ({ page, installation }) => {
  await openPage(page, `${installation.url}/skills?tier=core`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("E-mail").fill("viewer@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/skills\?tier=core/);
});
