import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { insertRepo, updateRepo } from "@yardlet/db";
import { addAndWait, expect, openPage, startInstallation, test, type Installation } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

test("a member chooses columns, keeps the list as a view, opens it, overwrites it, and takes a deletion back", async ({
  page,
  context,
  installation,
}) => {
  await addAndWait(installation, [makeSampleRepo(installation.folder, "harbour-run", "in-a-view")]);
  await installation.signIn(context, "viewer");
  await openPage(page, `${installation.url}/repos`);
  const head = (name: string) => page.getByRole("columnheader", { name });

  await page.getByRole("button", { name: "Columns" }).click();
  const columns = page.getByRole("dialog", { name: "Columns" });
  await expect(columns.getByRole("checkbox", { name: "Repo", exact: true })).toBeDisabled();
  await columns.getByRole("checkbox", { name: "Presets" }).uncheck();
  await columns.getByRole("checkbox", { name: "Location" }).focus();
  await page.keyboard.press("Space");
  await expect(head("Location")).toBeVisible();
  await expect(head("Presets")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(columns).toBeHidden();
  await page.getByLabel("Preset", { exact: true }).selectOption("game");
  await expect(page).toHaveURL(/preset=game&columns=|columns=.*preset=game/);

  await page.getByRole("button", { name: "Views" }).click();
  const views = page.getByRole("dialog", { name: /^Views?$/ });
  await views.getByLabel("Save what you see as").fill("Games by place");
  await views.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "View Games by place", exact: true })).toBeVisible();

  await openPage(page, `${installation.url}/repos?sort=gaps`);
  await expect(head("Presets")).toBeVisible();
  await page.getByRole("button", { name: "Views" }).click();
  await views.getByRole("link", { name: "Games by place" }).click();
  await expect(views).toBeHidden();
  await expect(head("Location")).toBeVisible();
  await expect(head("Presets")).toHaveCount(0);
  await expect(page.getByLabel("Preset", { exact: true })).toHaveValue("game");
  await expect(head("Repo")).toHaveAttribute("aria-sort", "ascending");

  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Views" }).click();
  await views.getByLabel("Save what you see as").fill("Games by place");
  await views.getByRole("button", { name: "Save" }).click();
  await expect(views.getByRole("alert")).toContainText("overwrite it, or choose another name");
  await views.getByRole("button", { name: "Overwrite it" }).click();
  await expect(page.getByRole("button", { name: "View Games by place", exact: true })).toBeVisible();

  await views.getByRole("button", { name: "Delete the view Games by place" }).click();
  await expect(views.getByRole("link", { name: "Games by place" })).toHaveCount(0);
  await page.getByRole("button", { name: "undo" }).click();
  await page.getByRole("button", { name: "View Games by place", exact: true }).click();
  await expect(views.getByRole("link", { name: "Games by place" })).toBeVisible();
  expect(await flaws(page)).toEqual([]);
});

/** What axe finds on the page as it stands. */
async function flaws(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((one) => `${one.id} ${one.nodes[0]?.target.join(" ")}`);
}

const ROWS = 2000;

test("two thousand repos scroll, by wheel and by keys, with few of them drawn", async ({ page, context }) => {
  test.slow();
  const installation = await startInstallation(test.info());
  try {
    await addRows(installation);
    await installation.signIn(context, "viewer");
    await openPage(page, `${installation.url}/repos`);
    const table = page.getByRole("table", { name: "Repos" });
    await expect(table).toHaveAttribute("aria-rowcount", String(ROWS + 1));
    const name = (number: number) => `service-${String(number).padStart(4, "0")}`;
    const row = (number: number) => table.getByRole("row", { name: new RegExp(name(number)) });
    await expect(row(0)).toHaveAttribute("aria-rowindex", "2");
    expect(await flaws(page)).toEqual([]);

    const { longestTask, mostRows, frames } = await scrollThrough(page);
    test.info().annotations.push({
      type: "2,000 rows",
      description: `longest task ${longestTask} ms, at most ${mostRows} rows drawn, ${frames} frames`,
    });
    expect(mostRows).toBeLessThan(100);
    await expect(row(ROWS - 1)).toBeInViewport();
    await expect(row(ROWS - 1)).toHaveAttribute("aria-rowindex", String(ROWS + 1));

    await page.keyboard.press("Home");
    await expect(row(0)).toBeInViewport();
    for (let pressed = 0; pressed < 100; pressed += 1) await page.keyboard.press("j");
    await expect(row(99)).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("complementary", { name: `Peek: ${name(99)}` })).toBeVisible();
    await expect(row(99)).toBeInViewport();
    for (let pressed = 0; pressed < 40; pressed += 1) await page.keyboard.press("k");
    await expect(page.getByRole("complementary", { name: `Peek: ${name(59)}` })).toBeVisible();
    await expect(row(59)).toBeInViewport();

    await page.getByRole("searchbox").fill("service-012");
    await expect(table).not.toHaveAttribute("aria-rowcount", /./);
    await expect(table.getByRole("row")).toHaveCount(11);
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(table).toHaveAttribute("aria-rowcount", String(ROWS + 1));
  } finally {
    await page.close();
    await installation.stop();
  }
});

async function addRows({ db }: Installation): Promise<void> {
  const syncedAt = new Date();
  for (let number = 0; number < ROWS; number += 1) {
    const slug = `service-${String(number).padStart(4, "0")}`;
    const id = await insertRepo(db, {
      slug,
      locationKind: "path",
      location: `/srv/git/${slug}`,
      identity: slug,
      workerHost: "elsewhere",
      defaultBranch: "main",
      delivery: "commit",
      deliveryNote: null,
      autoEquip: null,
    });
    await updateRepo(db, id, { state: "ready", syncedAt });
  }
}

/** Scrolls from the top to the end, 240 pixels a frame, and answers what that cost. */
function scrollThrough(page: Page): Promise<{ longestTask: number; mostRows: number; frames: number }> {
  return page.evaluate(async () => {
    let longestTask = 0;
    let mostRows = 0;
    let frames = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, Math.round(duration));
    }).observe({ type: "longtask" });
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = -1;
    while (before !== window.scrollY) {
      before = window.scrollY;
      window.scrollBy(0, 240);
      await nextFrame();
      frames += 1;
      mostRows = Math.max(mostRows, document.querySelectorAll("tbody tr").length);
    }
    return { longestTask, mostRows, frames };
  });
}
