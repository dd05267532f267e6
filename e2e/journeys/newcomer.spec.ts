import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { ROOT } from "../../scripts/runtime.mjs";
import { freePortFrom } from "../../scripts/stack.ts";
import { openPage } from "../support/installation.ts";
import { git, makeSampleRepo, SAMPLES, type SampleName } from "../support/sample-repos.ts";

const NAMES: SampleName[] = ["harbour-run", "parcel-router", "storefront-web"];
const PICTURES = path.join(ROOT, "test-results", "newcomer");

/** `npm start` as a newcomer types it, in a fresh data folder. */
interface Started {
  url: string;
  setupLink: string;
  said: () => string;
  stop(): Promise<number | null>;
}

async function npmStart(dataDir: string, roots: string): Promise<Started> {
  const port = await freePortFrom(4300, "127.0.0.1");
  const child = spawn("npm", ["start", "--silent", "--", "--port", String(port), "--data", dataDir, "--no-build"], {
    cwd: ROOT,
    env: { ...process.env, YARDLET_LOCAL_ROOTS: roots, DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  await waitFor("Ctrl-C stops it", () => said, child);
  return {
    url: /Yardlet runs at (\S+)/.exec(said)?.[1] ?? "",
    setupLink: /one-time link: (\S+)/.exec(said)?.[1] ?? "",
    said: () => said,
    stop: () => interrupt(child),
  };
}

async function waitFor(text: string, said: () => string, child: ChildProcess): Promise<void> {
  const end = performance.now() + 90_000;
  while (!said().includes(text)) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`"${text}" was not said:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ctrl-C: the terminal signals the whole foreground group. */
function interrupt(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.pid === undefined) return Promise.resolve(child.exitCode);
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  process.kill(-child.pid, "SIGINT");
  return ended;
}

let picture = 0;
async function take(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  picture += 1;
  await page.screenshot({
    path: path.join(PICTURES, `${String(picture).padStart(2, "0")}-${name}.png`),
    fullPage: true,
  });
}

test("a newcomer starts it, sets it up, adds three repos, sees them equipped and undoes one skill", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "yardlet-newcomer-"));
  const dataDir = path.join(folder, "data");
  const repos = NAMES.map((name) => makeSampleRepo(folder, name));
  const started = await npmStart(dataDir, folder);
  try {
    await setUp(page, started, repos);
    await seeEquipped(page, started, folder);
    await undoOne(page, started, folder);
  } finally {
    await started.stop();
  }
  expect(existsSync(path.join(dataDir, "running.json"))).toBe(false);

  const again = await npmStart(dataDir, folder);
  try {
    expect(again.setupLink).toBe("");
    await page.goto(`${again.url}/repos/harbour-run`);
    await expect(page.getByRole("heading", { name: "harbour-run" })).toBeVisible();
  } finally {
    await again.stop();
  }
  // As root the cluster may lie outside of the data folder; npm start says where.
  const cluster = /ok\s+database\s+\S+ s\s+(\S+)/.exec(again.said())?.[1];
  for (const made of [folder, cluster]) if (made) rmSync(made, { recursive: true, force: true });
});

async function setUp(page: Page, started: Started, repos: string[]): Promise<void> {
  await openPage(page, started.setupLink);
  await expect(page).toHaveURL(/\/setup$/);
  await take(page, "setup-admin");
  await page.getByLabel("Team").fill("harbour team");
  await page.getByLabel("Your name").fill("Wren");
  await page.getByLabel("E-mail").fill("wren@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create the admin" }).click();

  await expect(page.getByRole("heading", { name: "Library" })).toBeVisible();
  await page.locator("body[data-hydrated]").waitFor();
  await take(page, "setup-library");
  await page.getByRole("button", { name: "Use this library" }).click();

  await page.getByLabel("Clone URLs or local paths, one a line").fill([...repos, "/nowhere/at-all"].join("\n"));
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByRole("button", { name: "Add 3 repos" })).toBeVisible({ timeout: 60_000 });
  await take(page, "setup-dry-run");
  for (const repo of repos) expect(git(repo, "rev-list", "--count", "HEAD")).toBe("1");
  await page.getByRole("button", { name: "Add 3 repos" }).click();
  await expect(page).toHaveURL(`${started.url}/`, { timeout: 60_000 });
}

/** What each sample must be told to be, and a skill it must get for it. */
const EXPECTED = {
  "harbour-run": { preset: "game", skill: "game-loop-check" },
  "parcel-router": { preset: "cli-tool", skill: "cli-contract" },
  "storefront-web": { preset: "web-ui", skill: "ui-state-check" },
} as const satisfies Record<keyof typeof SAMPLES, { preset: string; skill: string }>;

async function seeEquipped(page: Page, started: Started, folder: string): Promise<void> {
  for (const name of NAMES) {
    const { preset, skill } = EXPECTED[name];
    await openPage(page, `${started.url}/repos/${name}`);
    await expect(page.getByRole("region", { name: "Equipped skills" }).getByRole("link", { name: skill })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole("rowheader", { name: preset, exact: true })).toBeVisible();
    const repo = path.join(folder, name);
    expect(git(repo, "log", "--format=%an")).toBe("Yardlet\ntarn");
    expect(git(repo, "log", "-1", "--format=%s")).toMatch(/^Equip \d+ skills: /);
    expect(git(repo, "status", "--porcelain")).toBe("");
    expect(readFileSync(path.join(repo, ".claude/skills", skill, "SKILL.md"), "utf8")).toContain(`name: ${skill}`);
    await take(page, `repo-${name}`);
  }
  await openPage(page, started.url);
  await take(page, "overview");
}

async function undoOne(page: Page, started: Started, folder: string): Promise<void> {
  const repo = path.join(folder, "storefront-web");
  await openPage(page, `${started.url}/repos/storefront-web`);
  const row = page.getByRole("region", { name: "Equipped skills" }).getByRole("row", { name: /ui-state-check/ });
  await row.getByRole("button", { name: /unequip/i }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/reason/i).fill("we have our own");
  await dialog.getByRole("button", { name: /unequip/i }).click();
  await expect(row).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Lift the veto on ui-state-check" })).toBeVisible();
  await expect
    .poll(() => existsSync(path.join(repo, ".agents/skills/ui-state-check")), { timeout: 60_000 })
    .toBe(false);
  expect(readFileSync(path.join(repo, ".agents/yardlet.yaml"), "utf8")).toContain("ui-state-check");
  const commits = git(repo, "rev-list", "--count", "HEAD");
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect.poll(() => git(repo, "rev-list", "--count", "HEAD")).toBe(commits);
  expect(existsSync(path.join(repo, ".agents/skills/ui-state-check"))).toBe(false);
  await take(page, "unequipped");
}
