import type { RunDetail } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatCount, formatDuration, formatNumber } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Note } from "@/ui/note.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { LongText } from "./long-text.tsx";
import { RefLink } from "./ref-link.tsx";

type Envelope = NonNullable<RunDetail["envelope"]>;
type Result = Envelope["result"];

const DELTAS = {
  files_changed: "Files changed",
  files_created: "Files created",
  tests_run: "Tests run",
  urls_fetched: "Addresses read",
  screenshots: "Screenshots",
} as const satisfies Record<keyof Result["artefact_delta"], string>;

/** The envelope in which an agent says what it did, or the one that was made for it. */
export function SkillResultSection({ envelope: { result, warning } }: { envelope: Envelope }) {
  const { ok, cost_units: cost, artefact_delta: delta, tool_calls: calls, suggested_next: next } = result;
  const names = Object.keys(delta).filter((name) => isDelta(name));
  return (
    <Section
      title="SkillResult"
      note={warning === null ? "what the agent says it did, in its own words" : "wrapped: made of what was reported"}
    >
      {warning === null ? null : (
        <div className="stack outcome">
          <Note tone="warn">
            <span className="said">
              <UntrustedText text={warning} />
            </span>
          </Note>
        </div>
      )}
      <div className="wide-facts">
        <Facts>
          <Fact label={warning === null ? "Says" : "Outcome"}>
            <Glyph name={ok ? "ok" : "x"} tone={ok ? "good" : "bad"} /> {ok ? "it went well" : "it did not go well"}
          </Fact>
          <Fact label="Time">{formatDuration(cost.time_ms)}</Fact>
          {cost.tokens === undefined ? null : <Fact label="Tokens">{formatNumber(cost.tokens)}</Fact>}
          {cost.risk_class ? (
            <Fact label="Risk">
              <LongText text={cost.risk_class} most={120} />
            </Fact>
          ) : null}
          {result.progress_proxy === null ? null : (
            <Fact label="Progress">
              <LongText text={wordsOf(result.progress_proxy)} most={200} />
            </Fact>
          )}
          {names.map((name) => (
            <Fact key={name} label={DELTAS[name]}>
              <TextList texts={delta[name] ?? []} linked={name === "urls_fetched"} />
            </Fact>
          ))}
          {next.length > 0 ? (
            <Fact label="Next">
              <TextList
                texts={next.map((one) =>
                  typeof one === "string" ? one : [one.skill_id, one.rationale].filter(Boolean).join(": "),
                )}
              />
            </Fact>
          ) : null}
        </Facts>
      </div>
      {Object.keys(result.outputs).length > 0 ? (
        <details className="more-of">
          <summary>Outputs</summary>
          <pre className="json" tabIndex={0}>
            <UntrustedText text={JSON.stringify(result.outputs, null, 2)} />
          </pre>
        </details>
      ) : null}
      {calls.length > 0 ? (
        <details className="more-of">
          <summary>{formatCount(calls.length, "tool call")}</summary>
          <Table dense label="Tool calls">
            <TableHead columns={["Tool", "Status", ["Took", "num"]]} />
            <tbody>
              {calls.map((call, index) => (
                <tr key={index}>
                  <th scope="row">
                    <LongText text={call.tool_name} most={80} />
                  </th>
                  <td className="t2 wrap">
                    <LongText text={[call.status, call.error_type].filter(Boolean).join(", ") || "—"} most={120} />
                  </td>
                  <td className="num t2">{formatDuration(call.duration_ms)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      ) : null}
    </Section>
  );
}

const SHOWN = 5;

function TextList({ texts, linked = false }: { texts: readonly string[]; linked?: boolean }) {
  if (texts.length === 0) return "none";
  const line = (text: string, index: number) => (
    <span key={index} className="line">
      {linked ? <RefLink uri={text} /> : <LongText text={text} most={160} />}
    </span>
  );
  return (
    <>
      {texts.slice(0, SHOWN).map(line)}
      {texts.length > SHOWN ? (
        <details className="more-of">
          <summary>{formatCount(texts.length - SHOWN, "more", "more")}</summary>
          {texts.slice(SHOWN).map(line)}
        </details>
      ) : null}
    </>
  );
}

function isDelta(name: string): name is keyof typeof DELTAS {
  return Object.hasOwn(DELTAS, name);
}

function wordsOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
