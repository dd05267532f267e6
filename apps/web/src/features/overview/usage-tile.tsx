import type { Overview } from "@yardlet/services";
import { SKILL_LIST } from "@/features/skill/search-params.ts";
import { TROUBLES, USAGES } from "@/features/skill/words.ts";
import { Figure, Figures } from "@/ui/figures.tsx";
import { capital } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";

/** How many skills lie in some repo and are of no use there; each leads to its rows. */
export function UsageTile({ usage }: { usage: NonNullable<Overview["usage"]> }) {
  return (
    <Section title="Of no use where they lie" note="skills, by the runs of the last 30 days">
      <Figures>
        {TROUBLES.map((name) => (
          <Figure
            key={name}
            label={capital(USAGES[name].word)}
            value={
              <Link className="fig" href={SKILL_LIST.href("/skills", { usage: name })}>
                {usage[name]}
              </Link>
            }
          >
            {USAGES[name].sentence}
          </Figure>
        ))}
      </Figures>
    </Section>
  );
}
