const SHOWN = 2;

/** What a run's SkillResult lacks, in few words: the fields at fault, or that there is none. */
export function missingWords(missing: readonly { path: string }[]): string {
  const fields = missing.map(({ path }) => path.replace(/^skill_result\.?/, ""));
  if (fields.includes("")) return "a SkillResult";
  const more = fields.length - SHOWN;
  return `${fields.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
