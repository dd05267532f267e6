"use client";

import type { SkillMapping, SuggestedVersion, UnresolvedSkill } from "@yardlet/services";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Button, RowAction } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { formatCount } from "@/ui/format.ts";
import { Ago } from "@/ui/time.tsx";
import { type SaidName, useMapping } from "./mapping-actions.ts";
import { VersionPicker } from "./version-picker.tsx";
import { shortReported } from "./words.ts";

interface NamesDialogProps {
  unresolved: readonly UnresolvedSkill[];
  mapped: readonly SkillMapping[];
  onClose: () => void;
}

/** Says what names mean: one click where the meaning is likely, a search where it is not. */
export function NamesDialog({ unresolved, mapped, onClose }: NamesDialogProps) {
  const { map, unmap, isPending } = useMapping();
  const mayMap = useMay("run.correct");
  const [picking, setPicking] = useState<SaidName | null>(null);
  if (picking) {
    return (
      <VersionPicker
        said={picking}
        onClose={() => setPicking(null)}
        onPick={(version) => {
          map(picking, version);
          setPicking(null);
        }}
      />
    );
  }
  return (
    <Dialog title="What names in runs mean" wide onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className="form">
        <p className="t2">
          A mapping holds for one repo and one name. It answers for every run there whose version neither the run nor
          what lay in the repo tells, those to come too, until it is taken back.
        </p>
        {unresolved.length > 0 ? (
          <ul className="names-list">
            {unresolved.map((one) => (
              <li key={`${one.repo} ${one.name} ${one.reported}`}>
                <NameLine said={one}>
                  {formatCount(one.runs, "run")}, last <Ago at={one.lastSeen} />
                </NameLine>
                {mayMap ? (
                  <div className="acts">
                    {one.suggestions.slice(0, 1).map((version) => (
                      <Button key={version.versionId} busy={isPending} onClick={() => map(one, version)}>
                        is {versionWords(version)}
                      </Button>
                    ))}
                    <RowAction onClick={() => setPicking(one)}>
                      {one.suggestions.length > 0 ? "another…" : "choose…"}
                    </RowAction>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        {mapped.length > 0 ? (
          <div>
            <h3>Mapped by hand</h3>
            <ul className="names-list">
              {mapped.map((one) => (
                <li key={`${one.repo} ${one.name} ${one.reported}`}>
                  <NameLine said={one}>
                    is {versionWords(one.version)}, said {one.by} <Ago at={one.at} />
                  </NameLine>
                  {mayMap ? (
                    <RowAction disabled={isPending} onClick={() => unmap(one)}>
                      take back
                    </RowAction>
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

function NameLine({ said, children }: { said: SaidName; children: React.ReactNode }) {
  return (
    <div>
      <b className="said">
        <UntrustedText text={said.name} />
        {said.reported === "" ? null : (
          <>
            {" "}
            <UntrustedText text={shortReported(said.reported)} />
          </>
        )}
      </b>{" "}
      <span className="t2">in {said.repo}</span>
      <p className="sub">{children}</p>
    </div>
  );
}

function versionWords({ home, name, number }: Pick<SuggestedVersion, "home" | "name" | "number">): string {
  return home === "library" ? `${name} v${number}` : `${name} v${number} of ${home}`;
}
