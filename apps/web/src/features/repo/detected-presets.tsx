"use client";

import type { Detection } from "@yardlet/core/classify";
import type { RepoDetail } from "@yardlet/services";
import { useState } from "react";
import { useEquipActions } from "@/features/equip/actions.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { RowAction } from "@/ui/button.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { Section } from "@/ui/section.tsx";
import { ActionHead, Table, TableHead } from "@/ui/table.tsx";
import { Tag } from "@/ui/tag.tsx";
import { EvidencePlace } from "./evidence.tsx";

const CORE = "core";
const SHOWN = 2;

/** What the repo is, with the line that says so, and a person's word where it is not certain. */
export function DetectedPresets({ detail }: { detail: RepoDetail }) {
  const { snapshot, detections, addedPresets } = detail;
  const detected = new Set(detections.map(({ preset }) => preset));
  const byHand = addedPresets.filter((preset) => !detected.has(preset)).map((preset) => added(preset));
  return (
    <Section
      title="Detected presets"
      note={
        snapshot?.commit ? (
          <>
            at commit <code>{snapshot.commit.slice(0, 7)}</code>, no checkout
          </>
        ) : (
          "the repo has no commit yet"
        )
      }
    >
      <Table label="Detected presets">
        <TableHead columns={["Preset", "Confidence", "Evidence", ["What", "p2"]]}>
          <ActionHead />
        </TableHead>
        <tbody>
          {[...detections, ...byHand].map((detection) => (
            <PresetRows key={detection.preset} detection={detection} detail={detail} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function added(preset: string): Detection {
  return { preset, confidence: "certain", evidence: [] };
}

function PresetRows({ detection, detail }: { detection: Detection; detail: RepoDetail }) {
  const [all, setAll] = useState(false);
  const { repo, snapshot } = detail;
  const { preset, evidence } = detection;
  const shown = all ? evidence : evidence.slice(0, SHOWN);
  const rest = evidence.length - shown.length;
  const more =
    rest > 0 ? (
      <RowAction aria-label={`Show ${rest} more lines of evidence for ${preset}`} onClick={() => setAll(true)}>
        {rest} more
      </RowAction>
    ) : null;
  const confidence = <ConfidenceWord detection={detection} detail={detail} />;
  if (evidence.length === 0) {
    return (
      <tr>
        <th scope="row">{preset}</th>
        <td className="nw">{confidence}</td>
        <td className="t3">—</td>
        <td className="t2 p2">{preset === CORE ? "always applies" : "added by hand"}</td>
        <td className="num">{preset === CORE ? null : <PresetActions detection={detection} detail={detail} />}</td>
      </tr>
    );
  }
  return shown.map((one, index) => (
    <tr key={`${one.path}:${one.line}:${one.what}`}>
      {index === 0 ? (
        <th scope="row">{preset}</th>
      ) : (
        <td>
          <span className="vh">{preset}, more evidence</span>
        </td>
      )}
      <td className="nw">{index === 0 ? confidence : null}</td>
      <td>
        <EvidencePlace evidence={one} location={repo.location} commit={snapshot?.commit ?? null} />
        <div className="sub m-only">
          {one.what} {index === shown.length - 1 ? more : null}
        </div>
      </td>
      <td className="t2 p2">
        {one.what} {index === shown.length - 1 ? more : null}
      </td>
      <td className="num">{index === 0 ? <PresetActions detection={detection} detail={detail} /> : null}</td>
    </tr>
  ));
}

function ConfidenceWord({ detection: { preset, confidence }, detail }: { detection: Detection; detail: RepoDetail }) {
  if (detail.vetoes.presets.includes(preset)) return <Tag>vetoed</Tag>;
  if (confidence === "certain" || detail.addedPresets.includes(preset)) {
    return (
      <>
        <Glyph name="ok" tone="good" /> {confidence === "certain" ? "certain" : "likely, added"}
      </>
    );
  }
  return (
    <>
      <Glyph name="mid" tone="mid" /> likely
    </>
  );
}

function PresetActions({ detection: { preset, confidence }, detail }: { detection: Detection; detail: RepoDetail }) {
  const { slug, delivery } = detail.repo;
  const { addPreset, veto, lift } = useEquipActions({ slug, delivery });
  if (!useMay("equip.write") || preset === CORE) return null;
  if (detail.vetoes.presets.includes(preset)) {
    return (
      <RowAction aria-label={`Lift the veto on ${preset}`} onClick={() => lift("preset", preset)}>
        lift
      </RowAction>
    );
  }
  const addedByHand = detail.addedPresets.includes(preset);
  return (
    <span className="acts">
      {confidence === "likely" && !addedByHand ? (
        <RowAction aria-label={`Equip the skills of ${preset}`} onClick={() => addPreset(preset)}>
          equip
        </RowAction>
      ) : null}
      <RowAction aria-label={`Veto ${preset}`} onClick={() => veto("preset", preset)}>
        veto
      </RowAction>
    </span>
  );
}
