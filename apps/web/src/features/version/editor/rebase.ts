import type { EditedFile } from "@yardlet/services";
import { bringBack, openDraft, stateOf, textOf, type BaseFile, type Draft, type DraftFile } from "./draft.ts";

/** The draft as the server takes it. */
export function toEdit({ files }: Pick<Draft, "files">): { files: EditedFile[] } {
  return {
    files: files.map(({ path, mode, was, text, base64 }) => {
      if (base64 !== undefined) return { path, mode, base64 };
      return text === null ? { path, mode, from: was ?? path } : { path, mode, text };
    }),
  };
}

/** The other way round: what a merge made of it, as an edit of the version with these files. */
export function fromEdit(
  files: readonly EditedFile[],
  newer: { number: number; files: readonly BaseFile[] },
  reason: string,
): Draft {
  const drafted = files.map((file): DraftFile => {
    const { path, mode } = file;
    const same = newer.files.find((one) => one.path === path);
    if ("from" in file) return { path, mode, was: file.from, text: null };
    if ("base64" in file) return { path, mode, was: same?.path ?? null, text: null, base64: file.base64 };
    return { path, mode, was: same?.path ?? null, text: file.text === same?.text ? null : file.text };
  });
  return { base: newer.number, files: drafted, reason };
}

/**
 * The same work on a newer version: files that the draft touched are as they are in it, all others are as they are there. A file
 * that cannot be edited and is there no more is gone.
 */
export function rebase(
  draft: Draft,
  base: readonly BaseFile[],
  newer: { number: number; files: readonly BaseFile[] },
): Draft {
  const touched = draft.files.filter((file) => stateOf(file, base) !== "same");
  const went = base.filter(({ path }) => !draft.files.some((file) => file.was === path));
  const fresh = openDraft(newer.number, newer.files);
  const moved = new Set(touched.flatMap(({ path, was }) => [path, ...(was === null ? [] : [was])]));
  const kept = fresh.files.filter(({ path }) => !moved.has(path) && !went.some((file) => file.path === path));
  const mine = touched.flatMap((file) => asOf(file, base, newer.files));
  return { ...fresh, reason: draft.reason, files: mine.reduce(put, { ...fresh, files: kept }).files };
}

function asOf(file: DraftFile, base: readonly BaseFile[], newer: readonly BaseFile[]): DraftFile[] {
  const was = newer.some(({ path }) => path === file.was) ? file.was : null;
  const text = textOf(file, base);
  if (text === null) return was === null ? [] : [{ ...file, was }];
  return [{ ...file, was, text }];
}

function put(draft: Draft, file: DraftFile): Draft {
  const placed = bringBack(draft, file);
  return { ...placed, files: placed.files.map((one) => (one.path === file.path ? file : one)) };
}
