"use client";

import type { Conflict, Resolution } from "@yardlet/core/version";
import { useState, type ReactNode } from "react";
import { Button, KeyHints } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { Section } from "@/ui/section.tsx";
import { answer, nextOpen, standing, TAKE_KEYS, type Answers } from "./answers.ts";
import { ConflictCard } from "./conflict-card.tsx";
import type { SideNames } from "./words.ts";

interface MergeConflictsProps {
  conflicts: readonly Conflict[];
  names: SideNames;
  /** The words of the button that ends it. */
  action: string;
  busy: boolean;
  onDone: (resolutions: Resolution[]) => void;
  /** Told of each answer, for a page that shows the result. */
  onAnswers?: (answers: Answers) => void;
  /** Fields before the button: a reason, a target. */
  children?: ReactNode;
  /** What is missing besides answers. */
  missing?: string | undefined;
}

/** Conflicts one by one: j and k move, 1 to 4 choose, and the next open one comes. */
export function MergeConflicts({
  conflicts,
  names,
  action,
  busy,
  onDone,
  onAnswers,
  children,
  missing,
}: MergeConflictsProps) {
  const [answers, setAnswers] = useState<Answers>(new Map());
  const [jumped, setJumped] = useState<string | undefined>(conflicts[0]?.id);
  const { cursor } = useRowCursor(conflicts, {
    keyOf: ({ id }) => id,
    onOpen: () => undefined,
    at: jumped,
    onMove: ({ id }) => setJumped(id),
  });
  const index = conflicts.findIndex(({ id }) => id === cursor);
  const at = conflicts[index];
  const given = standing(answers, conflicts);
  const left = conflicts.length - given.length;
  const tell = (resolution: Resolution) => {
    const next = answer(answers, resolution);
    setAnswers(next);
    onAnswers?.(next);
    return next;
  };
  const choose = (take: keyof typeof TAKE_KEYS) => {
    if (!at?.takes.includes(take)) return;
    const next = nextOpen(conflicts, tell({ conflict: at.id, take }), index);
    if (!next) return;
    setJumped(next.id);
    document.querySelector(`[data-row="${next.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const can = (take: keyof typeof TAKE_KEYS) => at?.takes.includes(take) ?? false;
  useKey(TAKE_KEYS.mine, `Take ${names.mine}`, () => choose("mine"), can("mine"));
  useKey(TAKE_KEYS.theirs, `Take ${names.theirs}`, () => choose("theirs"), can("theirs"));
  useKey(TAKE_KEYS.base, `Take ${names.base}`, () => choose("base"), can("base"));
  useKey(TAKE_KEYS.both, "Take both", () => choose("both"), can("both"));
  const done = () => {
    if (left === 0 && missing === undefined && !busy) onDone(given);
  };
  useKey("mod+enter", action, done, left === 0 && !busy);
  return (
    <>
      <Section
        title={conflicts.length === 0 ? "No conflict" : formatCount(conflicts.length, "conflict")}
        note={
          conflicts.length === 0
            ? "what one side changed, the other left as it was"
            : left === 0
              ? "all answered"
              : `${left} left`
        }
        end={
          conflicts.length > 0 ? (
            <span className="keyline">
              <span>
                <KeyHints keys={["j", "k"]} /> move
              </span>
              <span>
                <KeyHints keys={["1", "2", "3", "4"]} /> take
              </span>
            </span>
          ) : null
        }
      >
        {conflicts.map((conflict) => (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            names={names}
            resolution={answers.get(conflict.id)}
            current={conflict.id === cursor}
            onAnswer={tell}
          />
        ))}
      </Section>
      <div className="acts-bar">
        <p className="t2" role="status">
          {left === 0 ? (missing ?? "Nothing is open.") : `${formatCount(left, "conflict")} left.`}
        </p>
        {children}
        <div className="end">
          <Button kind="primary" busy={busy} disabled={left > 0 || missing !== undefined} onClick={done}>
            {action}
          </Button>
        </div>
      </div>
    </>
  );
}
