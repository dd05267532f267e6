import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import type { Role } from "@yardlet/core/team";
import { openDatabase, type Database } from "@yardlet/db";
import { openQueue } from "@yardlet/db/queue";
import { cloneTestDatabase } from "@yardlet/db/testing";
import {
  acceptInvite,
  addRepos,
  createFirstAdmin,
  finishSetup,
  inviteMember,
  listJobs,
  renewSetupToken,
  requestLibrarySync,
  type ServiceContext,
} from "@yardlet/services";
import { freePortFrom, startStack, type Stack } from "../../scripts/stack.ts";
import { ROOT } from "../../scripts/runtime.mjs";

const HOST = "127.0.0.1";
/** Those that run beside each other look for a port in places of their own. */
const FIRST_PORT = 4100;
const PORTS_A_PLACE = 60;
const PASSWORD = "correct horse battery";
/** Web, worker and seeding are one host: what is seeded as a local path belongs to the worker. */
const HOST_NAME = "e2e";

/** A whole running Yardlet of a test file's own: database, web, worker and a folder to make repos in. */
export interface Installation {
  url: string;
  stack: Stack;
  db: Database;
  /** Acts as the admin, for seeding. */
  ctx: ServiceContext;
  /** Repos made here may be added as local paths. */
  folder: string;
  dataDir: string;
  /** Signs a browser context in as a member with this role; once for all, because signing in is limited. */
  signIn(context: BrowserContext, role: Role): Promise<void>;
}

/** Starts an installation on a cloned database, with one member of each role. */
export async function startInstallation(
  place: { parallelIndex: number },
  env: Record<string, string> = {},
): Promise<Installation & { stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-journey-"));
  const dataDir = path.join(folder, "data");
  const database = await cloneTestDatabase(process.env.E2E_SERVER_URL ?? "");
  const lines: string[] = [];
  const stack = await startStack({
    databaseUrl: database.url,
    dataDir,
    host: HOST,
    port: await freePortFrom(FIRST_PORT + place.parallelIndex * PORTS_A_PLACE, HOST),
    dev: false,
    env: {
      YARDLET_LOCAL_ROOTS: folder,
      YARDLET_ALLOW_FILE_URLS: "true",
      YARDLET_WEBHOOK_ALLOW: HOST,
      YARDLET_LOG_LEVEL: "warn",
      YARDLET_HOST_NAME: HOST_NAME,
      ...env,
    },
    onLine: (from, line) => lines.push(`${from} ${line}`),
  });
  const db = openDatabase(database.url, { connections: 3 });
  const queue = await openQueue(db, { host: HOST_NAME, working: false, onError: () => undefined });
  const ctx = await seedMembers(db, { db, queue, dataDir, folder });
  const cookies = new Map<Role, Awaited<ReturnType<BrowserContext["cookies"]>>>();
  return {
    url: stack.url,
    stack,
    db,
    ctx,
    folder,
    dataDir,
    async signIn(context, role) {
      const known = cookies.get(role);
      if (known) return context.addCookies(known);
      const answer = await context.request.post(`${stack.url}/api/auth/sign-in/email`, {
        data: { email: `${role}@example.com`, password: PASSWORD },
        headers: { origin: stack.url },
      });
      expect(answer.status(), await answer.text()).toBe(200);
      cookies.set(role, await context.cookies());
    },
    async stop() {
      await stack.stop();
      await queue.close();
      await db.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function seedMembers(
  db: Database,
  base: Pick<ServiceContext, "db" | "queue"> & { dataDir: string; folder: string },
): Promise<ServiceContext> {
  const nobody: ServiceContext = {
    db,
    queue: base.queue,
    actor: { kind: "setup", id: "setup", name: "Set-up", role: "viewer" },
    settings: {
      dataDir: base.dataDir,
      host: HOST_NAME,
      localRoots: [base.folder],
      allowFileUrls: true,
      allowPrivateHosts: true,
      builtinLibrary: path.join(ROOT, "library"),
    },
    now: () => new Date(),
  };
  const token = (await renewSetupToken(db)) ?? "";
  const person = (role: Role) => ({ name: role, email: `${role}@example.com`, password: PASSWORD });
  const admin = await createFirstAdmin(nobody, { token, teamName: "harbour team", ...person("admin") });
  const ctx: ServiceContext = {
    ...nobody,
    actor: { kind: "person", id: admin.userId, name: admin.name, role: "admin" },
  };
  for (const role of ["curator", "viewer"] as const) {
    const invited = await inviteMember(ctx, { role });
    await acceptInvite(nobody, { token: invited.token, ...person(role) });
  }
  await finishSetup(ctx);
  return ctx;
}

/** Adds local repos and waits until each was read, and whatever follows from that is done. */
export async function addAndWait(
  { ctx }: Installation,
  locations: string[],
  autoEquip: boolean | null = null,
): Promise<void> {
  await requestLibrarySync(ctx);
  await waitUntilIdle(ctx);
  const { refused } = await addRepos(ctx, { locations, autoEquip });
  expect(refused).toEqual([]);
  await waitUntilIdle(ctx);
}

/** Waits until no job waits or runs. */
export async function waitUntilIdle(ctx: ServiceContext): Promise<void> {
  await expect
    .poll(async () => (await listJobs(ctx, { states: ["queued", "running"], limit: 1 })).jobs.length, {
      timeout: 60_000,
    })
    .toBe(0);
}

/** Waits until the page answers to clicks. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("body[data-hydrated]").waitFor();
}

/** Tests in which an unexpected message of the browser's console is a failure. */
export const test = base.extend<{ quietConsole: void; installation: Installation }, { shared: Installation }>({
  shared: [
    async ({}, use, place) => {
      const installation = await startInstallation(place);
      await use(installation);
      await installation.stop();
    },
    { scope: "worker" },
  ],
  installation: async ({ shared }, use) => use(shared),
  quietConsole: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on("console", (message) => message.type() === "error" && said.push(message.text()));
      page.on("pageerror", (error) => said.push(error.message));
      await use();
      expect(said).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
