import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { findLayout, findRepoRoot, type GitLayout } from "./layout.ts";
import type { LocationPolicy, RepoLocation } from "./types.ts";
import { parseRepoUrl, toLocation } from "./url.ts";

const MAX_CHARACTERS = 2048;

/**
 * Reads what a person typed as a repository's place and holds it against the installation's policy (decision 14).
 * A local path comes back as its real path. Host names are resolved later, when the repository is opened.
 * @throws DomainError `invalid`, `not_found` or `forbidden`, with what to write instead.
 */
export async function parseLocation(text: string, policy: LocationPolicy): Promise<RepoLocation> {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > MAX_CHARACTERS || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(trimmed)) {
    throw new DomainError(
      "invalid",
      `a repository's address has 1 to ${MAX_CHARACTERS} characters and none of them is invisible`,
    );
  }
  if (trimmed.startsWith("-"))
    throw new DomainError("invalid", "a repository's address does not start with -; remove it");
  const helper = /^([a-z][a-z0-9+.-]*)::/i.exec(trimmed)?.[1];
  if (helper !== undefined) {
    throw new DomainError("forbidden", `${helper}:: would run a program; use https or ssh`, { helper });
  }
  if (isAbsolute(trimmed)) return { kind: "path", path: (await checkLocalPath(trimmed, policy)).path };
  if (/^[.~]/.test(trimmed))
    throw new DomainError("invalid", "a local path is absolute; write it out from the root, without ~ and ..");
  if (trimmed.includes("\\"))
    throw new DomainError("invalid", "a repository's address has no \\ in it; use / as separator");
  return toLocation(parseRepoUrl(trimmed, policy));
}

/**
 * Holds a local path against the allowed folders: its real path, and the git folders it points to, lie inside one of them.
 * @throws DomainError `forbidden` outside of them, `not_found` when nothing is there, `invalid` when it is no repository.
 */
export async function checkLocalPath(
  path: string,
  { localRoots }: Pick<LocationPolicy, "localRoots">,
): Promise<{ path: string; layout: GitLayout }> {
  if (localRoots === undefined) {
    throw new DomainError(
      "forbidden",
      "local paths are off here; add the repository by its https or ssh address, or let an admin set the folders it may lie in",
    );
  }
  const real = await realpath(path).catch(() => undefined);
  const roots = await realRoots(localRoots);
  // Outside the roots the answer is the same whether something is there or not.
  if (!isInside(real ?? path, roots)) throw outsideRoots(path, localRoots);
  if (real === undefined || !(await stat(real)).isDirectory()) {
    throw new DomainError("not_found", `there is no folder ${path}; check the path`, { path });
  }
  const layout = await findLayout(real);
  if (layout === undefined) throw await noRepository(real, roots);
  if (![layout.gitDir, layout.commonDir].every((folder) => isInside(folder, roots)))
    throw outsideRoots(path, localRoots);
  return { path: real, layout };
}

async function realRoots(roots: readonly string[]): Promise<string[]> {
  const real = await Promise.all(roots.map((root) => realpath(root).catch(() => undefined)));
  return real.filter((root) => root !== undefined);
}

function isInside(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const way = relative(root, path);
    return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  });
}

function outsideRoots(path: string, roots: readonly string[]): DomainError {
  return new DomainError(
    "forbidden",
    `${path} is outside the folders that local repositories may lie in (${roots.join(", ") || "none"}); move it there or let an admin add its folder`,
    { path },
  );
}

async function noRepository(path: string, roots: readonly string[]): Promise<DomainError> {
  const top = await findRepoRoot(path);
  const remedy =
    top !== undefined && isInside(top, roots)
      ? `its repository starts at ${top}; use that`
      : 'run "git init" there first';
  return new DomainError("invalid", `${path} is not the top of a git repository; ${remedy}`, { path });
}
