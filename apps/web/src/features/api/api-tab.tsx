import { scopeOf } from "@yardlet/core/team";
import { REPORT_RECORDS } from "@yardlet/services";
import { API_PATH } from "@/server/api/address.ts";
import { API_LIMITS } from "@/server/api/handle.ts";
import { ANSWERS, parametersOf } from "@/server/api/openapi.ts";
import type { Route } from "@/server/api/route.ts";
import { ROUTES } from "@/server/api/routes.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatBytes, formatNumber } from "@/ui/format.ts";
import { RailSection, Section, WithRail } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { CurlLine } from "./curl-line.tsx";
import { curlOf, KEY_VARIABLE } from "./curl.ts";
import { RECORD_FIELDS } from "./record-fields.ts";
import { recordRules } from "./record-rules.ts";

interface ApiTabProps {
  /** The address people open. */
  origin: string;
  mayMakeKeys: boolean;
}

/** The HTTP API, drawn from the table that mounts it. */
export function ApiTab({ origin, mayMakeKeys }: ApiTabProps) {
  return (
    <WithRail rail={<ApiRail origin={origin} />}>
      <Section
        title="Routes"
        note="for agents, CI and your own programs; the browser’s session opens none of them"
        end={mayMakeKeys ? <ButtonLink href="/settings?tab=keys">Make a key</ButtonLink> : null}
      >
        <p className="t2">
          The commands read your key from <code>{KEY_VARIABLE}</code>
          {mayMakeKeys ? "." : "; an admin makes one."}
        </p>
        <ul className="form under">
          {ROUTES.map((route) => (
            <RouteItem key={`${route.method} ${route.path}`} route={route} origin={origin} />
          ))}
        </ul>
      </Section>
      <Section title="A run record" note="one attempt of an agent at a task; unknown fields are refused">
        <Table label="Fields of a run record">
          <TableHead columns={["Field", ["Rule", "p2"], "What it is for"]} />
          <tbody>
            {recordRules().map(({ name, required, rule }) => (
              <tr key={name}>
                <th scope="row" className="nw">
                  <code>{name}</code>
                  {required ? <span className="sub"> required</span> : null}
                </th>
                <td className="t2 p2">{rule}</td>
                <td className="t2">
                  {meaningOf(name)}
                  <span className="sub m-only">{rule}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section title="Answers" note="an error is {error: {code, message, details}}; the message says what to do">
        <Table label="Answers">
          <TableHead columns={["Status", "Code", "When"]} />
          <tbody>
            {ANSWERS.map(({ status, code, means }) => (
              <tr key={`${status} ${code}`}>
                <th scope="row">{status}</th>
                <td className="t2 nw">{code ? <code>{code}</code> : "—"}</td>
                <td className="t2">{means}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
    </WithRail>
  );
}

function RouteItem({ route, origin }: { route: Route; origin: string }) {
  const scope = route.permission === null ? undefined : scopeOf(route.permission);
  const filters = parametersOf(route.query, "query").map(({ name }) => name);
  return (
    <li>
      <div className="row">
        <code>
          <b>{route.method}</b> {API_PATH}
          {route.path}
        </code>
        <span className="end t3">
          {scope ? (
            <>
              scope <code>{scope}</code>
            </>
          ) : route.proof === null ? (
            "no key"
          ) : (
            "signed"
          )}
        </span>
      </div>
      <p className="t2">
        {route.summary}
        <span className="t3">{filters.length > 0 ? `; by ${filters.join(", ")}` : ""}</span>
      </p>
      <CurlLine command={curlOf(route, origin)} variable={KEY_VARIABLE} />
    </li>
  );
}

function ApiRail({ origin }: { origin: string }) {
  const { body, perKey, reports } = API_LIMITS;
  return (
    <RailSection title="At a glance">
      <Facts>
        <Fact label="Address">
          {origin}
          {API_PATH}
        </Fact>
        <Fact label="Description">
          <a className="link" href={`${API_PATH}/openapi.json`}>
            OpenAPI 3.1
          </a>
        </Fact>
        <Fact label="One report">
          {formatNumber(REPORT_RECORDS)} records, {formatBytes(body.bytes)}, packed or not
        </Fact>
        <Fact label="One key">
          {perKey.perSecond} requests a second, {formatNumber(perKey.burst)} at once
        </Fact>
        <Fact label="At a time">
          {reports.running} reports, {reports.waiting} more wait
        </Fact>
      </Facts>
    </RailSection>
  );
}

function meaningOf(name: string): string {
  return new Map<string, string>(Object.entries(RECORD_FIELDS)).get(name) ?? "";
}
