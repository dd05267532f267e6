import * as z from "zod";

const MAX_BYTES = 1024;
const MAX_PART_BYTES = 255;

/** Windows keeps these names, whatever the extension: `nul.txt` is the null device there. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i;

/** `.git`, and the short name Windows gives it. Names that only look alike to a file system fall to the other rules. */
const GIT_FOLDER = /^(\.git|git~[0-9]+)$/i;

/** Control, format (zero-width, bidi) and lone surrogate characters: invisible, and ignored by some file systems. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What Windows cannot hold in a name. The colon also opens a second data stream, so `.git::$INDEX_ALLOCATION` is out. */
const UNPORTABLE = /[\\:*?"<>|]/;

type Rule = readonly [broken: (path: string, parts: readonly string[]) => boolean, message: string];

const RULES: readonly Rule[] = [
  [(path) => path === "", "a path has at least 1 character"],
  [(path) => Buffer.byteLength(path) > MAX_BYTES, `a path has at most ${MAX_BYTES} bytes`],
  [(path) => INVISIBLE.test(path), "a path has no control or invisible characters"],
  [(path) => path.startsWith("/"), "a path is relative to the repository, without a leading /"],
  [(path) => UNPORTABLE.test(path), 'a path has / as separator and none of \\ : * ? " < > |'],
  [(path) => path.includes("\u{FFFD}"), "a path is valid UTF-8"],
  [(_, parts) => parts.includes(""), "a path has no empty parts"],
  [(_, parts) => parts.includes(".") || parts.includes(".."), "a path has no . or .. in it"],
  [(_, parts) => parts.some((part) => GIT_FOLDER.test(part)), "a path never touches .git"],
  [(_, parts) => parts.some((part) => /[. ]$/.test(part)), "no part of a path ends in a dot or a space"],
  [(_, parts) => parts.some((part) => DEVICE.test(part)), "a path has no Windows device name in it"],
  [
    (_, parts) => parts.some((part) => Buffer.byteLength(part) > MAX_PART_BYTES),
    `each part of a path has at most ${MAX_PART_BYTES} bytes`,
  ],
];

/** The first reason why this path may not be written, if any. Source: security.md "Paths"; git's own `verify_path`. */
export function unsafePathReason(path: string): string | undefined {
  const parts = path.split("/");
  return RULES.find(([broken]) => broken(path, parts))?.[1];
}

/** The one schema of every path that is written or trusted: relative, `/` separated, the same file on every system. */
export const SafePath = z.string().superRefine((path, context) => {
  const message = unsafePathReason(path);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});
export type SafePath = z.infer<typeof SafePath>;

/** Two paths with one key are one file where case or Unicode composition is not kept apart (macOS, Windows). */
export function collisionKey(path: string): string {
  return path.normalize("NFC").toLowerCase().normalize("NFC");
}

/** Every folder above a path, from the root down: `a/b/c` has `a`, `a/b`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
