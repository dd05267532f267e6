import { DEMO_SKILLS, skillText } from "@yardlet/core/demo";
import { SKILLS_FOLDER } from "@yardlet/core/equip";
import { SKILL_FILE } from "@yardlet/core/skill";
import { commitInCheckout } from "@yardlet/repo";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ServiceContext } from "../context.ts";
import { unequipSkills } from "../equip/request.ts";
import { requestRepoSync, updateRepoSettings } from "../repo/settings.ts";
import { pinSkill } from "../skill/pin.ts";
import { updateBehind } from "../version/rollout.ts";
import { saveSkillVersion } from "../version/save.ts";
import { previewUpdate } from "../version/update-preview.ts";
import { demoFolder } from "./folder.ts";
import type { Filling } from "./ground.ts";
import { AUTHOR } from "./people.ts";

/** Repos that stay behind when the library moves on, and one that is brought up to date by hand. */
const LAGGING = new Set(DEMO_SKILLS.flatMap(({ second }) => second?.lag ?? []));
const TAKEN_ALONG = "storefront-web";

type Move = (ctx: ServiceContext, slug: string, filling: Filling) => Promise<unknown>;

/** What people do in the demo's repos, by the week at whose beginning they do it. */
const MOVES: readonly { week: number; slug: string; move: Move }[] = [
  { week: 2, slug: "fleet-monorepo", move: pinWith("port-table", "we need the table itself") },
  { week: 3, slug: "storefront-web", move: unequipWith("import-order", "the formatter does it") },
  { week: 6, slug: TAKEN_ALONG, move: saveSecondVersions },
  { week: 7, slug: "dock-desktop", move: editByHand("import-order") },
  { week: 7, slug: "ledger-core", move: editByHand("comment-style") },
];

/** Does what people do at the beginning of a week, and everything that follows. */
export async function makeMoves(ctx: ServiceContext, week: number, filling: Filling): Promise<void> {
  for (const { slug, move } of MOVES.filter((one) => one.week === week && filling.has(one.slug))) {
    await move(ctx, slug, filling);
    await filling.runJobs();
  }
}

function pinWith(name: string, reason: string): Move {
  return (ctx, home) => pinSkill(ctx, { home, name, reason });
}

function unequipWith(name: string, reason: string): Move {
  return (ctx, slug) => unequipSkills(ctx, { slug, names: [name], reason });
}

/** The library moves on. Repos that equip by themselves go along; one of the others is taken along, and the rest lag. */
async function saveSecondVersions(ctx: ServiceContext, taken: string, { runJobs, has }: Filling): Promise<void> {
  for (const slug of [taken, ...LAGGING].filter(has)) await updateRepoSettings(ctx, { slug, autoEquip: false });
  for (const skill of DEMO_SKILLS) {
    if (!skill.second) continue;
    const { name, second } = skill;
    const edit = { text: skillText(skill, 2) };
    await saveSkillVersion(ctx, { home: "library", name, base: 1, edit, reason: second.step });
  }
  await runJobs();
  const selection = { repos: [taken] };
  const { digest } = await previewUpdate(ctx, selection);
  await updateBehind(ctx, { ...selection, digest, reason: "the new versions are for all who can take them" });
}

/** Somebody edits a repo's copy of a library skill. */
function editByHand(skill: string): Move {
  return async (ctx, slug, { signal }) => {
    const folder = path.join(demoFolder(ctx.settings), slug);
    const file = `${SKILLS_FOLDER}/${skill}/${SKILL_FILE}`;
    const text = await readFile(path.join(folder, file), "utf8");
    const files = { [file]: `${text.trimEnd()}\n2. Leave generated files alone.\n` };
    await commitInCheckout(folder, files, { author: AUTHOR, message: `Ours: ${skill}`, at: ctx.now(), signal });
    await requestRepoSync(ctx, { slug });
  };
}
