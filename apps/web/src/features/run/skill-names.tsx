import type { NamedSkill } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { visibleText } from "./visible-text.ts";
import { skillWords } from "./words.ts";

/** How many names a row has room for. */
const SHOWN = 2;

/** The skills that a run declared, each once; those nobody could resolve wear a glyph. */
export function SkillNames({ skills }: { skills: readonly NamedSkill[] }) {
  const declared = skills.filter(({ use }) => use === "declared");
  const named = [...new Map((declared.length > 0 ? declared : skills).map((one) => [skillWords(one), one]))];
  if (named.length === 0) return <span className="t3">—</span>;
  const more = named.length - SHOWN;
  return (
    <span className="names">
      {named.slice(0, SHOWN).map(([words, { version }], index) => (
        <span key={words} className={version ? undefined : "t3"} title={visibleText(words)}>
          {index > 0 ? ", " : ""}
          {version ? null : (
            <>
              <Glyph name="few" tone="unk" />
              <span className="vh">unresolved: </span>{" "}
            </>
          )}
          <UntrustedText text={words} />
        </span>
      ))}
      {more > 0 ? <span className="t3"> +{more}</span> : null}
    </span>
  );
}
