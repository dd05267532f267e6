import type { SearchHit } from "@yardlet/services";
import { CANDIDATE_KINDS } from "@/features/candidate/words.ts";
import { Link } from "@/ui/link.tsx";
import { Tag } from "@/ui/tag.tsx";
import { Ago } from "@/ui/time.tsx";
import { MarkedText } from "./marked-text.tsx";
import { hrefOfHit, stateOfHit } from "./place.ts";

/** One hit: what it is called, what is said of it, and where the words stand in its text. */
export function HitRow({ hit }: { hit: SearchHit }) {
  const { place, name, about, text, where, at } = hit;
  const state = stateOfHit(place);
  return (
    <li>
      <div className="what">
        <Link href={hrefOfHit(place)}>
          <MarkedText pieces={name} />
        </Link>
        {place.kind === "candidate" ? <span className="sub">{CANDIDATE_KINDS[place.of].word}</span> : null}
        {state === null ? null : <Tag>{state}</Tag>}
        <span className="r sub">
          {where}
          {where !== null && at !== null ? " · " : null}
          {at === null ? null : <Ago at={at} />}
        </span>
      </div>
      {about.length === 0 ? null : (
        <p className="clamp">
          <MarkedText pieces={about} />
        </p>
      )}
      {text === null ? null : (
        <p className="t3">
          <MarkedText pieces={text} />
        </p>
      )}
    </li>
  );
}
