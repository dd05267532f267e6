"use client";

import type { Job } from "@yardlet/core/job";
import type { PreviewResult } from "@yardlet/services";
import { useState } from "react";
import { GiveCredential } from "@/features/credential/give-credential.tsx";
import { isOver } from "@/features/job/words.ts";
import { RowAction } from "@/ui/button.tsx";
import { formatDuration } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { addedSkills, noteOf } from "./preview-words.ts";
import { locationName } from "./locations.ts";

interface AddReposPreviewProps {
  locations: readonly string[];
  preview: { job: Job; results: PreviewResult[] } | undefined;
  /** A credential was given that one of them waited for. */
  onSignIn: () => void;
}

/** The dry run, row by row as it comes. */
export function AddReposPreview({ locations, preview, onSignIn }: AddReposPreviewProps) {
  const results = preview?.results ?? [];
  const byLocation = new Map(results.map((result) => [result.location, result]));
  return (
    <section aria-label="Dry run" aria-live="polite">
      <header className="headline">
        <h3>Dry run</h3>
        <span className="sm t3">{progressOf(locations.length, preview)}</span>
      </header>
      <Table dense label="Dry run">
        <TableHead columns={["Repo", "Presets", ["Would equip", "num"], ["Note", "p2"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {locations.map((location) => (
            <PreviewRow
              key={location}
              location={location}
              result={byLocation.get(location)}
              job={preview?.job}
              onSignIn={onSignIn}
            />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function progressOf(all: number, preview: AddReposPreviewProps["preview"]): string {
  if (!preview) return "asked for";
  const { job, results } = preview;
  if (job.state === "queued") return "waits for a worker";
  const readable = results.filter((result) => result.ok).length;
  if (!isOver(job.state)) return `${results.length} of ${all} read`;
  if (job.state !== "done") return job.error?.message ?? "stopped";
  const took = job.startedAt && job.finishedAt ? job.finishedAt.getTime() - job.startedAt.getTime() : 0;
  return `${readable} of ${all} can be read, ${formatDuration(took)}`;
}

function PreviewRow({
  location,
  result,
  job,
  onSignIn,
}: {
  location: string;
  result: PreviewResult | undefined;
  job: Job | undefined;
  onSignIn: () => void;
}) {
  if (!result) return <WaitingRow location={location} over={job !== undefined && isOver(job.state)} />;
  if (!result.ok) return <RefusedRow result={result} onSignIn={onSignIn} />;
  return <ReadableRow result={result} onSignIn={onSignIn} />;
}

function WaitingRow({ location, over }: { location: string; over: boolean }) {
  return (
    <tr>
      <th scope="row" className="nw t3" title={location}>
        <Glyph name="few" tone="unk" /> {locationName(location)}
      </th>
      <td className="t3" colSpan={4}>
        {over ? "not read" : "to come"}
      </td>
    </tr>
  );
}

function RefusedRow({ result, onSignIn }: { result: Extract<PreviewResult, { ok: false }>; onSignIn: () => void }) {
  return (
    <tr>
      <th scope="row" className="nw" title={result.location}>
        <Glyph name="x" />
        <span className="vh">cannot be read: </span> {locationName(result.location)}
      </th>
      <td className="bad" colSpan={4}>
        {result.message} {result.wish ? <GiveCredential wish={result.wish} onGiven={onSignIn} /> : null}
      </td>
    </tr>
  );
}

function ReadableRow({ result, onSignIn }: { result: Extract<PreviewResult, { ok: true }>; onSignIn: () => void }) {
  const [open, setOpen] = useState(false);
  const skills = addedSkills(result.plan);
  return (
    <>
      <tr>
        <th scope="row" className="nw" title={result.location}>
          <Glyph name="ok" />
          <span className="vh">can be read: </span> {result.slug}
        </th>
        <td className="t2">{["core", ...presetNames(result)].join(", ")}</td>
        <td className="num">{skills.length}</td>
        <td className="t3 p2">
          {noteOf(result)} {result.wish ? <GiveCredential wish={result.wish} onGiven={onSignIn} /> : null}
        </td>
        <td className="num">
          <RowAction
            aria-expanded={open}
            aria-label={`${open ? "close" : "why"}: details of ${result.slug}`}
            onClick={() => setOpen(!open)}
          >
            {open ? "close" : "why"}
          </RowAction>
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={5}>
            <PreviewDetails result={result} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function presetNames({ detections }: Extract<PreviewResult, { ok: true }>): string[] {
  return detections.map((detection) => detection.preset).filter((preset) => preset !== "core");
}

/** Evidence for each preset, then each line of the plan with its reason. */
function PreviewDetails({ result }: { result: Extract<PreviewResult, { ok: true }> }) {
  return (
    <dl className="facts why">
      {result.detections.map(({ preset, confidence, evidence }) => (
        <div key={preset}>
          <dt>
            {preset}, {confidence}
          </dt>
          <dd>
            {evidence.length === 0
              ? "always applies"
              : evidence.slice(0, 3).map(({ path, line, what }) => (
                  <span key={`${path}:${line}:${what}`} className="line">
                    <code>{line === undefined ? path : `${path}:${line}`}</code> {what}
                  </span>
                ))}
          </dd>
        </div>
      ))}
      {result.plan.map((entry) => (
        <div key={`${entry.action} ${entry.skill}`}>
          <dt>
            {entry.action} {entry.skill}
          </dt>
          <dd>{entry.reason}</dd>
        </div>
      ))}
    </dl>
  );
}
