import { CONFIG_PATH } from "../config/index.ts";
import { compareText } from "../skill/index.ts";
import { GROUNDS } from "./grounds.ts";
import { skillsIn } from "./skills.ts";
import { learnedFilesOf } from "./skill-text.ts";
import type { DemoRepo } from "./types.ts";

/** The files of a repo's first commit: its code, the skills that it has learned, and the picks of its yardlet.yaml. */
export function filesOf({ slug, config = [] }: DemoRepo): Record<string, string> {
  const skills = skillsIn(slug).toSorted((a, b) => compareText(a.name, b.name));
  const picks = skills.filter(({ origin }) => origin === "team").map(({ name }) => name);
  const yaml = [...config, "skills:", `  pick: [${picks.join(", ")}]`];
  return {
    "README.md": `# ${slug}\n\nMade by npm start -- --demo.\n`,
    ...GROUNDS[slug],
    ...(picks.length + config.length === 0 ? {} : { [CONFIG_PATH]: `${yaml.join("\n")}\n` }),
    ...learnedFilesOf(skills.filter(({ origin }) => origin === "learned")),
  };
}
