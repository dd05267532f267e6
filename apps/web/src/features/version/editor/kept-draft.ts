import type { Draft, DraftFile } from "./draft.ts";

/** Where drafts lie; the browser's storage, or what stands for it. */
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Where a member's work on a skill lies; members' ids tell installations apart that share an address. */
export function draftKey(member: string, home: string, name: string): string {
  return `yardlet.draft ${member} ${home}/${name}`;
}

/** Where work on a text lies that is not installed. */
export function reviewKey(userId: string, draftId: string): string {
  return `yardlet.review ${userId} ${draftId}`;
}

/** The draft that was left behind; undefined when there is none that can be read. */
export function readDraft(store: DraftStore, key: string): Draft | undefined {
  try {
    const found: unknown = JSON.parse(store.getItem(key) ?? "null");
    return isDraft(found) ? found : undefined;
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

/** By hand: the schema library would be a tenth of what a page may load. */
function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" &&
    value !== null &&
    "base" in value &&
    Number.isInteger(value.base) &&
    "reason" in value &&
    typeof value.reason === "string" &&
    "files" in value &&
    Array.isArray(value.files) &&
    value.files.every(isDraftFile)
  );
}

function isDraftFile(value: unknown): value is DraftFile {
  if (typeof value !== "object" || value === null) return false;
  const at = (key: string): unknown => Reflect.get(value, key);
  const isText = (key: string) => typeof at(key) === "string";
  return (
    isText("path") &&
    (at("mode") === "100644" || at("mode") === "100755") &&
    (at("was") === null || isText("was")) &&
    (at("text") === null || isText("text")) &&
    (at("base64") === undefined || isText("base64"))
  );
}
