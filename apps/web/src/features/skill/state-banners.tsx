import type { SkillDetail } from "@yardlet/services";
import { ScoreWords } from "@/features/score/score-words.tsx";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { When } from "@/ui/time.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { WaitingBanner } from "./waiting-banner.tsx";

/** What somebody should know before they read on: that it is offered no more, where it came from, what is on its way. */
export function StateBanners({ detail }: { detail: SkillDetail }) {
  const { item, standing, pin, forkedFrom, waiting, promotedFrom, inLibrary } = detail;
  const shown = [
    item.absentSince ? (
      <Note key="absent" tone="warn">
        Gone from {item.homeSlug} since <When at={item.absentSince} as="day" />. What is shown is its last version.
        {item.homeSlug === "library" ? null : " Restore writes it back."}
      </Note>
    ) : null,
    standing && item.state === "deprecated" ? (
      <Note key="deprecated" tone="warn">
        Deprecated on <When at={standing.at} as="day" /> by <UntrustedText text={standing.by} />:{" "}
        <UntrustedText text={standing.reason} />.{" "}
        {standing.replacedBy === null ? (
          "It is offered no more and stays where it lies."
        ) : (
          <>
            Use{" "}
            <Link className="link" href={`/skills/library/${standing.replacedBy}`}>
              {standing.replacedBy}
            </Link>{" "}
            instead.
          </>
        )}
      </Note>
    ) : null,
    standing && item.state === "pruned" ? (
      <Note key="pruned" tone="warn">
        Pruned on <When at={standing.at} as="day" /> by <UntrustedText text={standing.by} />:{" "}
        <UntrustedText text={standing.reason} />. Its text and history are kept; Restore writes them back.
      </Note>
    ) : null,
    waiting ? <WaitingBanner key="waiting" item={item} waiting={waiting} /> : null,
  ].filter(Boolean);
  const facts = [
    forkedFrom ? (
      <span key="fork">
        Forked from{" "}
        <Link className="link" href={`/skills/library/${forkedFrom.name}?version=${forkedFrom.number}`}>
          library v{forkedFrom.number}
        </Link>{" "}
        by a hand edit in {item.homeSlug}.
      </span>
    ) : null,
    promotedFrom ? (
      <span key="promoted">
        Promoted from{" "}
        <Link
          className="link"
          href={`/skills/${promotedFrom.home}/${promotedFrom.name}?version=${promotedFrom.number}`}
        >
          {promotedFrom.home} v{promotedFrom.number}
        </Link>
        {promotedFrom.score === null ? null : (
          <>
            {" "}
            with <ScoreWords score={promotedFrom.score} />, n {promotedFrom.score.intents}: its evidence, not inherited
          </>
        )}
        .
      </span>
    ) : null,
    inLibrary && !forkedFrom ? (
      <span key="in-library">
        The library has a skill of this name too:{" "}
        <Link className="link" href={`/skills/library/${item.name}`}>
          {item.name}
        </Link>
        .
      </span>
    ) : null,
    pin ? (
      <span key="pin">
        Pinned by <UntrustedText text={pin.by} />: <UntrustedText text={pin.reason} />.
      </span>
    ) : null,
  ].filter(Boolean);
  if (shown.length + facts.length === 0) return null;
  return (
    <div className="banners">
      {shown}
      {facts.length > 0 ? <p className="sm t2 row">{facts}</p> : null}
    </div>
  );
}
