import AxeBuilder from "@axe-core/playwright";
import { gzipSync } from "node:zlib";
import type { BrowserContext } from "@playwright/test";
import { addAndWait, expect, openPage, test, type Installation } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

const REPO = "looked-at";
const PAGES = [
  "/",
  "/repos",
  `/repos/${REPO}`,
  `/repos/${REPO}?tab=activity`,
  `/repos/${REPO}?tab=settings`,
  "/repos/add",
  "/skills",
  "/skills/library/cli-contract",
  "/skills/library/cli-contract?tab=text",
  "/skills/library/cli-contract?tab=files",
  "/skills/library/cli-contract?tab=versions",
  "/skills/library/cli-contract?tab=checks",
  "/compare",
  "/jobs",
  "/settings?tab=library",
  "/settings?tab=members",
  "/settings?tab=team",
  "/settings?tab=audit",
];
const MOST_SCRIPT_BYTES = 170 * 1024;

async function ready(installation: Installation): Promise<void> {
  const { getRepo } = await import("@yardlet/services");
  const known = await getRepo(installation.ctx, { slug: REPO }).catch(() => undefined);
  if (!known) await addAndWait(installation, [makeSampleRepo(installation.folder, "storefront-web", REPO)]);
}

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${theme}`, async ({ page, context, installation }) => {
    await ready(installation);
    await installation.signIn(context, "admin");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const path of PAGES) {
      await openPage(page, installation.url + path);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect.soft(violations.map((one) => `${path}: ${one.id} ${one.nodes[0]?.target.join(" ")}`)).toEqual([]);
    }
  });
}

test("no page is wider than a phone", async ({ page, context, installation }) => {
  await ready(installation);
  await installation.signIn(context, "admin");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of PAGES) {
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
  await ready(installation);
  await installation.signIn(context, "admin");
  for (const path of [
    "/",
    "/repos",
    `/repos/${REPO}`,
    "/skills",
    "/skills/library/cli-contract",
    "/compare",
    "/jobs",
    "/settings",
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
