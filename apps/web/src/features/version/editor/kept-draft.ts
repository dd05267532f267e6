import * as z from "zod";
import type { Draft } from "./draft.ts";

const KeptDraft = z.object({
  base: z.number().int().positive(),
  reason: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(["100644", "100755"]),
      was: z.string().nullable(),
      text: z.string().nullable(),
      base64: z.string().optional(),
    }),
  ),
}) satisfies z.ZodType<Draft>;

/** Where drafts lie; the browser's storage, or what stands for it. */
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function draftKey(home: string, name: string): string {
  return `yardlet.draft ${home}/${name}`;
}

/** The draft that was left behind; undefined when there is none that can be read. */
export function readDraft(store: DraftStore, key: string): Draft | undefined {
  try {
    return KeptDraft.safeParse(JSON.parse(store.getItem(key) ?? "null")).data;
  } catch {
    return undefined;
  }
}

/** Keeps a draft, or takes it away when it is undefined. False when the browser does not let us, for want of room or leave. */
export function keepDraft(store: DraftStore, key: string, draft: Draft | undefined): boolean {
  try {
    if (draft === undefined) store.removeItem(key);
    else store.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
