import { DomainError } from "@yardlet/core/error";
import { Switches } from "@yardlet/core/repo";
import { CoolOffHours, Role, TeamName } from "@yardlet/core/team";
import type { UndoInverse } from "@yardlet/core/version";
import { ViewName, ViewPage, ViewQuery } from "@yardlet/core/view";
import { findMember, getPolicy, getTeam } from "@yardlet/db";
import * as z from "zod";
import { configureAgents, ConfigureAgentsInput } from "../agent/configure.ts";
import { removeCredential } from "../credential/change.ts";
import { cancelJob, retryJob } from "../job/control.ts";
import { revokeKey } from "../key/revoke.ts";
import { setLibrarySource } from "../library/configure.ts";
import { Knobs, savePolicy } from "../policy/save.ts";
import { changeRole } from "../team/members.ts";
import { updateTeamSettings } from "../team/settings.ts";
import { deleteView } from "../view/delete.ts";
import { saveView } from "../view/save.ts";
import { detailsOf, requireUnchanged, type Inverse, type TakenBack } from "./inverse.ts";

const OfJob = z.object({ job: z.string() });
const OfCredential = z.object({ credential: z.string() });
const OfKey = z.object({ key: z.string() });
const OfSource = z.object({ before: z.string().nullable() });
const OfRole = z.object({ member: z.string(), before: Role, after: Role });
const Settings = Switches.extend({ name: TeamName, coolOffHours: CoolOffHours }).partial();
const OfSettings = z.object({ before: Settings, after: Settings });
const OfAgents = z.object({ before: ConfigureAgentsInput, after: ConfigureAgentsInput });
const OfPolicy = z.object({ before: Knobs, after: Knobs });
const OfView = z.object({ view: z.string() });
const SavedBefore = z.object({ page: ViewPage, name: ViewName, query: ViewQuery, before: ViewQuery.optional() });

export const TEAM_INVERSES = {
  "agent.configure": async ({ ctx, tx, entry }) => {
    const { before, after } = detailsOf(OfAgents, entry);
    requireUnchanged(after, await getTeam(tx));
    return configureAgents(ctx, before);
  },
  "credential.remove": ({ ctx, entry }) => removeCredential(ctx, { id: detailsOf(OfCredential, entry).credential }),
  "job.cancel": ({ ctx, entry }) => cancelJob(ctx, { id: detailsOf(OfJob, entry).job }),
  "job.retry": ({ ctx, entry }) => retryJob(ctx, { id: detailsOf(OfJob, entry).job }),
  "key.revoke": ({ ctx, entry }) => revokeKey(ctx, { id: detailsOf(OfKey, entry).key }),
  "library.set-source": ({ ctx, entry }) => setLibrarySource(ctx, { url: detailsOf(OfSource, entry).before }),
  "policy.save": async ({ ctx, tx, entry, reason }) => {
    const { before, after } = detailsOf(OfPolicy, entry);
    const { version, policy } = await getPolicy(tx);
    requireUnchanged(after, policy);
    return savePolicy(ctx, { knobs: before, note: reason, base: version });
  },
  "team.change-role": async ({ ctx, tx, entry }) => {
    const { member, before, after } = detailsOf(OfRole, entry);
    requireUnchanged({ role: after }, { role: (await findMember(tx, member))?.role });
    return changeRole(ctx, { userId: member, role: before });
  },
  "team.configure": async ({ ctx, tx, entry }) => {
    const { before, after } = detailsOf(OfSettings, entry);
    const { name: teamName, coolOffHours: hours, switches: now } = await getTeam(tx);
    requireUnchanged(changedOf(after, before), { name: teamName, coolOffHours: hours, ...now });
    const { name, coolOffHours, ...switches } = Settings.parse(changedOf(before, after));
    return updateTeamSettings(ctx, {
      ...(name === undefined ? {} : { name }),
      ...(coolOffHours === undefined ? {} : { coolOffHours }),
      switches,
    });
  },
  "view.delete": async (taken) => {
    requireOwner(taken);
    return deleteView(taken.ctx, { id: detailsOf(OfView, taken.entry).view });
  },
  "view.save": async (taken) => {
    requireOwner(taken);
    const { page, name, query, before } = detailsOf(SavedBefore, taken.entry);
    return saveView(taken.ctx, { page, name, query: before ?? query, overwrite: before !== undefined });
  },
} as const satisfies Partial<Record<UndoInverse, Inverse>>;

/** What differs from the other, as it is in the one. */
function changedOf(one: object, other: object): object {
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => Reflect.get(other, name) !== value));
}

/** Views belong to one member each. */
function requireOwner({ ctx, entry }: TakenBack): void {
  if (entry.actorId === ctx.actor.id) return;
  throw new DomainError("forbidden", `this view is ${entry.actorName}'s, who alone can take that back`);
}
