import AxeBuilder from "@axe-core/playwright";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { createKey } from "@yardlet/services";
import { builderRun } from "@yardlet/services/testing/evidence";
import {
  addAndWait,
  expect,
  openPage,
  startInstallation,
  test as base,
  waitUntilIdle,
  type Installation,
} from "../support/installation.ts";
import { git, makeSampleRepo } from "../support/sample-repos.ts";

/** Agents and deciding take a while. */
const SOON = { timeout: 60_000 };

/** Reads the packet, tells what it does, and drafts: what a program does that somebody has chosen for a host. */
const OWN_AGENT = `
import { readFileSync, writeFileSync } from "node:fs";
const packet = readFileSync(0, "utf8");
console.log("packet of " + packet.length + " characters read");
console.log("looking at " + readFileSync("Cargo.toml", "utf8").split("\\n")[1]);
writeFileSync(process.argv[2], JSON.stringify({
  name: "route-parcels",
  description: "How parcels are routed here, and what to run before a change is handed in",
  body: "# Route parcels\\n\\n1. Change src/route.rs.\\n2. Run \`cargo test\`.\\n",
  rationale: "The tests of routes failed in three intents.",
  sources: [{ ref: "src/route.rs:1", note: "where routing lives" }],
}));
`;

const test = base.extend<object, { shared: Installation }>({
  shared: [
    async ({}, use, place) => {
      const folder = mkdtempSync(path.join(tmpdir(), "yardlet-own-agent-"));
      const script = path.join(folder, "agent.mjs");
      writeFileSync(script, OWN_AGENT);
      const argv = JSON.stringify([process.execPath, script, "{result}"]);
      const installation = await startInstallation(place, { YARDLET_AGENT_COMMAND: argv });
      await use(installation);
      await installation.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
});

async function reporter({ ctx, url }: Installation) {
  const { secret } = await createKey(ctx, { name: "agents", role: "curator", scopes: ["runs:write"] });
  return async (records: readonly object[]): Promise<void> => {
    const answer = await fetch(`${url}/api/v1/runs`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(records),
    });
    expect(await answer.json()).toMatchObject({ accepted: records.length, rejected: 0 });
  };
}

/** Three tasks of as many intents that failed alike: what makes a gap. */
function failedAlike(repo: string): object[] {
  return [1, 2, 3].map((n) =>
    builderRun({
      repo,
      run_id: `fail${n}`,
      task_id: `t${n}`,
      intent_id: `i${n}`,
      eval_state: "Failed",
      failure_codes: ["validation_failed/tests_failed"],
    }),
  );
}

function suggestion(title: string, more: string) {
  return {
    kind: "skill",
    title,
    content: `# ${title}\n\nWhat to do before a route is changed.\n\n1. Run the tests.\n${more}`,
  };
}

function doneWith(repo: string, run: string, title: string, more = ""): object {
  return builderRun({
    repo,
    run_id: run,
    task_id: run,
    intent_id: run,
    eval_state: "Done",
    harness_suggestions: [suggestion(title, more)],
  });
}

const list = (page: Page) => page.getByRole("region", { name: "What waits" });
const open = (page: Page) => page.getByRole("region", { name: "What is open" });

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map((one) => `${one.id} ${one.nodes[0]?.target.join(" ")}`)).toEqual([]);
}

test("a failure that returns is a gap; agents research it, and what was read is what is committed", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  const repo = makeSampleRepo(installation.folder, "parcel-router", "asks-agents");
  await addAndWait(installation, [repo], true);
  await installation.signIn(context, "curator");
  const report = await reporter(installation);
  await report(failedAlike("asks-agents"));

  await openPage(page, `${installation.url}/review?kind=gap`);
  await expect(list(page).getByText(/the same failure again/i)).toBeVisible(SOON);
  await expect(open(page).getByRole("link", { name: "t1" })).toBeVisible();
  await expectClean(page);

  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Research a skill" });
  await expect(dialog.getByLabel("Topic")).not.toBeEmpty();
  await expect(dialog.getByLabel("Repo")).toHaveValue("asks-agents");
  await dialog.getByLabel("Agent").selectOption({ label: "own command" });
  await dialog.getByRole("button", { name: "Research" }).click();
  await page.waitForURL(/\/jobs\//);
  await expect(page.getByRole("log")).toContainText(/packet of \d+ characters read/, SOON);
  await expect(page.getByRole("log")).toContainText('looking at name = "parcel-router"');
  await page.getByText(/KiB, format 1/).click();
  await expect(page.getByRole("region", { name: "Packet" })).toContainText("yardlet.packet/1");
  await expectClean(page);

  await page.getByRole("link", { name: "Look at the draft in Review" }).click(SOON);
  await expect(open(page).getByRole("heading", { level: 1 })).toHaveText("route-parcels");
  await expect(open(page).getByText("src/route.rs:1")).toBeVisible();
  await expect(open(page).getByText("Not a duplicate")).toBeVisible();
  await expectClean(page);
  expect(git(repo, "log", "--format=%s")).not.toContain("route-parcels");

  await page.keyboard.press("e");
  await page.waitForURL(/\/review\/[^/]+\/edit/);
  await page.locator("body[data-hydrated]").waitFor();
  const editor = page.getByRole("textbox", { name: "SKILL.md" });
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n3. Name the route in the report.\n");
  await page.getByRole("button", { name: "Changes" }).click();
  await expect(page.getByRole("region", { name: "Difference of SKILL.md" })).toContainText("Name the route");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.waitForURL(/\/review\?at=/);
  await expect(open(page).getByText("Name the route in the report.")).toBeVisible();

  await page.keyboard.press("a");
  await expect(page.getByText("Installing route-parcels")).toBeVisible();
  const file = path.join(repo, ".agents/skills/route-parcels/SKILL.md");
  await expect.poll(() => git(repo, "log", "-1", "--format=%an %s"), SOON).toContain("route-parcels");
  await waitUntilIdle(installation.ctx);
  expect(readFileSync(file, "utf8")).toContain("3. Name the route in the report.");
  expect(git(repo, "status", "--porcelain")).toBe("");
  await openPage(page, `${installation.url}/review?kind=gap`);
  await expect(list(page).getByText(/the same failure again/i)).toHaveCount(0);
});

test("the surveyor drafts without a model, and a rejected draft comes back by undo", async ({
  page,
  context,
  installation,
}) => {
  const repo = makeSampleRepo(installation.folder, "storefront-web", "asks-surveyor");
  await addAndWait(installation, [repo], true);
  await installation.signIn(context, "curator");
  await openPage(page, `${installation.url}/repos/asks-surveyor`);
  await page.getByRole("button", { name: "Ask an agent" }).click();
  await page.getByRole("button", { name: /Research a skill/ }).click();
  const dialog = page.getByRole("dialog", { name: "Research a skill" });
  await dialog.getByLabel("Topic").fill("how to build, test and lint this repository");
  await dialog.getByRole("button", { name: "Research" }).click();
  await page.waitForURL(/\/jobs\//);
  await page.getByRole("link", { name: "Look at the draft in Review" }).click(SOON);
  await expect(open(page).getByText("package.json").first()).toBeVisible();
  const name = (await open(page).getByRole("heading", { level: 1 }).textContent()) ?? "";

  await page.keyboard.press("r");
  const why = page.getByRole("dialog");
  await why.getByLabel("Reason").fill("we know");
  await why.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText(/^Rejected: /)).toBeVisible();
  await expect(list(page).getByText(name)).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(page.getByText("It waits for a decision again")).toBeVisible();
  await expect(list(page).getByText(name)).toBeVisible();
  await waitUntilIdle(installation.ctx);
});

test("what a run suggests is recorded by itself where auto_skill is on, and waits where it is off", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  const learns = makeSampleRepo(installation.folder, "parcel-router", "learns");
  const asks = makeSampleRepo(installation.folder, "parcel-router", "asks-first");
  await addAndWait(installation, [learns, asks], true);
  await installation.signIn(context, "admin");
  await openPage(page, `${installation.url}/repos/asks-first`);
  await page.getByRole("switch", { name: "auto_skill" }).click();
  await expect(page.getByRole("switch", { name: "auto_skill" })).toHaveAttribute("aria-checked", "false");

  const report = await reporter(installation);
  await report([doneWith("learns", "s1", "Check routes by hand"), doneWith("asks-first", "s2", "Ask before routing")]);
  const learned = path.join(learns, ".agents/skills/check-routes-by-hand/SKILL.md");
  await expect.poll(() => git(learns, "log", "-1", "--format=%an %s"), SOON).toContain("check-routes-by-hand");
  expect(readFileSync(learned, "utf8")).toContain("source: learned");

  await openPage(page, `${installation.url}/review?kind=proposal`);
  await list(page).getByRole("link", { name: "ask-before-routing" }).click(SOON);
  await expect(open(page).getByRole("link", { name: "s2" }).first()).toBeVisible();
  expect(git(asks, "log", "--format=%s")).not.toContain("ask-before-routing");
  await page.keyboard.press("a");
  await expect.poll(() => git(asks, "log", "-1", "--format=%an %s"), SOON).toContain("ask-before-routing");
  await waitUntilIdle(installation.ctx);

  await report([doneWith("learns", "s3", "Check routes by hand", "2. Run the linter.\n")]);
  await openPage(page, `${installation.url}/review?kind=update`);
  await list(page).getByRole("link", { name: "check-routes-by-hand" }).click(SOON);
  const difference = open(page).getByRole("region", { name: "Difference of SKILL.md" });
  await expect(difference).toContainText("2. Run the linter.");
  await page.keyboard.press("a");
  await expect.poll(() => readFileSync(learned, "utf8"), SOON).toContain("2. Run the linter.");
  await waitUntilIdle(installation.ctx);
  await openPage(page, `${installation.url}/settings?tab=agents`);
  await expect(page.getByRole("row", { name: /surveyor/ }).first()).toBeVisible();
  await expectClean(page);
});
