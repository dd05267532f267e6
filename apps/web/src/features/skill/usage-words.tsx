import type { Usage } from "@yardlet/core/equip";
import type { SkillListItem } from "@yardlet/services";
import { Tag } from "@/ui/tag.tsx";
import { USAGE_NAMES, USAGES } from "./words.ts";

/** In how many repos a skill is used how: "silent 2, used 5". */
export function UsageWords({ usage }: { usage: SkillListItem["usage"] }) {
  const known = USAGE_NAMES.filter((name) => usage[name] > 0);
  if (known.length === 0) return <span className="t3">—</span>;
  return known.map((name, at) => (
    <span key={name} className={USAGES[name].tone === undefined ? "t3" : undefined}>
      {at > 0 ? ", " : ""}
      {USAGES[name].word} {usage[name]}
    </span>
  ));
}

/** What is the matter with the use of a skill in one repo; nothing where it is used, or nobody can say. */
export function UsageTag({ usage }: { usage: Usage }) {
  const { word, tone, sentence } = USAGES[usage];
  return tone === undefined ? null : (
    <Tag tone={tone}>
      {word}
      <span className="vh">: {sentence}</span>
    </Tag>
  );
}
