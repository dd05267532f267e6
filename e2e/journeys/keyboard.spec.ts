import { addAndWait, expect, openPage, test } from "../support/installation.ts";
import { makeSampleRepo } from "../support/sample-repos.ts";

test("the keyboard goes everywhere: palette, shortcuts, lists, theme", async ({ page, context, installation }) => {
  await addAndWait(installation, [makeSampleRepo(installation.folder, "harbour-run", "by-keyboard")]);
  await installation.signIn(context, "curator");
  await openPage(page, installation.url);

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("by-keyboard");
  await expect(palette.getByRole("option", { name: /by-keyboard/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${installation.url}/repos/by-keyboard`);

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
