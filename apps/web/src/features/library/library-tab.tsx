"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import type { LibraryStatus } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatNumber } from "@/ui/format.ts";
import { Glyph, type GlyphName, type GlyphTone } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { RailSection, Section, WithRail } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { Ago } from "@/ui/time.tsx";
import { toast } from "@/ui/toast.tsx";
import { LibraryLine } from "./library-line.tsx";
import { SourceForm } from "./source-form.tsx";

const SEVERITIES = {
  error: { glyph: "x", tone: "bad" },
  warning: { glyph: "warn", tone: "warn" },
  info: { glyph: "mid", tone: "unk" },
} as const satisfies Record<string, { glyph: GlyphName; tone: GlyphTone }>;

export function LibraryTab() {
  const trpc = useTRPC();
  const { data: status } = useSuspenseQuery(trpc.library.status.queryOptions());
  const mayConfigure = useMay("library.configure");
  return (
    <WithRail rail={<LibraryRail status={status} />}>
      <Section title="Source" note="what feeds the team's library" end={<SyncButton status={status} />}>
        {status.error ? <Note tone="bad">{status.error}.</Note> : null}
        {mayConfigure ? (
          <SourceForm
            key={status.sourceUrl}
            sourceUrl={status.sourceUrl}
            action="Use this source"
            onChosen={() => toast({ text: "Reading the library from its new source" })}
          />
        ) : (
          <p className="t2">
            <LibraryLine status={status} />
          </p>
        )}
      </Section>
      {status.gaps.length > 0 ? (
        <Section title="Gaps" note="a preset names a skill that lies nowhere">
          <Table dense>
            <TableHead columns={["Missing", "Named by"]} />
            <tbody>
              {status.gaps.map(({ preset, skill }) => (
                <tr key={`${preset} ${skill}`}>
                  <th scope="row">{skill}</th>
                  <td className="t2">preset {preset}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      ) : null}
      <Section title="Findings" note="what is not as it should be in the library's files">
        <Findings status={status} />
      </Section>
    </WithRail>
  );
}

function Findings({ status }: { status: LibraryStatus }) {
  if (status.findings.length === 0) return <p className="t3">None at the last sync.</p>;
  return (
    <Table dense>
      <TableHead columns={["Severity", "File", "What"]} />
      <tbody>
        {status.findings.map((finding) => (
          <tr key={`${finding.file} ${finding.line} ${finding.rule} ${finding.message}`}>
            <td className="nw">
              <Glyph {...lookOf(finding.severity)} /> {finding.severity}
            </td>
            <td className="mono nw">
              {finding.file}
              {finding.line === undefined ? "" : `:${finding.line}`}
            </td>
            <td className="t2">
              {finding.message} <span className="sub">{finding.rule}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function lookOf(severity: keyof typeof SEVERITIES) {
  const { glyph, tone } = SEVERITIES[severity];
  return { name: glyph, tone };
}

function SyncButton({ status }: { status: LibraryStatus }) {
  const trpc = useTRPC();
  const maySync = useMay("library.sync");
  const sync = useMutation({
    ...trpc.library.sync.mutationOptions(),
    onSuccess: () => toast({ text: "Asked for a sync of the library" }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  if (status.runningJobId !== null) {
    return (
      <Link className="link" href={`/jobs/${status.runningJobId}`}>
        being read now
      </Link>
    );
  }
  if (!maySync) return null;
  return (
    <Button busy={sync.isPending} onClick={() => sync.mutate()}>
      Sync now
    </Button>
  );
}

function LibraryRail({ status }: { status: LibraryStatus }) {
  return (
    <RailSection title="Library">
      <Facts>
        <Fact label="Skills">
          <Link className="link" href="/skills">
            {formatNumber(status.skills)}
          </Link>
        </Fact>
        <Fact label="Presets">{formatNumber(status.presets.length)}</Fact>
        <Fact label="Gaps">{formatNumber(status.gaps.length)}</Fact>
        <Fact label="At commit">
          {status.headCommit ? <code>{status.headCommit.slice(0, 7)}</code> : <span className="t3">— none yet</span>}
        </Fact>
        {status.sourceCommit ? (
          <Fact label="Source at">
            <code>{status.sourceCommit.slice(0, 7)}</code>
          </Fact>
        ) : null}
        <Fact label="Last sync">
          {status.syncedAt ? <Ago at={status.syncedAt} /> : <span className="t3">— not yet</span>}
        </Fact>
      </Facts>
    </RailSection>
  );
}
