import type { TaskDetail } from "@yardlet/services";
import { givenIntent } from "@/features/run/place.ts";
import { AcceptanceWord, StateWord } from "@/features/run/run-state.tsx";
import { noEvidence } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { RailSection } from "@/ui/section.tsx";
import { When } from "@/ui/time.tsx";

/** How the task stands, and whose score it is evidence for. */
export function TaskRail({ task }: { task: TaskDetail }) {
  const { key, versions, state, repo } = task;
  const intent = givenIntent(key);
  return (
    <>
      <RailSection title="Outcome">
        <Facts>
          <Fact label="State">{state === null ? "no run yet" : <StateWord state={state} />}</Fact>
          <Fact label="Reviews">
            <AcceptanceWord acceptance={task.acceptance} />
          </Fact>
          <Fact label="First try">{task.attempts === 0 ? "—" : task.firstTry ? "Done" : "not Done"}</Fact>
          <Fact label="Attempts">{task.attempts}</Fact>
          {task.infraAttempts > 0 ? <Fact label="Not counted">{task.infraAttempts}</Fact> : null}
          {task.endedAt ? (
            <Fact label="Ended, UTC">
              <When at={task.endedAt} />
            </Fact>
          ) : null}
        </Facts>
      </RailSection>
      <RailSection title="Counts for">
        {versions.length === 0 ? (
          <p className="t3">No skill: no counted attempt declared one whose version is known.</p>
        ) : (
          <Facts>
            {versions.map(({ home, name, number, epoch, reason }) => (
              <Fact
                key={`${home} ${name} ${number} ${epoch}`}
                label={
                  <Link className="link" href={`/skills/${home}/${name}`}>
                    {name} v{number}
                  </Link>
                }
              >
                <Glyph name={reason === null ? "ok" : "none"} tone={reason === null ? "good" : "unk"} />{" "}
                {reason === null ? "counts" : `no: ${noEvidence(reason)}`}
              </Fact>
            ))}
          </Facts>
        )}
      </RailSection>
      <RailSection title="Task">
        <Facts>
          <Fact label="Repo">
            <Link className="link" href={`/repos/${repo}`}>
              {repo}
            </Link>
          </Fact>
          <Fact label="Task">
            <UntrustedText text={key.task} />
          </Fact>
          <Fact label="Intent">{intent === null ? "none given" : <UntrustedText text={intent} />}</Fact>
          <Fact label="Kind">{task.kind}</Fact>
        </Facts>
      </RailSection>
    </>
  );
}
