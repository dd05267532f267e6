import type { Role } from "@yardlet/core/team";

/** What each role is for, in the order of what it may do. */
export const ROLES = {
  viewer: "sees everything, changes nothing",
  curator: "equips and unequips skills, decides what waits, runs syncs",
  admin: "adds repos and members, changes settings",
} as const satisfies Record<Role, string>;

export const ROLE_OPTIONS = [
  { value: "viewer", label: "viewer" },
  { value: "curator", label: "curator" },
  { value: "admin", label: "admin" },
] as const satisfies readonly { value: Role; label: Role }[];
