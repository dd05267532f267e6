"use client";

import { useQuery } from "@tanstack/react-query";
import type { SuggestedVersion } from "@yardlet/services";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import type { SaidName } from "./mapping-actions.ts";
import { visibleText } from "./visible-text.ts";

const SHOWN = 50;

/** Any version of any skill that the repo may use. */
export function VersionPicker({
  said,
  onPick,
  onClose,
}: {
  said: SaidName;
  onPick: (version: SuggestedVersion) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [skill, setSkill] = useState<string | null>(null);
  const skills = useQuery(trpc.skill.list.queryOptions({}));
  const versions = useQuery(
    trpc.run.versionsToMap.queryOptions({ repo: said.repo, name: skill ?? "" }, { enabled: skill !== null }),
  );
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const names = [...new Set((skills.data ?? []).filter((one) => usable(one.homeSlug, said)).map(({ name }) => name))];
  const shown = names.filter((name) => words.every((word) => name.toLowerCase().includes(word)));
  return (
    <Dialog
      title={`What ${visibleText(said.name)} means in ${said.repo}`}
      wide
      onClose={onClose}
      footer={
        <Button onClick={skill === null ? onClose : () => setSkill(null)}>
          {skill === null ? "Back" : "Another skill"}
        </Button>
      }
    >
      {skill === null ? (
        <div className="form">
          <input
            type="search"
            aria-label="Search skills"
            placeholder="Search skills"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ul className="names-list pick">
            {shown.slice(0, SHOWN).map((name) => (
              <li key={name}>
                <button type="button" className="link" onClick={() => setSkill(name)}>
                  {name}
                </button>
              </li>
            ))}
            {shown.length === 0 ? <li className="t3">No skill has this name.</li> : null}
          </ul>
        </div>
      ) : (
        <ul className="names-list pick">
          {(versions.data ?? []).map((version) => (
            <li key={version.versionId}>
              <button type="button" className="link" onClick={() => onPick(version)}>
                {version.name} v{version.number}
              </button>
              <span className="t3">
                {version.home}
                {version.newest ? ", newest" : ""}
              </span>
            </li>
          ))}
          {versions.isPending ? <li className="t3">Reading its versions</li> : null}
        </ul>
      )}
    </Dialog>
  );
}

function usable(home: string, { repo }: SaidName): boolean {
  return home === "library" || home === repo;
}
