import { oneOf, urlState } from "@/url/state.ts";

export const DIFF_LOOKS = ["unified", "split", "rendered"] as const;
export type DiffPageLook = (typeof DIFF_LOOKS)[number];

/** A difference of two versions, as it stands in the URL. `to` may be a change that is no version (yet). */
export const DIFF_PAGE = urlState((get) => ({
  from: get("from"),
  to: get("to"),
  look: oneOf(DIFF_LOOKS, get("look")) ?? "unified",
}));

/** The editor; `change` is one that was not written, to go on from. */
export const EDIT_PAGE = urlState((get) => ({ change: get("change") }));

/** A version's number as a URL has it; undefined for anything else. */
export function readNumber(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
