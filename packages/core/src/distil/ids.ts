import * as z from "zod";
import { digestOf } from "../run/digest.ts";

const PARTS = "[0-9a-f]{16}-[0-9a-f]{16}";
const PART = 16;

/** `lesson:`, then what the lesson is about and what it says, in 16 hex digits each. */
export const LessonId = z.string().regex(new RegExp(`^lesson:${PARTS}$`), "is no id of a lesson");
/** `proposal:`, then the same two parts. */
export const ProposalId = z.string().regex(new RegExp(`^proposal:${PARTS}$`), "is no id of a proposal");
/** `bundle:`, then 32 hex digits of the result's hash. */
export const BundleId = z.string().regex(/^bundle:[0-9a-f]{32}$/, "is no id of a bundle");

/** What failures and requests are grouped by. Codes are sorted, and each is there once. */
export interface GroupKey {
  skill: string | null;
  signature: string;
  codes: readonly string[];
}

/** The part of an id that all lessons of a group share: a later one supersedes the earlier by it. */
export function groupHash({ skill, signature, codes }: GroupKey): string {
  return digestOf([skill, signature, codes]).slice(0, PART);
}

/** The group's part of a lesson's or proposal's id. */
export function groupOfId(id: string): string {
  const start = id.indexOf(":") + 1;
  return id.slice(start, start + PART);
}

/** The id of a lesson or proposal: the same content of the same group always has the same. */
export function idOf(kind: "lesson" | "proposal", group: string, content: object): string {
  return `${kind}:${group}-${digestOf(content).slice(0, PART)}`;
}
