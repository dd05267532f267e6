import { DEVICE_NAMES } from "./names.ts";
import type { Problem } from "./rules.ts";
import type { SkillFile } from "./types.ts";
import { compareText } from "./order.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_OR_BACKSLASH = /[\u0000-\u001f\u007f\\]/;
const DRIVE = /^[A-Za-z]:/;
const NOT_ON_WINDOWS = /[<>:"|?*]|[. ]$/;

/** Whether a path is relative and stays inside its folder: no `..`, no empty part, no backslash, control character or `.git`. */
export function isInsidePath(path: string): boolean {
  if (CONTROL_OR_BACKSLASH.test(path) || DRIVE.test(path) || !path.isWellFormed()) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== ".." && part.toLowerCase() !== ".git");
}

/** Problems of the paths of a folder, whatever their order. */
export function checkPaths(files: readonly Pick<SkillFile, "path">[]): Problem[] {
  const paths = files.map(({ path }) => path).toSorted(compareText);
  return [
    ...paths.filter((path) => !isInsidePath(path)).map((path) => problem("path-outside", path, JSON.stringify(path))),
    ...paths.filter((path, index) => path === paths[index - 1]).map((path) => problem("path-duplicate", path, path)),
    ...findCaseTwins(paths).map(([path, twin]) =>
      problem("path-portable", path, `${path} and ${twin} differ only in case`),
    ),
    ...paths
      .filter((path) => isInsidePath(path) && !isPortable(path))
      .map((path) => problem("path-portable", path, `Windows cannot hold ${path}`)),
  ];
}

function problem(rule: Problem["rule"], file: string, detail: string): Problem {
  return { rule, detail, file };
}

function isPortable(path: string): boolean {
  return path.split("/").every((part) => !NOT_ON_WINDOWS.test(part) && !isDeviceName(part));
}

function isDeviceName(part: string): boolean {
  return DEVICE_NAMES.has((part.split(".")[0] ?? "").toLowerCase());
}

function findCaseTwins(paths: readonly string[]): [string, string][] {
  const first = new Map<string, string>();
  return paths.flatMap((path) => {
    const key = path.toLowerCase();
    const twin = first.get(key);
    if (twin === undefined) first.set(key, path);
    return twin === undefined || twin === path ? [] : [[path, twin]];
  });
}
