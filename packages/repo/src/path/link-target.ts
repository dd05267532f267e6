import { posix } from "node:path";
import { unsafePathReason } from "./safe-path.ts";

/**
 * Where a link at `path` leads, from the root of the repository; `undefined` when it is absolute or leaves it.
 * A link to the root itself counts as leaving: nothing of ours lies there.
 */
export function resolveLink(path: string, target: string): string | undefined {
  if (target === "" || posix.isAbsolute(target)) return undefined;
  const resolved = posix.join(posix.dirname(path), target).replace(/\/$/, "");
  return unsafePathReason(resolved) === undefined ? resolved : undefined;
}
