import type { Placed, PlanAction } from "./types.ts";
import { CORE } from "./wanted.ts";

/** A library skill that was promoted, and how one repo stands to it. */
export interface OfferFacts {
  skill: string;
  /** The library's version in force. */
  version: number;
  /** Slugs of the repos that its text comes from, and presets that are certain in one of them and here. */
  from: readonly string[];
  shared: readonly string[];
  /** The repo's own skill that the text comes from too: its version in force, and whether that is the library's text. */
  own: { version: number; same: boolean } | null;
  placed: Pick<Placed, "entry" | "treeHash"> | undefined;
  /** What equipping would do if somebody picked it here. */
  action: PlanAction | undefined;
}

/** equip: it is placed as a pick · take: the library's takes the place of the repo's own. */
export interface Offer {
  offer: "equip" | "take";
  title: string;
  why: string;
}

/**
 * What a repo is offered of a promoted skill, or nothing: its own text makes way for the library's, and a repo of the same kind may
 * equip it. A veto, a folder of that name, or a find in another client's folder says no by itself.
 */
export function offerOf(facts: OfferFacts): Offer | null {
  const { skill, version, from, own, placed, action } = facts;
  const shared = facts.shared.filter((preset) => preset !== CORE);
  if (own && placed?.entry?.origin === "repo" && placed.treeHash !== undefined) {
    const same = "the text is the same; from then on it follows the library's";
    const other = `its own v${own.version} is another text; the library's v${version} takes its place, and its versions are kept`;
    return { offer: "take", title: `take the library's ${skill} v${version}`, why: own.same ? same : other };
  }
  if (action !== "add" || shared.length === 0) return null;
  const [first = "", ...more] = from;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return {
    offer: "equip",
    title: `equip ${skill} v${version}`,
    why: `promoted from ${first}${others}; ${shared.join(", ")} ${shared.length === 1 ? "applies" : "apply"} there and here`,
  };
}
