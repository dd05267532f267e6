import { DomainError, parseInput } from "@yardlet/core/error";
import { FileMode } from "@yardlet/core/skill";
import * as z from "zod";
import { ObjectId, type ObjectFormat, blobId } from "../git/object.ts";
import { resolveLink } from "../path/link-target.ts";
import { SafePath } from "../path/safe-path.ts";
import { describePlaces, isInPlaces, placesOf, type WriteScope } from "../path/scope.ts";

const MAX_ENTRIES = 20_000;
const MAX_BYTES = 512 * 1024 * 1024;

const PersonText = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^<>\p{Cc}]+$/u, "no <, > or control characters");

/** Whose name a commit carries as author. The committer is always Yardlet. */
export const Author = z.strictObject({ name: PersonText, email: PersonText });
export type Author = z.infer<typeof Author>;

/** Yardlet itself, as git knows it. */
export const YARDLET: Author = { name: "Yardlet", email: "yardlet@localhost" };

/**
 * What one commit changes, and the commit it was planned upon (`undefined`: the first of the repository). Paths are files,
 * never folders: only what the planner has seen is removed. No path stands in two places.
 */
export const TreeChange = z.strictObject({
  base: ObjectId.optional(),
  puts: z.array(
    z.strictObject({
      path: SafePath,
      mode: FileMode,
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
  ),
  links: z.array(z.strictObject({ path: SafePath, target: z.string().min(1).max(1024) })).default([]),
  deletes: z.array(SafePath),
  message: z
    .string()
    .max(100_000)
    .refine((text) => text.trim() !== "", "a commit message is not empty")
    .refine((text) => !text.includes("\0"), "a commit message has no NUL"),
  author: Author.default(YARDLET),
});
export type TreeChange = z.input<typeof TreeChange>;
export type CheckedChange = z.output<typeof TreeChange>;

/** A path's content in a tree. */
export interface Entry {
  readonly mode: "100644" | "100755" | "120000";
  readonly oid: string;
}

/** What a path shall become: new content, or nothing. */
export interface Wish {
  readonly path: string;
  readonly entry: Entry | undefined;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Checks a change from outside: shape, paths, limits, and that all of it lies where this writer may write.
 * @throws DomainError `invalid` for a bad path or link, `refused` outside of the scope.
 */
export function checkChange(input: TreeChange, scope: WriteScope): CheckedChange {
  const change = parseInput(TreeChange, input, "the change");
  const paths = [...change.puts, ...change.links].map(({ path }) => path).concat(change.deletes);
  const places = placesOf(scope);
  const outside = paths.find((path) => !isInPlaces(path, places));
  if (outside !== undefined) {
    throw new DomainError("refused", `${outside} is outside of what Yardlet writes here: ${describePlaces(places)}`, {
      path: outside,
    });
  }
  const seen = new Set<string>();
  const twice = paths.find((path) => seen.size === seen.add(path).size);
  if (twice !== undefined)
    throw new DomainError("invalid", `${twice} stands twice in the change; plan again`, { path: twice });
  for (const { path, target } of change.links) {
    if (resolveLink(path, target) !== undefined) continue;
    throw new DomainError(
      "invalid",
      `the link ${path} would leave the repository; a link is relative and stays inside`,
      {
        path,
        target,
      },
    );
  }
  const bytes = change.puts.reduce((sum, put) => sum + put.bytes.length, 0);
  if (paths.length > MAX_ENTRIES || bytes > MAX_BYTES) {
    throw new DomainError(
      "limit_reached",
      `one change has at most ${MAX_ENTRIES} files and ${MAX_BYTES} bytes; split it`,
    );
  }
  return change;
}

/** The change as one list of paths with their new content, in order of path. */
export function wishesOfChange({ puts, links, deletes }: CheckedChange, format: ObjectFormat): Wish[] {
  const put = puts.map(({ path, mode, bytes }) => ({ path, entry: { mode, oid: blobId(bytes, format) }, bytes }));
  const linked = links.map(({ path, target }): Wish => {
    const bytes = new TextEncoder().encode(target);
    return { path, entry: { mode: "120000", oid: blobId(bytes, format) }, bytes };
  });
  const deleted = deletes.map((path) => ({ path, entry: undefined, bytes: undefined }));
  return [...put, ...linked, ...deleted].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
