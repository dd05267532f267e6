import * as z from "zod";
import type { ResultPhase } from "../run/phase.ts";
import type { Finding } from "../skill/types.ts";

/** Where a repo lives: a local path on one worker's host, or any URL that the host's git can reach. */
export const LocationKind = z.enum(["path", "url"]);
export type LocationKind = z.infer<typeof LocationKind>;

/** How a change reaches a repo (decision 10). */
export const Delivery = z.enum(["commit", "branch", "none"]);
export type Delivery = z.infer<typeof Delivery>;

export const RepoState = z.enum(["new", "ready", "error"]);
export type RepoState = z.infer<typeof RepoState>;

/** The three automatic switches. */
export const Switches = z.strictObject({
  autoEquip: z.boolean(),
  autoSkill: z.boolean(),
  autoPrune: z.boolean(),
});
export type Switches = z.infer<typeof Switches>;
export const SwitchName = z.enum(["autoEquip", "autoSkill", "autoPrune"]);
export type SwitchName = z.infer<typeof SwitchName>;

/** A repo's own settings: `null` leaves the decision to the team. */
export const RepoSwitches = z.strictObject({
  autoEquip: z.boolean().nullable(),
  autoSkill: z.boolean().nullable(),
  autoPrune: z.boolean().nullable(),
});
export type RepoSwitches = z.infer<typeof RepoSwitches>;

/** A git repository registered with the team. */
export interface Repo {
  id: string;
  slug: string;
  locationKind: LocationKind;
  location: string;
  workerHost: string | null;
  defaultBranch: string | null;
  delivery: Delivery;
  deliveryNote: string | null;
  switches: RepoSwitches;
  resultPhase: ResultPhase;
  state: RepoState;
  error: string | null;
  /** The address that its server sends on to. */
  movedTo: string | null;
  /** What its server said when it declined the last push; null once one was taken, or another delivery chosen. */
  pushRefused: string | null;
  snapshotId: string | null;
  headCommit: string | null;
  syncedAt: Date | null;
  syncMs: number | null;
  createdAt: Date;
  archivedAt: Date | null;
}

/** What one sync saw: a commit, its size, and what its configuration file says. */
export interface RepoSnapshot {
  id: string;
  repoId: string;
  commit: string | null;
  takenAt: Date;
  files: number;
  configText: string | null;
  configFindings: Finding[];
}

/** A person's standing choice for a repo. A veto is remembered until it is lifted. */
export const ChoiceKind = z.enum(["skill", "preset"]);
export type ChoiceKind = z.infer<typeof ChoiceKind>;
export const Choice = z.enum(["pick", "veto"]);
export type Choice = z.infer<typeof Choice>;
export interface RepoChoice {
  repoId: string;
  kind: ChoiceKind;
  name: string;
  choice: Choice;
  reason: string | null;
  by: string;
  at: Date;
}
