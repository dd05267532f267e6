#!/usr/bin/env node
// Opens pages of a running application in Chromium at three widths and two colour schemes, and reports what broke.
// Needs Playwright in the project (the current folder); adds accessibility findings when @axe-core/playwright is there.
import { mkdtemp, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const USAGE = `usage: node check-page.mjs <url>... [options]
  --out DIR            where screenshots go (default: a new temporary folder)
  --wait SELECTOR      wait for this before looking (default: network idle, 5 s at most)
  --storage-state FILE sign in with a Playwright storage state
  --browser PATH       a Chromium to use instead of Playwright's own
prints JSON; exit 0 = no problem, 1 = problems found, 2 = could not look`;

const WIDTHS = [320, 768, 1280];
const SCHEMES = ["light", "dark"];
const FOCUS_STEPS = 40;

const refuse = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: "string" },
        wait: { type: "string" },
        "storage-state": { type: "string" },
        browser: { type: "string" },
      },
    });
    if (positionals.length === 0) refuse(USAGE);
    return { ...values, urls: positionals };
  } catch (error) {
    return refuse(`${error.message}\n${USAGE}`);
  }
};

const fromProject = createRequire(join(process.cwd(), "package.json"));
const loadFirst = async (names) => {
  for (const name of names) {
    try {
      return await import(pathToFileURL(fromProject.resolve(name)).href);
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
};

const watch = (page, problems) => {
  page.on("console", (message) => {
    if (message.type() === "error") problems.push({ kind: "console", detail: message.text() });
  });
  page.on("pageerror", (error) => problems.push({ kind: "exception", detail: error.message }));
  page.on("requestfailed", (request) =>
    problems.push({ kind: "request", detail: `${request.url()} ${request.failure()?.errorText ?? "failed"}` }),
  );
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push({ kind: "response", detail: `${response.status()} ${response.url()}` });
  });
};

const settle = (page, selector) =>
  selector === undefined
    ? page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined)
    : page.waitForSelector(selector, { timeout: 10_000 });

const findOverflow = (page) =>
  page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120));
  });

const findBarriers = async (page, AxeBuilder) => {
  if (AxeBuilder === undefined) return [];
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, impact, nodes }) => `${id} (${impact}) ${nodes[0]?.target.join(" ")} x${nodes.length}`);
};

/** The order Tab visits, until it comes back to the first stop or leaves the page. */
const walkFocus = async (page) => {
  const stops = [];
  for (let step = 0; step < FOCUS_STEPS; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const ring = (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
      const label = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? "";
      const at = `${Math.round(box.x)},${Math.round(box.y)}`;
      return { element: element.tagName.toLowerCase(), label, at, ring, visible: box.width > 0 && box.height > 0 };
    });
    if (stop === undefined) break;
    const key = `${stop.element} ${stop.label} ${stop.at}`;
    if (stops.length > 0 && stops[0].key === key) break;
    stops.push({ key, ...stop });
  }
  return stops.map(({ key: _key, ...stop }) => stop);
};

const visit = async (browser, { url, width, scheme, screenshot, options, AxeBuilder }) => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    storageState: options["storage-state"],
  });
  const page = await context.newPage();
  const problems = [];
  const seen = { url, width, scheme, screenshot, problems };
  watch(page, problems);
  try {
    await page.goto(url, { waitUntil: "load", timeout: 20_000 });
    await settle(page, options.wait);
    await page.screenshot({ path: screenshot, fullPage: true });
    for (const element of await findOverflow(page)) problems.push({ kind: "overflow", detail: element });
    for (const detail of await findBarriers(page, AxeBuilder)) problems.push({ kind: "accessibility", detail });
    if (width === WIDTHS.at(-1) && scheme === SCHEMES[0]) seen.focus_order = await walkFocus(page);
  } catch (error) {
    problems.push({ kind: "visit", detail: error.message.split("\n")[0] });
  }
  await context.close();
  return seen;
};

const options = readArguments();
const playwright = await loadFirst(["playwright", "@playwright/test", "playwright-core"]);
if (playwright === undefined) {
  refuse("Playwright is not installed here; run this from a package that has it, or check by hand");
}
const axe = await loadFirst(["@axe-core/playwright"]);
const AxeBuilder = axe?.AxeBuilder ?? axe?.default?.AxeBuilder ?? axe?.default;
const chromium = playwright.chromium ?? playwright.default.chromium;
const out = options.out === undefined ? await mkdtemp(join(tmpdir(), "ui-check-")) : resolve(options.out);
await mkdir(out, { recursive: true });

try {
  const browser = await chromium.launch({ executablePath: options.browser });
  const pages = [];
  for (const [index, url] of options.urls.entries()) {
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) {
        const screenshot = join(out, `${index + 1}-${width}-${scheme}.png`);
        pages.push(await visit(browser, { url, width, scheme, screenshot, options, AxeBuilder }));
      }
    }
  }
  await browser.close();
  const ok = pages.every((page) => page.problems.length === 0);
  const accessibility = AxeBuilder === undefined ? "not checked" : "axe";
  process.stdout.write(`${JSON.stringify({ ok, accessibility, pages }, undefined, 2)}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  refuse(
    `the browser did not start or stopped: ${error.message.split("\n")[0]}; try "npx playwright install chromium"`,
  );
}
