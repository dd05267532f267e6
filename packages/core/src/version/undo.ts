import * as z from "zod";
import type { AuditEntry } from "../audit/types.ts";

/** Days after which an action is history. */
export const UNDO_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Why an action is not undone from its entry. */
export const UndoReason = z.enum([
  "already_undone",
  "too_late",
  "unknown_action",
  "nothing_changed",
  "computed",
  "observed",
  "elsewhere",
  "not_recorded",
  "final",
]);
export type UndoReason = z.infer<typeof UndoReason>;

/** Every action that takes others back. */
export const UndoInverse = z.enum([
  "skill.roll-back",
  "skill.restore",
  "skill.prune",
  "skill.deprecate",
  "skill.pin",
  "skill.unpin",
  "skill.reopen-drift",
  "tombstone.lift",
  "tombstone.put-back",
  "waiver.lift",
  "waiver.put-back",
  "candidate.reopen",
  "repo.equip",
  "repo.unequip",
  "repo.choice",
  "repo.configure",
  "repo.result-phase",
  "repo.add",
  "repo.archive",
  "repo.move",
  "library.set-source",
  "policy.save",
  "run.map-skill",
  "run.unmap-skill",
  "job.cancel",
  "job.retry",
  "key.revoke",
  "credential.remove",
  "team.configure",
  "team.change-role",
  "view.delete",
  "view.save",
  "agent.configure",
]);
export type UndoInverse = z.infer<typeof UndoInverse>;

/** What undoing an entry would do: which action takes it back and until when, or why none does and what to do instead. */
export type Undo =
  | { possible: true; inverse: UndoInverse; until: Date }
  | { possible: false; reason: UndoReason; remedy: string };

type Details = Readonly<Record<string, unknown>>;

/** The action that takes it back; or why there is none, and the remedy. */
type Verdict = { inverse: UndoInverse } | { never: UndoReason; remedy: string };

/** What takes an action back may depend on what its entry holds. */
type Row = Verdict | ((details: Details) => Verdict);

const RECOUNTED = {
  never: "computed",
  remedy: "it follows from the evidence; add evidence or change the policy",
} as const;
const ASKED = { never: "elsewhere", remedy: "undo the entry of what was written for it" } as const;
const DONE_FOR_IT = "undo the entry of what was done for it";
const UNCHANGED = { never: "nothing_changed", remedy: "there is nothing to take back" } as const;
const MEMBERS = { never: "not_recorded", remedy: "change it under members in the settings" } as const;
const WEBHOOKS = { never: "not_recorded", remedy: "change it under webhooks in the settings" } as const;
const PUSH_HOOK = {
  never: "final",
  remedy: "its secret is not kept; make another one in the repo's settings",
} as const;

/** Entries from before their action kept what it replaced are not undone. */
function whereRecorded(what: string, inverse: UndoInverse, remedy: string): Row {
  return (details) => (Object.hasOwn(details, what) ? { inverse } : { never: "not_recorded", remedy });
}

/** Every action of the audit log that is known, and what takes it back. */
const UNDO: Readonly<Record<string, Row>> = {
  "skill.create": ({ home }) => ({ inverse: home === "library" ? "skill.deprecate" : "skill.prune" }),
  "skill.install": ASKED,
  "skill.edit": { inverse: "skill.roll-back" },
  "skill.merge": { inverse: "skill.roll-back" },
  "skill.take-library": { inverse: "skill.restore" },
  "skill.roll-back": { inverse: "skill.roll-back" },
  "skill.prune": { inverse: "skill.restore" },
  "skill.deprecate": { inverse: "skill.restore" },
  "skill.restore": ({ was }) =>
    was === "absent"
      ? { never: "elsewhere", remedy: "take the library's text again, or prune it" }
      : { inverse: was === "deprecated" ? "skill.deprecate" : "skill.prune" },
  "skill.pin": { inverse: "skill.unpin" },
  "skill.unpin": { inverse: "skill.pin" },
  "skill.refused": UNCHANGED,
  "skill.withdraw": { never: "final", remedy: "edit the skill again from the text that was given up" },
  "skill.fork": { never: "observed", remedy: "somebody edited the copy in the repo; take the library's text instead" },
  "skill.found": { never: "observed", remedy: "it lies in the repo; remove its folder there" },
  "skill.keep-mine": { inverse: "skill.reopen-drift" },
  "skill.reopen-drift": { never: "elsewhere", remedy: "keep the repo's own again" },
  "skill.promote": { never: "elsewhere", remedy: "reject the candidate that it opened" },
  "skill.propose": { never: "elsewhere", remedy: "reject the candidate that it opened" },

  "agent.research": { never: "elsewhere", remedy: "cancel its job, or reject its draft" },
  "agent.create": { never: "elsewhere", remedy: "cancel its job, or undo the entry of the skill that it created" },
  "agent.rewrite": { never: "elsewhere", remedy: "cancel its job, or bring the candidate up to date again" },
  "agent.configure": { inverse: "agent.configure" },

  "audit.undo": { never: "elsewhere", remedy: "undo the entry of what was done for it" },

  "tombstone.lift": { inverse: "tombstone.put-back" },
  "tombstone.put-back": { inverse: "tombstone.lift" },

  "waiver.add": { inverse: "waiver.lift" },
  "waiver.lift": { inverse: "waiver.put-back" },
  "waiver.put-back": { inverse: "waiver.lift" },

  "candidate.accepted": ({ kind }) =>
    kind === "note" || kind === "gap" ? { inverse: "candidate.reopen" } : { never: "elsewhere", remedy: DONE_FOR_IT },
  "candidate.edit-draft": { never: "elsewhere", remedy: "edit the draft again" },
  "candidate.rejected": { inverse: "candidate.reopen" },
  "candidate.snoozed": { inverse: "candidate.reopen" },
  "candidate.refresh": { never: "elsewhere", remedy: "edit the draft" },
  "candidate.reopen": { never: "elsewhere", remedy: "decide on the candidate again" },

  "repo.equip": ASKED,
  "repo.pick": ASKED,
  "repo.unequip": ASKED,
  "repo.choice": ASKED,
  "repo.wrote-equip": { inverse: "repo.unequip" },
  "repo.wrote-pick": { inverse: "repo.unequip" },
  "repo.wrote-unequip": { inverse: "repo.equip" },
  "repo.wrote-choice": { never: "not_recorded", remedy: "set the choice again on the repo's page" },
  "repo.lift-choice": whereRecorded("choice", "repo.choice", "set the choice again on the repo's page"),
  "repo.change": ASKED,
  "repo.prune": ASKED,
  "repo.restore": ASKED,
  "repo.take": ASKED,
  "repo.withdraw": { never: "final", remedy: "ask for it again" },
  "repo.propose": UNCHANGED,
  "repo.refused": UNCHANGED,
  "repo.declined": UNCHANGED,
  "repo.lost-branch": { never: "observed", remedy: "put it on a branch again on the repo's page" },
  "repo.follow-branch": { never: "observed", remedy: "set the default branch where the repo lies" },
  "repo.rewritten": { never: "observed", remedy: "push the former history again" },
  "repo.redeliver": ASKED,
  "repo.report-equipped": UNCHANGED,
  "repo.configure": { inverse: "repo.configure" },
  "repo.result-phase": { inverse: "repo.result-phase" },
  "repo.add": { inverse: "repo.archive" },
  "repo.archive": { inverse: "repo.add" },
  "repo.move": { inverse: "repo.move" },

  "push-hook.create": { never: "elsewhere", remedy: "turn it off in the repo's settings" },
  "push-hook.rotate": PUSH_HOOK,
  "push-hook.delete": PUSH_HOOK,

  "rollout.start": { never: "elsewhere", remedy: "roll the skills back in the library; the repos follow" },
  "rollout.retry": { never: "elsewhere", remedy: "roll the skills back in the library; the repos follow" },

  "library.set-source": whereRecorded("before", "library.set-source", "choose the former source in the settings"),
  "library.change": ASKED,
  "library.sync": { never: "observed", remedy: "revert the commit in the library, then read it again" },

  "run.map-skill": ({ before }) => ({ inverse: typeof before === "string" ? "run.map-skill" : "run.unmap-skill" }),
  "run.unmap-skill": { inverse: "run.map-skill" },
  "run.resolve-by-commit": { never: "observed", remedy: "say by hand which version was meant" },

  "distil.start": { never: "elsewhere", remedy: "cancel its job, or reject the candidates that it opened" },
  "distil.done": { never: "elsewhere", remedy: "reject the candidates that it opened" },
  "distil.refused": UNCHANGED,
  "distil.packets": { never: "final", remedy: "report the tasks themselves; packets are kept as they were posted" },

  "policy.save": { inverse: "policy.save" },

  "score.keep": RECOUNTED,
  "score.flag": RECOUNTED,
  "score.propose": RECOUNTED,
  "score.prune": RECOUNTED,
  "score.receipt": UNCHANGED,
  "score.regressed": RECOUNTED,
  "score.harmful": RECOUNTED,
  "score.promote": RECOUNTED,

  "job.cancel": { inverse: "job.retry" },
  "job.retry": { inverse: "job.cancel" },

  "key.create": { inverse: "key.revoke" },
  "key.revoke": { never: "final", remedy: "its secret is not kept; make a new key" },

  "credential.create": { inverse: "credential.remove" },
  "credential.rotate": { never: "final", remedy: "the former secret is not kept; change it again" },
  "credential.remove": { never: "final", remedy: "its secret is not kept; add the credential again" },
  "credential.try": UNCHANGED,

  "team.configure": { inverse: "team.configure" },
  "team.set-up": { never: "final", remedy: "change the name or the members in the settings" },
  "team.invite": MEMBERS,
  "team.revoke-invite": { never: "final", remedy: "its secret is not kept; make a new invitation" },
  "team.join": MEMBERS,
  "team.change-role": whereRecorded("before", "team.change-role", MEMBERS.remedy),
  "team.remove-member": { never: "final", remedy: "invite them again" },

  "view.save": ({ before }) => ({ inverse: before === undefined ? "view.delete" : "view.save" }),
  "view.delete": { inverse: "view.save" },

  "webhook.create": WEBHOOKS,
  "webhook.update": WEBHOOKS,
  "webhook.pause": WEBHOOKS,
  "webhook.resume": WEBHOOKS,
  "webhook.disable": WEBHOOKS,
  "webhook.ping": UNCHANGED,
  "webhook.redelivery": UNCHANGED,
  "webhook.rotate": { never: "final", remedy: "the former secret is not kept; rotate it again" },
  "webhook.delete": { never: "final", remedy: "its secret is not kept; add the webhook again" },
};

/**
 * Says whether an entry of the audit log can be undone, and how. `undone` is true once somebody has. Whether the world still
 * allows the inverse (a later edit, another pointer) is for the inverse to refuse.
 */
export function undoOf(
  entry: Pick<AuditEntry, "action" | "at" | "details">,
  { now, undone = false }: { now: Date; undone?: boolean },
): Undo {
  const row = Object.hasOwn(UNDO, entry.action) ? UNDO[entry.action] : undefined;
  if (row === undefined) return refuse("unknown_action", "use the page of what it changed");
  const verdict = typeof row === "function" ? row(entry.details) : row;
  if ("never" in verdict) return refuse(verdict.never, verdict.remedy);
  if (undone) return refuse("already_undone", "it was taken back before; undo that entry instead");
  const until = new Date(entry.at.getTime() + UNDO_DAYS * DAY_MS);
  if (now > until)
    return refuse("too_late", `only the last ${UNDO_DAYS} days are undone from here; use the page of what it changed`);
  return { possible: true, inverse: verdict.inverse, until };
}

function refuse(reason: UndoReason, remedy: string): Undo {
  return { possible: false, reason, remedy };
}
