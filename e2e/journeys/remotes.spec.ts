import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type GitServer, startGitServer } from "@yardlet/repo/testing/https-server";
import { requestLibrarySync } from "@yardlet/services";
import {
  expect,
  openPage,
  startInstallation,
  test as base,
  waitUntilIdle,
  type Installation,
} from "../support/installation.ts";
import { git, makeSampleRepo, type SampleName } from "../support/sample-repos.ts";

const USER = "yardlet-bot";
const TOKENS = { open: "glpat-may-push", readOnly: "glpat-may-read" } as const;

interface Hosts {
  /** The checkouts of people, from which the bare repositories of the hosts were made. */
  folder: string;
  open: GitServer;
  /** As with a token that may only read. */
  readOnly: GitServer;
}

const test = base.extend<{ hosts: Hosts }, { shared: Installation; running: Hosts }>({
  running: [
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), "yardlet-hosts-"));
      mkdirSync(path.join(folder, "bare"));
      publish(folder, "parcel-router");
      publish(folder, "storefront-web");
      const common = { folder: path.join(folder, "bare"), user: USER };
      const open = await startGitServer({ ...common, password: TOKENS.open });
      const readOnly = await startGitServer({ ...common, password: TOKENS.readOnly, readOnly: true });
      await use({ folder, open, readOnly });
      await open.close();
      await readOnly.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  shared: [
    async ({ running: { folder, open, readOnly } }, use, place) => {
      const trusted = path.join(folder, "trusted.pem");
      writeFileSync(trusted, [open, readOnly].map(({ caFile }) => readFileSync(caFile, "utf8")).join("\n"));
      const env = { GIT_SSL_CAINFO: trusted, YARDLET_ALLOW_PRIVATE_HOSTS: "true" };
      const installation = await startInstallation(place, env);
      await use(installation);
      await installation.stop();
    },
    { scope: "worker" },
  ],
  hosts: async ({ running }, use) => use(running),
});

/** Makes a checkout with a bare repository on the hosts as its origin. */
function publish(folder: string, name: SampleName): void {
  const checkout = makeSampleRepo(folder, name);
  git(folder, "clone", "--quiet", "--bare", checkout, path.join(folder, "bare", `${name}.git`));
  git(checkout, "remote", "add", "origin", path.join(folder, "bare", `${name}.git`));
}

test("a remote is signed in to, equipped through a branch and kept up by its host; one that may only be read gets a patch", async ({
  page,
  context,
  installation,
  hosts,
}) => {
  test.slow();
  const { url, ctx } = installation;
  const main = page.getByRole("main");
  await requestLibrarySync(ctx);
  await waitUntilIdle(ctx);
  await installation.signIn(context, "admin");

  await openPage(page, `${url}/settings?tab=credentials`);
  await page.getByRole("button", { name: "Add a credential" }).first().click();
  const adding = page.getByRole("dialog", { name: "Add a credential" });
  await adding.getByLabel("Host").fill(new URL(hosts.open.url("")).host);
  await adding.getByLabel("User name").fill(USER);
  await adding.getByLabel("Token or password").fill(TOKENS.open);
  await adding.getByRole("button", { name: "Add the credential" }).click();
  await expect(page.getByText("Added a credential for")).toBeVisible();

  await openPage(page, `${url}/repos/add`);
  const locations = [hosts.open.url("parcel-router.git"), hosts.readOnly.url("storefront-web.git")];
  await page.getByLabel("Clone URLs or local paths").fill(locations.join("\n"));
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByRole("button", { name: /^give one here/ }).click();
  const giving = page.getByRole("dialog", { name: /^A credential for/ });
  await giving.getByLabel("User name").fill(USER);
  await giving.getByLabel("Token or password").fill(TOKENS.readOnly);
  await giving.getByRole("button", { name: "Add the credential" }).click();
  await expect(page.getByRole("row").filter({ hasText: "storefront-web" })).toContainText("read-only: a patch to take");
  await expect(page.getByRole("row").filter({ hasText: "parcel-router" })).toContainText("on a branch");
  await page.getByRole("button", { name: "Add 2 repos" }).click();
  await expect(page.getByText("Added 2 repos")).toBeVisible();
  await waitUntilIdle(ctx);

  await openPage(page, `${url}/repos/parcel-router`);
  await expect(main.getByText("on its branch, to be merged").first()).toBeVisible();
  await openPage(page, `${url}/repos/parcel-router?tab=settings`);
  await page.getByRole("button", { name: "Turn on" }).click();
  const made = page.getByRole("dialog", { name: "The push webhook of parcel-router" });
  const secret = (await made.getByText(/^yph_/).textContent()) ?? "";
  await made.getByRole("button", { name: "Done" }).click();
  const called = (await main.getByText(/\/api\/v1\/hooks\/push/).textContent()) ?? "";
  const checkout = path.join(hosts.folder, "parcel-router");
  git(checkout, "pull", "--quiet", "--ff-only", "origin", "yardlet/skills");
  git(checkout, "push", "--quiet", "origin", "main");
  expect((await tellOfPush(called, "guessed")).status).toBe(401);
  expect((await tellOfPush(called, secret)).status).toBe(200);
  await expect(main.getByText("main was pushed to: the repo is read again")).toBeVisible();
  await waitUntilIdle(ctx);
  await openPage(page, `${url}/repos/parcel-router`);
  await expect(main.getByText(/[1-9]\d* skills equipped/)).toBeVisible();

  await openPage(page, `${url}/repos/storefront-web`);
  await expect(main.getByText("Read-only: Yardlet writes nothing here and makes a patch instead")).toBeVisible();
  await page.getByRole("button", { name: "Make a patch" }).click();
  await waitUntilIdle(ctx);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the patch" }).click(),
  ]);
  const reader = path.join(hosts.folder, "storefront-web");
  git(reader, "apply", "--index", (await file.path()) ?? "");
  expect(git(reader, "diff", "--cached", "--name-only").split("\n")).toContain(".agents/skills/.yardlet.json");
  expect(hosts.readOnly.requests.filter((one) => one.method === "POST" && /receive-pack/.test(one.path))).toEqual([]);
});

/** Tells of a push as GitHub does. */
function tellOfPush(address: string, secret: string): Promise<Response> {
  const body = JSON.stringify({ ref: "refs/heads/main", repository: { default_branch: "main" } });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = { "x-github-event": "push", "x-hub-signature-256": `sha256=${signature}` };
  return fetch(address, { method: "POST", body, headers: { ...headers, "content-type": "application/json" } });
}
