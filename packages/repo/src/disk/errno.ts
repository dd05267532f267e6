import { DomainError } from "@yardlet/core/error";

/** The system's code of an error, such as `ENOENT`; `undefined` when it has none. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Gives `undefined` for an error with one of these system codes; other errors go on. */
export async function unless<T>(work: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codes.includes(errnoOf(error) ?? "")) return undefined;
    throw error;
  }
}

const WRITE_REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there; change the rights of the folder",
  EPERM: "this user may not write there; change the rights of the folder",
  EROFS: "the file system is read-only; make it writable",
  ENOSPC: "the disk is full; make room and try again",
  EDQUOT: "the disk quota is used up; make room and try again",
  ENOENT: "the folder is gone; check that the repository is still there",
  ENOTDIR: "a file lies where a folder is expected; move it away",
  EISDIR: "a folder lies where a file is expected; move it away",
  ENOTEMPTY: "a folder lies where a file is expected; move it away",
};

/** What a failed write means for the person who asked. Errors without a known cause stay what they are: bugs. */
export function writeFailure(error: unknown, path: string): unknown {
  const code = errnoOf(error) ?? "";
  const remedy = WRITE_REMEDIES[code];
  if (remedy === undefined) return error;
  const retry = code === "ENOSPC" || code === "EDQUOT";
  return new DomainError(retry ? "unavailable" : "refused", `${path} could not be written: ${remedy}`, { path, code });
}
