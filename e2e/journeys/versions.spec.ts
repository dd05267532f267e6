import { expect, openPage, test, waitUntilIdle, type Installation } from "../support/installation.ts";
import { getSkill, openEdit, requestLibrarySync, saveSkillVersion } from "@yardlet/services";
import type { Page } from "@playwright/test";

const SKILL = "/skills/library/cli-contract";
const NAMED = { home: "library", name: "cli-contract" };

/** The version in force, and the number that the next one gets. */
async function ready({ ctx }: Installation): Promise<{ before: number; next: number }> {
  await requestLibrarySync(ctx);
  await waitUntilIdle(ctx);
  const { item, versions } = await getSkill(ctx, NAMED);
  return { before: item.version ?? 0, next: Math.max(...versions.map(({ number }) => number)) + 1 };
}

/** Types at the end of SKILL.md, with the keyboard alone. */
async function typeAtEnd(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "SKILL.md" });
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

test("a skill is edited, compared and rolled back", async ({ page, context, installation }) => {
  const { before, next } = await ready(installation);
  await installation.signIn(context, "curator");
  await openPage(page, `${installation.url}${SKILL}/edit`);
  await typeAtEnd(page, "\nName every flag.\n");
  await expect(page.getByRole("status").filter({ hasText: "findings" })).toBeAttached();
  await page.getByRole("button", { name: "Changes" }).click();
  await expect(page.getByRole("region", { name: "Difference of SKILL.md" })).toContainText("Name every flag.");
  await page.getByRole("button", { name: "Rendered" }).click();
  await expect(page.locator(".prose")).toContainText("Name every flag.");
  await page.getByLabel("Reason").fill("flags were forgotten");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText(`Saved cli-contract v${next}`)).toBeVisible();
  await waitUntilIdle(installation.ctx);
  await expect(page.getByRole("row", { name: new RegExp(`^v${next} in force`) })).toContainText("flags were forgotten");

  await page.getByRole("link", { name: `diff of v${before} and v${next}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`cli-contract v${before} → v${next}`);
  await page.getByRole("link", { name: "Rendered" }).click();
  await expect(page.locator(".prose-diff .add")).toContainText("Name every flag.");

  await openPage(page, `${installation.url}${SKILL}?tab=versions`);
  await page.getByRole("button", { name: `Roll back to v${before}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("too strict");
  await dialog.getByRole("button", { name: `Roll back to v${before}` }).click();
  await waitUntilIdle(installation.ctx);
  await expect(page.getByRole("row", { name: new RegExp(`^v${before} in force`) })).toBeVisible();
});

test("who comes second keeps every word, sees what differs and merges", async ({ page, context, installation }) => {
  const { before } = await ready(installation);
  await installation.signIn(context, "curator");
  await openPage(page, `${installation.url}${SKILL}/edit`);
  await typeAtEnd(page, "\nMine at the end.\n");
  const text = await textOf(installation);
  await saveSkillVersion(installation.ctx, {
    ...NAMED,
    base: before,
    edit: { text: text.replace("\n# ", "\nTheirs at the start.\n\n# ") },
    reason: "another was faster",
  });
  await waitUntilIdle(installation.ctx);
  await expect(page.getByText("came into force while you worked")).toBeVisible();
  await page.reload();
  await page.locator("body[data-hydrated]").waitFor();
  await expect(page.getByText("This is the draft you left here")).toBeVisible();
  await page.getByRole("button", { name: "Show the difference" }).click();
  await expect(page.getByRole("region", { name: "Difference of SKILL.md" })).toContainText("Theirs at the start.");
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("came into force while you worked")).toBeHidden();
  const editor = page.getByRole("textbox", { name: "SKILL.md" });
  await expect(editor).toContainText("Theirs at the start.");
  await page.getByLabel("Reason").fill("both");
  await page.getByLabel("Reason").press("Enter");
  await expect(page.getByText("it is in force once it is committed")).toBeVisible();
  await waitUntilIdle(installation.ctx);
  const merged = await textOf(installation);
  expect([merged.includes("Theirs at the start."), merged.includes("Mine at the end.")]).toEqual([true, true]);
});

async function textOf({ ctx }: Installation): Promise<string> {
  const { files } = await openEdit(ctx, NAMED);
  return files.find(({ path }) => path === "SKILL.md")?.text ?? "";
}

test("a skill is deprecated with its replacement, said on its page, and undone from the audit log", async ({
  page,
  context,
  installation,
}) => {
  await ready(installation);
  await installation.signIn(context, "curator");
  await openPage(page, `${installation.url}/skills/library/write-tests-first`);
  await page.getByRole("button", { name: "More", exact: true }).first().click();
  await page.getByRole("button", { name: "Deprecate…" }).click();
  const dialog = page.getByRole("dialog", { name: "Deprecate write-tests-first" });
  await dialog.getByLabel("Reason").fill("there is a better one");
  await dialog.getByLabel("Replaced by").fill("cli-contract");
  await dialog.getByRole("button", { name: "Deprecate" }).click();
  await expect(page.getByText("there is a better one")).toBeVisible();
  await expect(page.getByRole("link", { name: "cli-contract" })).toBeVisible();
  await openPage(page, `${installation.url}/settings?tab=audit&group=skill`);
  await page.getByRole("button", { name: "Undo: Deprecated write-tests-first" }).click();
  await expect(page.getByText("Undone: Deprecated write-tests-first")).toBeVisible();
  await openPage(page, `${installation.url}/skills/library/write-tests-first`);
  await expect(page.getByText("there is a better one")).toBeHidden();
  await waitUntilIdle(installation.ctx);
});
