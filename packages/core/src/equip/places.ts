/** Where equipped skills lie, from the root of the repo. */
export const SKILLS_FOLDER = ".agents/skills";

export const IGNORE_PATH = ".agents/.gitignore";

/** What lies below `.agents` on one machine only. */
const IGNORED = ["runs/", "telemetry/"];

/** The folder of one equipped skill. */
export function skillFolder(name: string): string {
  return `${SKILLS_FOLDER}/${name}`;
}

/** What a link at `folder/<name>` says to reach the equipped skill: a relative path, `/` separated. */
export function linkTarget(folder: string, name: string): string {
  return `${"../".repeat(folder.split("/").length)}${skillFolder(name)}`;
}

/** `.agents/.gitignore` with the lines Yardlet needs: made when absent, else only what is missing is appended. */
export function ignoreText(text: string | undefined): string {
  const present = new Set((text ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\//, "")));
  const missing = IGNORED.filter((line) => !present.has(line));
  if (text === undefined) return `${missing.join("\n")}\n`;
  if (missing.length === 0) return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? text : `${text}${end}`;
  return `${start}${missing.join(end)}${end}`;
}
