"use client";

import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useKey } from "@/ui/keys.ts";
import { closeMenu, Menu } from "@/ui/menu.tsx";
import { CreateDialog, ResearchDialog } from "./dialogs.ts";

const CHOICES = {
  research: { word: "Research a skill…", means: "a draft to look at" },
  create: { word: "Create a skill…", means: "installed at once" },
} as const;
type Choice = keyof typeof CHOICES;
const CHOICE_NAMES = ["research", "create"] as const satisfies readonly Choice[];

/** Lets an agent write a skill: about a repo, or for the library. */
export function AskMenu({ repo, library = false }: { repo?: string; library?: boolean }) {
  const [asked, setAsked] = useState<Choice>();
  const mayRun = useMay("agent.run");
  useKey("R", "Research a skill", () => setAsked("research"), mayRun);
  if (!mayRun) return null;
  const about = repo === undefined ? {} : { repo };
  const onClose = () => setAsked(undefined);
  return (
    <>
      <Menu label="Ask an agent">
        {CHOICE_NAMES.map((choice) => (
          <button
            key={choice}
            type="button"
            onClick={(event) => {
              closeMenu(event.currentTarget);
              setAsked(choice);
            }}
          >
            {CHOICES[choice].word} <span className="t3">{CHOICES[choice].means}</span>
          </button>
        ))}
      </Menu>
      {asked === "research" ? <ResearchDialog {...about} onClose={onClose} /> : null}
      {asked === "create" ? <CreateDialog {...about} library={library} onClose={onClose} /> : null}
    </>
  );
}
