import * as z from "zod";
import type { AgentName } from "../agent/authoring.ts";
import type { Switches } from "../repo/types.ts";

/** Each role may do all that the ones before it may. */
export const Role = z.enum(["viewer", "curator", "admin"]);
export type Role = z.infer<typeof Role>;

/** True when `role` may do what `needed` may. */
export function roleCovers(role: Role, needed: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(needed);
}

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
}

export interface Invite {
  id: string;
  role: Role;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

export const PersonName = z.string().trim().min(1, "a name has at least 1 character").max(80);
export const Email = z.email("this is not an e-mail address").max(254);
export const Password = z
  .string()
  .min(10, "a password has at least 10 characters")
  .max(128, "a password has at most 128 characters");
export const TeamName = z.string().trim().min(1, "a team name has at least 1 character").max(80);

export const CoolOffHours = z
  .int("a whole number of hours is expected")
  .min(0, "a cool-off is at least 0 hours")
  .max(720, "a cool-off is at most 720 hours");

/** The one team of an installation, with its defaults for every repo. */
export interface Team {
  name: string;
  switches: Switches;
  /** How old evidence has to be, in hours, before a skill is pruned by itself. */
  coolOffHours: number;
  /** The agent that writes skills where a request names none; null leaves it to Yardlet. */
  agent: AgentName | null;
  /** Whether an agent may be given the network. */
  allowFullAccess: boolean;
  setupTokenHash: string | null;
  adminAt: Date | null;
  setUpAt: Date | null;
}
