import { oneOf, urlState } from "@/url/state.ts";

export const DIFF_LOOKS = ["unified", "split", "rendered"] as const;
export type DiffPageLook = (typeof DIFF_LOOKS)[number];

/** A difference of two versions, as it stands in the URL. `to` may be the change that is being written. */
export const DIFF_PAGE = urlState((get) => ({
  from: get("from"),
  to: get("to"),
  look: oneOf(DIFF_LOOKS, get("look")) ?? "unified",
}));

/** A version's number as a URL has it; undefined for anything else. */
export function readNumber(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
