import { createHash } from "node:crypto";
import * as z from "zod";

/** The name of a git object: 40 hex digits, or 64 in a sha256 repository. */
export const ObjectId = z
  .string()
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, "a commit is named by its 40 or 64 hex digits");
export type ObjectId = z.infer<typeof ObjectId>;

export const ObjectFormat = z.enum(["sha1", "sha256"]);
export type ObjectFormat = z.infer<typeof ObjectFormat>;

const BRANCH = /^[^\s~^:?*[\\\p{Cc}]+$/u;

/** A branch name without `refs/heads/`, by the rules of git's own check. */
export const BranchName = z
  .string()
  .min(1)
  .max(244)
  .refine(
    (name) => BRANCH.test(name) && !/^-|\.\.|@\{|\/\/|^\/|\/$|\.$/.test(name) && name !== "@",
    "not a branch name",
  )
  .refine(
    (name) => name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock")),
    "not a branch name",
  );
export type BranchName = z.infer<typeof BranchName>;

const HEX_DIGITS = { sha1: 40, sha256: 64 } as const satisfies Record<ObjectFormat, number>;

/** What git writes for "no object". */
export function nullId(format: ObjectFormat): ObjectId {
  return "0".repeat(HEX_DIGITS[format]);
}

/** The name git gives these bytes as a blob, as they are: no filter, no change of line ends. */
export function blobId(bytes: Uint8Array, format: ObjectFormat): ObjectId {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
