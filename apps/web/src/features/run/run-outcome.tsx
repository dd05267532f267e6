import type { RunDetail } from "@yardlet/services";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { Note } from "@/ui/note.tsx";
import { Table } from "@/ui/table.tsx";
import { STATES } from "./words.ts";

type Outcome = Pick<RunDetail, "state" | "reportedState" | "infra" | "simulated" | "failures">;

/** What has to be said about a run's state: that it is another than reported, that it does not count, and what went wrong. */
export function RunOutcome({ run }: { run: Outcome }) {
  const { state, reportedState, infra, simulated, failures } = run;
  return (
    <div className="stack outcome">
      {state === reportedState ? null : (
        <Note tone="warn">
          It reported {STATES[reportedState].word}, and is taken as {STATES[state].word} for what its verdict says.
        </Note>
      )}
      {infra ? (
        <p className="note">
          Ended for reasons of the infrastructure ({infra}): shown, and not counted as evidence about any skill.
        </p>
      ) : null}
      {simulated ? <p className="note">Simulated: shown, and not counted as evidence about any skill.</p> : null}
      {failures.length > 0 ? (
        <Table dense>
          <tbody>
            {failures.map(({ code, known, meaning, missingActions }) => (
              <tr key={code}>
                <td className="wrap">
                  <CodeLink code={code} />
                  <p className={known ? "t2" : "t3"}>
                    {meaning}
                    {missingActions.length > 0 ? `. ${missingActions.join(" ")}` : ""}
                  </p>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </div>
  );
}
