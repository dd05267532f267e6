import type { SkillListItem } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { RowLink } from "@/ui/row-link.tsx";
import { When } from "@/ui/time.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { TIERS } from "./words.ts";

interface SkillRowProps {
  skill: SkillListItem;
  selected: boolean;
  onPeek(): void;
}

export function SkillRow({ skill, selected, onPeek }: SkillRowProps) {
  const key = `${skill.homeSlug}/${skill.name}`;
  return (
    <tr className={selected ? "sel" : undefined} data-row={key}>
      <th scope="row">
        <RowLink href={`/skills/${key}`} onPeek={onPeek}>
          {skill.name}
        </RowLink>
      </th>
      <td className="t2 p3 px about">
        <div className="cut">
          <UntrustedText text={skill.description} />
        </div>
      </td>
      <td className="t2 p2">{TIERS[skill.tier].word}</td>
      <td className="num">{skill.version === null ? "—" : `v${skill.version}`}</td>
      <td className={skill.equippedIn === 0 ? "num t3" : "num"}>{skill.equippedIn}</td>
      <td className={skill.behindIn === 0 ? "num p2 t3" : "num p2"}>
        {skill.behindIn > 0 ? <Glyph name="up" tone="warn" /> : null} {skill.behindIn}
      </td>
      <td className="p2 nw">
        <CheckWord findings={skill.findings} />
      </td>
      <td className="t2 p2 px">{skill.homeSlug}</td>
      <td className="num t3 p3 px">{skill.updatedAt ? <When at={skill.updatedAt} as="day" /> : "—"}</td>
    </tr>
  );
}

/** What the strict validator says, in a word. */
export function CheckWord({ findings: { error, warning } }: Pick<SkillListItem, "findings">) {
  if (error > 0) {
    return (
      <>
        <Glyph name="x" tone="bad" /> {error === 1 ? "1 error" : `${error} errors`}
      </>
    );
  }
  if (warning > 0) {
    return (
      <>
        <Glyph name="warn" tone="warn" /> {warning === 1 ? "1 warning" : `${warning} warnings`}
      </>
    );
  }
  return (
    <>
      <Glyph name="ok" tone="good" /> valid
    </>
  );
}
