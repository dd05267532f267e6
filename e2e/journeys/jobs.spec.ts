import { once } from "node:events";
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { requestRepoSync } from "@yardlet/services";
import { addAndWait, expect, openPage, test, waitUntilIdle } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

/** A receiver of webhooks; `types` are what it was told of. */
async function openReceiver() {
  const types: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.once("end", () => {
      types.push(String(JSON.parse(body).type));
      response.end("thanks");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { types, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/told`, server };
}

/** Adds a webhook as an admin does, and sees a test arrive. */
async function addWebhook(page: Page, site: string, url: string): Promise<void> {
  await openPage(page, `${site}/settings?tab=webhooks`);
  await page.getByRole("button", { name: "Add a webhook" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("something new waits for a decision").uncheck();
  await dialog.getByLabel("a job was given up").check();
  await dialog.getByLabel("Address").fill(url);
  await dialog.getByRole("button", { name: "Add the webhook" }).click();
  await expect(page.getByRole("dialog").getByText(/^whsec_[A-Za-z0-9+/]{43}=$/)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: url }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("row", { name: /webhook.ping.*200/ })).toBeVisible({ timeout: 30_000 });
}

test("a job shows its log as it comes, and a failed one says what to do, is told of, and can be tried again", async ({
  page,
  context,
  installation,
}) => {
  const repo = makeSampleRepo(installation.folder, "parcel-router", "moves-away");
  await addAndWait(installation, [repo]);
  const receiver = await openReceiver();
  await installation.signIn(context, "admin");
  await addWebhook(page, installation.url, receiver.url);
  const told = page.url();
  await installation.signIn(context, "curator");
  const { renameSync } = await import("node:fs");
  renameSync(repo, `${repo}-gone`);
  const { jobId } = await requestRepoSync(installation.ctx, { slug: "moves-away" });
  await openPage(page, `${installation.url}/jobs/${jobId}`);
  await expect(page.getByText(/failed/i).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/moves-away/).first()).toBeVisible();
  await expect.poll(() => receiver.types, { timeout: 30_000 }).toEqual(["webhook.ping", "job.failed"]);
  renameSync(`${repo}-gone`, repo);
  await page.getByRole("button", { name: /try again|retry/i }).click();
  await expect(page.getByText(/done/i).first()).toBeVisible({ timeout: 60_000 });
  await waitUntilIdle(installation.ctx);

  await openPage(page, `${installation.url}/jobs`);
  await expect(page.getByRole("row", { name: /moves-away/ }).first()).toBeVisible();

  await installation.signIn(context, "admin");
  await openPage(page, told);
  await expect(page.getByRole("row", { name: /job.failed.*200/ })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: receiver.url })).toHaveCount(0);
  receiver.server.close();
});
