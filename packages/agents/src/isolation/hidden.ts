import { realpathSync, statSync } from "node:fs";
import path from "node:path";

/** Places below a home folder where programs keep what they sign in with. */
const SIGN_INS = [
  ".aws",
  ".azure",
  ".claude",
  ".claude/.credentials.json",
  ".codex",
  ".config/gcloud",
  ".config/gh",
  ".config/git",
  ".config/yardlet",
  ".docker",
  ".git-credentials",
  ".gnupg",
  ".kube",
  ".netrc",
  ".npmrc",
  ".pypirc",
  ".ssh",
] as const;

/**
 * Arguments that put an empty folder or file over everything an agent has no business with, where it is there, and show again
 * what its program needs to read. What holds the program itself stays visible.
 */
export function viewArguments(
  program: string,
  home: string | undefined,
  hidden: readonly string[],
  readable: readonly string[],
): string[] {
  const needed = [program, realpathSync(program)];
  const places = [...(home === undefined ? [] : SIGN_INS.map((name) => path.join(home, name))), ...hidden];
  const hides = places.map((place) => ({ place, line: needed.some(isIn(place)) ? [] : hide(place) }));
  const shows = readable.map((place) => ({ place, line: lookAt(place) ? ["--ro-bind", place, place] : [] }));
  // The outer first: what is shown may lie in what is hidden, and the other way round.
  return [...shows, ...hides].toSorted((a, b) => a.place.length - b.place.length).flatMap(({ line }) => line);
}

function isIn(place: string): (file: string) => boolean {
  return (file) => file.startsWith(`${place}${path.sep}`);
}

function hide(place: string): string[] {
  const stat = lookAt(place);
  if (stat === undefined) return [];
  return stat.isDirectory() ? ["--tmpfs", place] : ["--ro-bind", "/dev/null", place];
}

/** What this user can't see, an agent can't either. */
function lookAt(place: string) {
  try {
    return statSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
