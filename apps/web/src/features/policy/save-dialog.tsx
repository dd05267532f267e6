import type { PolicyKnobs } from "@yardlet/core/score";
import { errorOf } from "@/trpc/error.ts";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import type { useSavePolicy } from "./use-save-policy.ts";
import { turnedWords } from "./words.ts";

interface SaveDialogProps {
  /** The version that is in force, and its knobs. */
  base: number;
  inForce: PolicyKnobs;
  knobs: PolicyKnobs;
  /** What would change for which skills, in words. */
  effect: string;
  save: ReturnType<typeof useSavePolicy>;
  onClose: () => void;
}

/** A policy is saved with a note: others will ask why their skills were pruned. */
export function SaveDialog({ base, inForce, knobs, effect, save, onClose }: SaveDialogProps) {
  return (
    <ReasonDialog
      title="Save this policy"
      action="Save policy"
      hint="It stands beside the policy, and in the audit log."
      lead={
        <>
          {turnedWords(inForce, knobs).map((words) => (
            <p key={words}>{words}</p>
          ))}
          <p>
            On today’s evidence: {effect}. Every skill is decided on anew; policy {base} can be put back.
          </p>
        </>
      }
      busy={save.isPending}
      error={save.error ? errorOf(save.error).message : undefined}
      onDo={(note) => save.mutate({ knobs, note, base, before: inForce })}
      onClose={onClose}
    />
  );
}
