"use client";

import type { CandidateSubject, PromotionEvidence } from "@yardlet/services";
import { refusalWords } from "@/features/candidate/promotion-words.ts";
import { skillHref } from "@/features/candidate/subject.ts";
import { formatCoins, formatScore } from "@/features/score/format.ts";
import { DifferenceWords, type DifferenceLike, GradeWord } from "@/features/score/score-words.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { Figure, Figures } from "@/ui/figures.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";

const REPOS_SHOWN = 12;

/** A repo's own skill that may become the library's: what the rule makes of it, and what every repo that has it says. */
export function PromotionBody({ subject, evidence }: { subject: CandidateSubject; evidence: PromotionEvidence }) {
  const { full, fullNeeded, total, needed, grade, reach, refusal } = evidence;
  return (
    <>
      <Figures>
        <Figure
          label="Repos at the cap"
          value={<span className="fig">{full}</span>}
          beside={`of ${fullNeeded} asked for`}
        >
          {formatCount(reach.repos, "repo")} {reach.repos === 1 ? "has" : "have"} it
        </Figure>
        <Figure
          label="Bet that it helps"
          value={<span className="fig">{formatCoins(Math.exp(total))}</span>}
          beside={`of ${formatCoins(Math.exp(needed))} coins`}
        >
          repos together, no one more than the cap
        </Figure>
        <Figure
          label="Evidence"
          value={
            <span className="fig">
              <GradeWord grade={grade} />
            </span>
          }
        >
          {formatCount(reach.intents, "intent")}
        </Figure>
      </Figures>
      {refusal ? <p className="under">A person asks for it. The rule would not: {refusalWords(refusal)}.</p> : null}
      <HomesTable evidence={evidence} />
      <p className="sm t3 under">
        The library’s skill begins at v1 with no evidence of its own; what is above stays with the repos.{" "}
        <Link className="link" href={`${skillHref(subject)}?tab=text`}>
          text
        </Link>{" "}
        ·{" "}
        <Link className="link" href={`${skillHref(subject)}?tab=checks`}>
          checks
        </Link>
      </p>
    </>
  );
}

function HomesTable({ evidence: { repos, name } }: { evidence: PromotionEvidence }) {
  const { shown, more } = useFirstRows(repos, REPOS_SHOWN, "repo");
  return (
    <Section title="By repo" note="work with it against work without it, in the same repo and kind" end={more}>
      <Table dense label="By repo">
        <thead>
          <tr>
            <th scope="col">Repo</th>
            <th scope="col">Against without</th>
            <th scope="col" className="num p2">
              Score
            </th>
            <th scope="col" className="num p2">
              Intents
            </th>
            <th scope="col" className="num">
              Pairs
            </th>
            <th scope="col" className="num">
              Coins
            </th>
            <th scope="col" className="num p2">
              Counted
            </th>
            <th scope="col" className="p2">
              <span className="vh">Receipt</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ repo, version, pairs, logE, used, intents, score, effect, receipt }) => (
            <tr key={repo}>
              <th scope="row" className="nw">
                <Link href={`/skills/${repo}/${name}?version=${version}`}>{repo}</Link>{" "}
                <span className="sub">v{version}</span>
              </th>
              <td className="nw">
                <DifferenceWords difference={differenceOf(effect)} />
              </td>
              <td className="num p2">{score === null ? "—" : formatScore(score)}</td>
              <td className="num p2">{intents}</td>
              <td className="num">{pairs}</td>
              <td className="num">{formatCoins(Math.exp(logE))}</td>
              <td className="num p2 t2">{formatCoins(Math.exp(used))}</td>
              <td className="p2">
                {receipt === null ? null : (
                  <Link className="link" href={`/skills/${repo}/${name}?receipt=${receipt}`}>
                    receipt
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function differenceOf(effect: PromotionEvidence["repos"][number]["effect"]): DifferenceLike {
  const { rd: value = null, lo = null, hi = null, reason = null } = effect ?? {};
  const isKnown = effect?.comparable === true && lo !== null && hi !== null;
  const place = !isKnown ? "few" : lo > 0 ? "above" : hi < 0 ? "below" : "undecided";
  return { place, value, lo, hi, ...(isKnown || reason === null ? {} : { why: reason }) };
}
