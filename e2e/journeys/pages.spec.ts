import AxeBuilder from "@axe-core/playwright";
import { gzipSync } from "node:zlib";
import type { BrowserContext } from "@playwright/test";
import { getRepo, listRollouts, previewUpdate, reportRuns, updateBehind } from "@yardlet/services";
import { makeDrift } from "../support/drifting.ts";
import { addAndWait, expect, openPage, test, waitUntilIdle, type Installation } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

const REPO = "looked-at";
const FORKED = "looked-forked";
const BEHIND = "looked-behind";
const PAGES = [
  "/",
  "/review",
  "/review?sort=oldest&kind=note",
  "/repos",
  `/repos/${REPO}`,
  `/repos/${REPO}?tab=runs`,
  `/repos/${REPO}?tab=activity`,
  `/repos/${REPO}?tab=settings`,
  "/repos/add",
  "/skills",
  "/skills/library/cli-contract",
  "/skills/library/cli-contract?tab=text",
  "/skills/library/cli-contract?tab=files",
  "/skills/library/cli-contract?tab=versions",
  "/skills/library/cli-contract?tab=repos",
  "/skills/library/cli-contract?tab=checks",
  "/skills/library/cli-contract/diff?from=1&to=1",
  "/skills/library/cli-contract/edit",
  "/drift",
  "/found",
  `/skills/${FORKED}/cli-contract/merge`,
  "/skills/duplicates",
  "/skills/duplicates?state=dismissed",
  "/tombstones",
  "/failure-codes",
  "/lessons/memory-design",
  "/search",
  "/search?q=tests_failed",
  "/search?q=%22%3E%3Cimg%20%26%7C%21%3A%2A%20%27",
  "/compare",
  "/compare?mode=workers",
  "/policy?floor=0.60",
  "/runs",
  "/runs/producers",
  `/runs/${REPO}/r1`,
  `/runs/${REPO}/v1`,
  `/repos/${REPO}/tasks/i1/t1`,
  "/jobs",
  "/lessons",
  "/lessons/ledger",
  "/settings?tab=credentials",
  "/settings?tab=keys",
  "/settings?tab=api",
  "/settings?tab=webhooks",
  "/settings?tab=library",
  "/settings?tab=members",
  "/settings?tab=team",
  "/settings?tab=agents",
  "/settings?tab=audit",
];
const MOST_SCRIPT_BYTES = 170 * 1024;

/** What somebody might write who hopes that a page believes it. */
const MARKUP = `"><img src=x onerror="alert(1)"><script>alert(1)</script>'; drop table run; --`;

/** Makes what the pages show, once an installation; answers the paths of all pages. */
async function ready(installation: Installation): Promise<string[]> {
  const { ctx, folder } = installation;
  const known = await getRepo(ctx, { slug: REPO }).catch(() => undefined);
  if (!known) {
    await addAndWait(installation, [makeSampleRepo(folder, "storefront-web", REPO)]);
    const { accepted } = await reportRuns(ctx, hostileRuns());
    expect(accepted).toBe(8);
    await waitUntilIdle(ctx);
    await makeDrift(installation, { forked: FORKED, behind: BEHIND });
    const { digest } = await previewUpdate(ctx, { repos: [BEHIND] });
    await updateBehind(ctx, { repos: [BEHIND], digest, reason: "everybody names the flags" });
    await waitUntilIdle(ctx);
  }
  const { rollouts } = await listRollouts(ctx, { limit: 1 });
  return [...PAGES, ...rollouts.map(({ id }) => `/rollouts/${id}`)];
}

/** Seven runs and a review, with markup in every text a record may hold. */
function hostileRuns(): object[] {
  const now = new Date().toISOString();
  const shared = {
    schema: "yardlet.run/1",
    repo: REPO,
    intent_id: "i1",
    kind: MARKUP.slice(0, 40),
    started_at: now,
    ended_at: now,
    branch: MARKUP,
    refs: [MARKUP, "javascript:alert(1)"],
  };
  const runs = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
    ...shared,
    run_id: `r${n}`,
    task_id: `t${n}`,
    intent_id: `i${n}`,
    agent: { name: MARKUP, model: MARKUP.slice(0, 100), session: `s${n}` },
    skills: [
      { name: "cli-contract", version: 1, use: "declared" },
      { name: MARKUP, use: "activated" },
    ],
    criteria: [{ id: "c1", text: MARKUP }],
    eval_state: n % 2 === 0 ? "Done" : "NeedsUser",
    failure_codes: n % 2 === 0 ? [] : ["validation_failed/tests_failed"],
    question: MARKUP,
    harness_suggestions: [{ kind: "skill", title: MARKUP, content: MARKUP }],
  }));
  const review = {
    ...shared,
    run_id: "v1",
    task_id: "review-1",
    role: "reviewer",
    agent: { name: "codex", session: "reviewer" },
    depends_on: ["t1"],
    eval_state: "NeedsUser",
    question: MARKUP,
    verdict: [{ criterion_id: "c1", pass: false, evidence: MARKUP }],
  };
  return [...runs, review];
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("on every page what runs say is text, and axe finds nothing, light and dark", async ({
  page,
  context,
  installation,
}) => {
  test.slow();
  const pages = await ready(installation);
  await installation.signIn(context, "admin");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  for (const path of pages) {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await openPage(page, installation.url + path);
    expect.soft(await page.locator('img[src="x"], a[href^="javascript:"]').count(), path).toBe(0);
    const light = await new AxeBuilder({ page }).withTags(RULES).analyze();
    // Of a page in the dark only its colours are others.
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    const dark = await new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]).analyze();
    const found = [...light.violations, ...dark.violations];
    expect.soft(found.map((one) => `${path}: ${one.id} ${one.nodes[0]?.target.join(" ")}`)).toEqual([]);
  }
  expect(asked).toEqual([]);
});

test("no page is wider than a phone", async ({ page, context, installation }) => {
  const pages = await ready(installation);
  await installation.signIn(context, "admin");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of pages) {
    await openPage(page, installation.url + path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(over, path).toBeLessThanOrEqual(0);
  }
});

test("no page loads more than 170 KB of gzipped script, and each has a strict content policy", async ({
  context,
  installation,
}) => {
  test.slow();
  const [rollout = ""] = (await ready(installation)).slice(-1);
  await installation.signIn(context, "admin");
  for (const path of [
    "/",
    "/review",
    "/repos",
    `/repos/${REPO}`,
    "/skills",
    "/skills/library/cli-contract",
    "/skills/library/cli-contract?tab=versions",
    "/skills/library/cli-contract?tab=repos",
    "/skills/library/cli-contract/diff?from=1&to=1",
    "/skills/library/cli-contract/edit",
    "/drift",
    "/found",
    `/skills/${FORKED}/cli-contract/merge`,
    rollout,
    "/tombstones",
    "/compare",
    "/runs",
    `/runs/${REPO}/r1`,
    `/repos/${REPO}/tasks/i1/t1`,
    "/jobs",
    "/lessons",
    "/settings",
    "/settings?tab=audit",
  ]) {
    const size = await scriptBytes(context, installation.url, path);
    test.info().annotations.push({ type: "gzipped script", description: `${path} ${Math.round(size / 1024)} KB` });
    expect.soft(size, path).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  }
  const answer = await context.request.get(installation.url);
  const policy = answer.headers()["content-security-policy"] ?? "";
  const scripts = policy.split(";").find((part) => part.trim().startsWith("script-src")) ?? "";
  expect(scripts).toContain("'nonce-");
  expect(scripts).not.toContain("unsafe-inline");
  expect(policy).toContain("frame-ancestors 'none'");
});

/** The scripts that the page itself names, gzipped; what is prefetched for the next page does not count. */
async function scriptBytes(context: BrowserContext, origin: string, path: string): Promise<number> {
  const html = await (await context.request.get(origin + path)).text();
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag));
  const sources = new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []));
  let bytes = 0;
  for (const source of sources)
    bytes += gzipSync(await (await context.request.get(new URL(source, origin).toString())).body()).length;
  return bytes;
}
