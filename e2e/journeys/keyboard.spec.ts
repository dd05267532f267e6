import { addAndWait, expect, openPage, test } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

test("the keyboard goes everywhere: palette, shortcuts, lists, theme", async ({ page, context, installation }) => {
  await addAndWait(installation, [makeSampleRepo(installation.folder, "harbour-run", "by-keyboard")]);
  await installation.signIn(context, "curator");
  await openPage(page, installation.url);

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("by-keyboard");
  await expect(palette.getByRole("option", { name: /^by-keyboard/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${installation.url}/repos/by-keyboard`);

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("quux by-keybaord");
  await expect(palette.getByText("No hit for “quux by-keybaord”")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${installation.url}/search?q=quux+by-keybaord`);
  await page.getByRole("searchbox").fill("by-keybaord");
  await expect(page.getByRole("heading", { name: "No hit for “by-keybaord”" })).toBeVisible();
  await page.getByRole("link", { name: "by-keyboard", exact: true }).click();
  await expect(page).toHaveURL(`${installation.url}/search?q=by-keyboard`);
  await page.getByRole("searchbox").fill("dangling referen");
  await expect(page.locator("mark", { hasText: "dangling" }).first()).toBeVisible();
  await page
    .getByRole("link", { name: /^Skills/ })
    .last()
    .click();
  await expect(page).toHaveURL(/kind=skill/);
  await page.getByRole("main").getByRole("link", { name: "game-loop-check" }).click();
  await expect(page).toHaveURL(`${installation.url}/skills/library/game-loop-check`);

  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(`${installation.url}/skills`);
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("game");
  await expect(page).toHaveURL(/game/);
  await expect(page.getByRole("link", { name: "game-loop-check" })).toBeVisible();

  await page.getByRole("searchbox").press("Escape");
  await page.locator("main").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
