import path from "node:path";
import { createKey } from "@yardlet/services";
import { reviewRun } from "@yardlet/services/testing/evidence";
import { failedIntents, learnedSkill } from "@yardlet/services/testing/learned";
import { addAndWait, expect, openPage, test, waitUntilIdle, type Installation } from "../support/installation.ts";
import { git, makeRepo, makeSampleRepo, SAMPLES } from "../support/sample-repos.ts";

const SKILL = "measure-first";
const HOMES = ["sloop", "ketch", "yawl"];
const OTHER = "cutter";

/** In every home four tasks that are done with the skill, one of them reviewed, and four that fail without it. */
async function report({ ctx, url }: Installation): Promise<void> {
  const { secret } = await createKey(ctx, { name: "promotion", role: "curator", scopes: ["runs:write"] });
  const records = HOMES.flatMap((repo) => [
    ...failedIntents(4, { repo, skill: SKILL, prefix: `${repo}-with`, eval_state: "Done" }),
    ...failedIntents(4, { repo, skill: "", prefix: `${repo}-without`, skills: [] }),
    reviewRun({
      repo,
      run_id: `${repo}-review`,
      judges: `${repo}-with0`,
      intent_id: `i-${repo}-with0`,
      verdict: [{ criterion_id: "c1", criterion: "it works", pass: true, evidence: "seen" }],
    }),
  ]);
  const answer = await fetch(`${url}/api/v1/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify(records),
  });
  expect(await answer.json()).toMatchObject({ accepted: records.length, rejected: 0 });
}

test("what helps in three repos is proposed, becomes the library's by a commit, and another repo is offered it", async ({
  page,
  context,
  installation,
}) => {
  const { ctx, url, folder, dataDir } = installation;
  const files = { ...SAMPLES["parcel-router"], ...learnedSkill(SKILL) };
  const homes = HOMES.map((slug) => makeRepo(path.join(folder, slug), files));
  await addAndWait(installation, [...homes, makeSampleRepo(folder, "parcel-router", OTHER)], false);
  await installation.signIn(context, "curator");
  await openPage(page, `${url}/skills/${HOMES[0]}/${SKILL}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "Promote to the library…" }).click();
  const asking = page.getByRole("dialog", { name: `Promote ${SKILL}` });
  await expect(asking).toContainText("it is proved better in 0 of the 3 repos that the rule asks for");
  await asking.getByRole("button", { name: "Cancel" }).click();

  await report(installation);
  await waitUntilIdle(ctx);
  await openPage(page, `${url}/review?kind=promotion`);
  await expect(page.getByRole("heading", { name: `Promote ${SKILL} to the library` })).toBeVisible();
  const table = page.getByRole("region", { name: "By repo, table" });
  for (const repo of HOMES) await expect(table.getByRole("row", { name: new RegExp(repo) })).toContainText("4");
  await page.getByRole("button", { name: "Make it the library’s" }).click();
  const sure = page.getByRole("dialog");
  await expect(sure).toContainText("becomes version 1 of a skill of the library");
  await sure.getByRole("button", { name: "Make it the library’s" }).click();
  await expect(page.getByText(`Making ${HOMES[1]}’s ${SKILL} a skill of the library`)).toBeVisible();
  await waitUntilIdle(ctx);
  expect(git(path.join(dataDir, "library.git"), "log", "-1", "--format=%s")).toBe(`Create ${SKILL}`);

  await openPage(page, `${url}/skills/library/${SKILL}`);
  await expect(page.getByRole("main").getByText(`Promoted from ${HOMES[1]} v1`)).toContainText(
    "its evidence, not inherited",
  );
  await openPage(page, `${url}/review?kind=equip`);
  const offers = page.getByRole("region", { name: "What waits" });
  const offer = offers.getByRole("listitem").filter({ hasText: `${SKILL} in ${OTHER}` });
  await expect(offer).toContainText(`Promoted from ${HOMES[1]} and 2 more; cli-tool, rust apply there and here`);
});
