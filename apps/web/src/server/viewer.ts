import "server-only";
import { mayDo, PERMISSIONS, type Permission, type Member } from "@yardlet/core/team";
import { getSetupState, type SetupState } from "@yardlet/services";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { memberOfRequest } from "./auth.ts";
import { database } from "./installation.ts";
import { PATH_HEADER } from "./path-header.ts";

/** Who looks at a page, as the browser may know it. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  role: Member["role"];
  teamName: string;
  /** What the viewer's role covers; services decide again. */
  may: Permission[];
}

export const readSetupState = cache((): Promise<SetupState> => getSetupState({ db: database() }));

/** The signed-in member, once a request. */
export const findMember = cache(async (): Promise<Member | undefined> => memberOfRequest(await headers()));

/** Who looks at this page; sends visitors to the set-up page or to sign in, and brings them back afterwards. */
export const requireMember = cache(async (): Promise<{ member: Member; teamName: string }> => {
  const [setup, member] = await Promise.all([readSetupState(), findMember()]);
  if (setup.needsAdmin) redirect("/setup");
  if (!member) redirect(signInPath((await headers()).get(PATH_HEADER)));
  if (!setup.setUp && member.role === "admin") redirect("/setup");
  return { member, teamName: setup.teamName };
});

export function viewerOf(member: Member, teamName: string): Viewer {
  const { userId, name, email, role } = member;
  return { userId, name, email, role, teamName, may: permissionsOf(role) };
}

function permissionsOf(role: Member["role"]): Permission[] {
  return Object.keys(PERMISSIONS)
    .filter(isPermission)
    .filter((permission) => mayDo(role, permission));
}

function isPermission(name: string): name is Permission {
  return name in PERMISSIONS;
}

function signInPath(next: string | null): string {
  return next && next !== "/" ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in";
}
