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
 * Arguments that put an empty folder or file over everything an agent has no business with, where it is there. What holds
 * the agent's own program stays visible.
 */
export function hidingArguments(program: string, home: string | undefined, hidden: readonly string[]): string[] {
  const needed = [program, realpathSync(program)];
  const places = [...(home === undefined ? [] : SIGN_INS.map((name) => path.join(home, name))), ...hidden];
  return places.flatMap((place) => {
    const stat = lookAt(place);
    if (stat === undefined || needed.some((file) => file.startsWith(`${place}${path.sep}`))) return [];
    return stat.isDirectory() ? ["--tmpfs", place] : ["--ro-bind", "/dev/null", place];
  });
}

/** What this user can't see, an agent can't either. */
function lookAt(place: string) {
  try {
    return statSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
