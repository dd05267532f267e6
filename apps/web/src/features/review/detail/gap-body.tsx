import { givenIntent, taskHref } from "@/features/run/place.ts";
import { StateWord } from "@/features/run/run-state.tsx";
import { isState } from "@/features/run/words.ts";
import { lessonHref } from "@/features/distil/place.ts";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount, formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import type { EvidenceOf } from "./run-list.tsx";

type Gap = EvidenceOf<"gap">["gap"];
type FailureGap = Extract<Gap, { about: "code" | "lesson" }>;
type SkillGap = Extract<Gap, { about: "skill" }>;

/** What asks for a skill that exists nowhere: presets and picks that name it, or tasks that keep failing without it. */
export function GapBody({ evidence: { gap, topic } }: { evidence: EvidenceOf<"gap"> }) {
  return (
    <>
      {gap.about === "skill" ? <Askers gap={gap} /> : <FailedTasks gap={gap} />}
      <Section title="Topic" note="filled in when you ask an agent to research it">
        <p className="quote">
          <UntrustedText text={topic} />
        </p>
      </Section>
    </>
  );
}

function Askers({ gap: { asks } }: { gap: SkillGap }) {
  return (
    <Section title="Evidence" note="who asks for it; no library and no repo has it">
      <Table dense label="Asked for by">
        <TableHead columns={["Repo", "Asked for by"]} />
        <tbody>
          {asks.map(({ repo, preset }) => (
            <tr key={`${repo} ${preset ?? ""}`}>
              <th scope="row">
                <Link href={`/repos/${repo}`}>{repo}</Link>
              </th>
              <td className="t2">
                {preset === null ? (
                  "a pick"
                ) : (
                  <>
                    preset <UntrustedText text={preset} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function FailedTasks({ gap }: { gap: FailureGap }) {
  const { intents, repos, tasks } = gap;
  const more = intents > tasks.length ? `, the newest ${tasks.length} tasks` : "";
  return (
    <Section
      title="Evidence"
      note={
        <>
          {(gap.about === "code" ? [gap.code] : gap.codes).map((code) => (
            <span key={code}>
              <CodeLink code={code} />{" "}
            </span>
          ))}
          in {formatCount(intents, "intent")} of {formatCount(repos.length, "repo")}
          {more}
        </>
      }
      end={
        gap.about === "lesson" ? (
          <Link className="link" href={lessonHref({ scopeId: gap.scope, id: gap.lesson })}>
            the lesson
          </Link>
        ) : null
      }
    >
      <Table dense label="Failed tasks">
        <TableHead columns={["Task", ["Repo", "p2"], "State", ["What it said", "p2"], ["Day", "num"]]} />
        <tbody>
          {tasks.map((one) => (
            <tr key={`${one.repo} ${one.intent} ${one.task}`}>
              <th scope="row">
                <Link href={taskHref(one.repo, one)}>
                  <UntrustedText text={one.task} />
                </Link>{" "}
                <span className="sub">
                  <UntrustedText text={givenIntent(one) ?? ""} />
                </span>
              </th>
              <td className="t2 p2">{one.repo}</td>
              <td className="nw">
                <State state={one.state} />
              </td>
              <td className="t2 p2 wrap">
                {one.question === null ? <span className="t3">—</span> : <UntrustedText text={one.question} />}
              </td>
              <td className="num t3 nw">{formatDay(new Date(one.at))}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function State({ state }: { state: string }) {
  return isState(state) ? <StateWord state={state} /> : <UntrustedText text={state} />;
}
