import { DomainError } from "@yardlet/core/error";
import type { GitRepo } from "@yardlet/repo";
import { printable } from "../output/printable.ts";
import type { Server } from "./server.ts";
import { isThisMachine } from "./trust.ts";

/**
 * What a server may know a repository by: its origin, and on this machine its folder.
 * @throws DomainError `invalid` where there is neither, with the remedy
 */
export function namesOf({ remoteUrl }: GitRepo, root: string, { url }: Server, remedy: string): string[] {
  const names = [...(remoteUrl === undefined ? [] : [remoteUrl]), ...(isThisMachine(url) ? [root] : [])];
  if (names.length > 0) return names;
  throw new DomainError("invalid", `${root} has no remote called origin to know it by; ${remedy}`);
}

/**
 * What a server answers to the first of the names that it knows.
 * @throws DomainError `not_found` when it knows none of them
 */
export async function firstKnown<T>(
  { url }: Server,
  names: readonly string[],
  remedy: string,
  ask: (name: string) => Promise<T>,
): Promise<T> {
  for (const name of names) {
    try {
      return await ask(name);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "not_found")) throw error;
    }
  }
  throw new DomainError(
    "not_found",
    `${url} has no repo ${names.map(printable).join(" or ")}; add it there, or ${remedy}`,
  );
}
