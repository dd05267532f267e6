import * as z from "zod";
import { EquipPlan } from "../equip/types.ts";
import { SkillState } from "../skill/types.ts";
import { DeprecateAnswer, SkillVersionsAnswer } from "./answers.ts";

/** `yardlet skill versions --json` where a server keeps the versions. */
export const ServerVersionsReport = SkillVersionsAnswer.extend({ server: z.string() });
export type ServerVersionsReport = z.infer<typeof ServerVersionsReport>;

/**
 * `yardlet skill deprecate --json` and `restore --json` on a server. `equipped` are the repos where a deprecated skill still lies;
 * `job` writes a pruned one back, and until it ends the state is as it was.
 */
export const ServerStateReport = z.strictObject({
  server: z.string(),
  home: z.string(),
  skill: z.string(),
  state: SkillState,
  replaced_by: z.string().nullable(),
  equipped: DeprecateAnswer.shape.equipped,
  job: z.string().nullable(),
});
export type ServerStateReport = z.infer<typeof ServerStateReport>;

/** `yardlet login --json` and `logout --json`. `server` is null where there was nobody to log out. */
export const LoginReport = z.strictObject({ server: z.string().nullable(), loggedIn: z.boolean() });
export type LoginReport = z.infer<typeof LoginReport>;

/**
 * `yardlet sync --json`. `name` is the repo's on the server. `commit` is null when nothing was written. `reported` says what became
 * of the report on what lies here now: `waiting` goes with the next sync, `none` where nothing was to be told.
 */
export const SyncReport = z.strictObject({
  server: z.string(),
  name: z.string(),
  repo: z.string(),
  dryRun: z.boolean(),
  commit: z.string().nullable(),
  plan: EquipPlan,
  reported: z.enum(["accepted", "waiting", "refused", "none"]),
  notes: z.array(z.string()),
});
export type SyncReport = z.infer<typeof SyncReport>;
