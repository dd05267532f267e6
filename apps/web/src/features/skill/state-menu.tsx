"use client";

import type { SkillDetail } from "@yardlet/services";
import { useState } from "react";
import { useSkillActions } from "@/features/version/actions.ts";
import { carriedIn } from "@/features/version/carriers-words.ts";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import { TextField } from "@/ui/field.tsx";
import { closeMenu, Menu } from "@/ui/menu.tsx";
import { PromoteDialog } from "./promote-dialog.tsx";

type StateChoice = "deprecate" | "restore" | "pin" | "unpin";
type Choice = StateChoice | "promote";

const WORDS = {
  deprecate: "Deprecate…",
  restore: "Restore…",
  pin: "Pin…",
  unpin: "Unpin…",
  promote: "Promote to the library…",
} as const satisfies Record<Choice, string>;

/** What may be done to a skill besides editing it. */
export function StateMenu({ detail }: { detail: SkillDetail }) {
  const [asked, setAsked] = useState<Choice>();
  const choices = choicesOf(detail);
  return (
    <>
      <Menu label="More">
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            onClick={(event) => {
              closeMenu(event.currentTarget);
              setAsked(choice);
            }}
          >
            {WORDS[choice]}
          </button>
        ))}
      </Menu>
      {asked === "promote" ? (
        <PromoteDialog home={detail.item.homeSlug} name={detail.item.name} onClose={() => setAsked(undefined)} />
      ) : asked ? (
        <StateDialog asked={asked} detail={detail} onClose={() => setAsked(undefined)} />
      ) : null}
    </>
  );
}

/** What its state lets be done: a repo's skill that somebody took away there can be put back too, one that lies there promoted. */
function choicesOf({ item, pin, forkedFrom, inLibrary }: SkillDetail): Choice[] {
  const isLibrary = item.home === "library";
  const isBack = item.state !== "active" || (item.absentSince !== null && !isLibrary);
  const isPromotable = !isLibrary && !isBack && forkedFrom === null && !inLibrary;
  return [
    ...(isPromotable ? (["promote"] as const) : []),
    ...(isBack ? (["restore"] as const) : isLibrary ? (["deprecate"] as const) : []),
    pin === null ? "pin" : "unpin",
  ];
}

/** Asks why, and says what happens where. */
export function StateDialog({
  asked,
  detail,
  onClose,
}: {
  asked: StateChoice;
  detail: SkillDetail;
  onClose: () => void;
}) {
  const { item } = detail;
  const actions = useSkillActions({ home: item.homeSlug, name: item.name }, onClose);
  const [replacedBy, setReplacedBy] = useState("");
  const does = {
    deprecate: (reason) => actions.deprecate(reason, replacedBy.trim() === "" ? null : replacedBy.trim()),
    restore: actions.restore,
    pin: actions.pin,
    unpin: actions.unpin,
  } as const satisfies Record<StateChoice, (reason: string) => void>;
  const { title, action, lead } = DIALOGS[asked](detail);
  return (
    <ReasonDialog
      title={title}
      action={action}
      kind={asked === "deprecate" ? "danger" : "primary"}
      lead={lead.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      onClose={onClose}
      busy={actions.busy}
      error={actions.error}
      onDo={does[asked]}
    >
      {asked === "deprecate" ? (
        <TextField
          label="Replaced by"
          name="replaced-by"
          maxLength={64}
          spellCheck={false}
          placeholder="name of a library skill"
          hint="Optional: those who carry it are pointed there."
          value={replacedBy}
          onChange={(event) => setReplacedBy(event.target.value)}
        />
      ) : null}
    </ReasonDialog>
  );
}

const RESTORES = {
  active: ({ version, homeSlug }) =>
    `v${version} is written back into ${homeSlug} with its text, number and history. Its evidence stays as it stands.`,
  deprecated: () => "It is offered and equipped again, with its evidence as it stands.",
  pruned: ({ version }) => `v${version} is written back with its text, number and history. Its evidence starts anew.`,
} as const satisfies Record<SkillDetail["item"]["state"], (item: SkillDetail["item"]) => string>;

const DIALOGS = {
  deprecate: (detail) => ({
    title: `Deprecate ${detail.item.name}`,
    action: "Deprecate",
    lead: [
      "It is offered and equipped no more. Where it lies it stays, and its removal is suggested there.",
      carriedIn(detail),
    ],
  }),
  restore: ({ item }) => ({
    title: `Restore ${item.name}`,
    action: "Restore",
    lead: [RESTORES[item.state](item)],
  }),
  pin: ({ item }) => ({
    title: `Pin ${item.name}`,
    action: "Pin",
    lead: ["The policy does not prune it by itself, whatever its score, until somebody unpins it."],
  }),
  unpin: ({ item }) => ({
    title: `Unpin ${item.name}`,
    action: "Unpin",
    lead: ["The policy decides on it again, by its score."],
  }),
} as const satisfies Record<StateChoice, (detail: SkillDetail) => { title: string; action: string; lead: string[] }>;
