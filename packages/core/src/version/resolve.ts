import { utf8ToBytes } from "@noble/hashes/utils.js";
import { DomainError } from "../error.ts";
import { canonicalJson } from "../skill/canonical.ts";
import { compareText } from "../skill/order.ts";
import { readYardletMetadata, setYardletMetadata } from "../skill/metadata.ts";
import { readSkill } from "../skill/parse.ts";
import type { SkillFile } from "../skill/types.ts";
import { type FrontmatterData, type FrontmatterValue, isMapping, ownValue } from "../skill/value.ts";
import { writeSkill } from "../skill/write.ts";
import type { Conflict, LinesConflict, Resolution, Sides } from "./conflict.ts";
import type { Draft, HeadDraft, Merge, TextDraft } from "./draft.ts";
import { buildNode, conflictsOfNode } from "./merge-frontmatter.ts";
import { formText } from "./merge-text.ts";

type Answers = ReadonlyMap<string, Resolution>;

/** The merged files, or the conflicts that nobody has answered yet. */
export type Resolved = { done: true; files: SkillFile[] } | { done: false; open: Conflict[] };

/**
 * Answers conflicts of a merge. Of two answers to one conflict the later counts. An answered text has no line feed at its end.
 * @throws DomainError `conflict` for an answer to something that is not asked: the skill has changed since the page was shown;
 * `invalid` for an answer that this conflict cannot take
 */
export function applyResolutions({ drafts, conflicts }: Merge, choices: readonly Resolution[]): Resolved {
  const known = new Map(conflicts.map((conflict) => [conflict.id, conflict]));
  for (const choice of choices) requireFit(known.get(choice.conflict), choice);
  const answers = new Map(choices.map((choice) => [choice.conflict, choice]));
  const open = conflicts.filter(({ id }) => !answers.has(id));
  if (open.length > 0) return { done: false, open };
  const files = drafts.flatMap((draft) => buildDraft(draft, answers));
  return { done: true, files: files.toSorted((a, b) => compareText(a.path, b.path)) };
}

function requireFit(conflict: Conflict | undefined, { conflict: id, take }: Resolution): void {
  if (conflict === undefined) {
    throw new DomainError("conflict", "a side of this merge has changed since; open the merge again", { conflict: id });
  }
  if (conflict.takes.includes(take)) return;
  const takes = conflict.takes.join(", ");
  throw new DomainError("invalid", `${conflict.path} cannot take "${take}" here; choose one of ${takes}`, {
    conflict: id,
  });
}

export function conflictsOfDraft(draft: Draft): Conflict[] {
  if (draft.kind === "settled") return [];
  if (draft.kind === "whole") return [draft.conflict];
  return [
    ...("conflict" in draft.mode ? [draft.mode.conflict] : []),
    ...(draft.head ? conflictsOfNode(draft.head.node) : []),
    ...draft.pieces.flatMap((piece) => ("conflict" in piece ? [piece.conflict] : [])),
  ];
}

/** The files of a draft whose conflicts are all answered. */
export function buildDraft(draft: Draft, answers: Answers): SkillFile[] {
  if (draft.kind === "settled") return draft.files;
  if (draft.kind === "whole") return draft.sides[sideOf(answers.get(draft.conflict.id))];
  const body = draft.pieces
    .flatMap((piece) => ("lines" in piece ? piece.lines : linesFor(piece.conflict, answers.get(piece.conflict.id))))
    .join("\n");
  const text = draft.head ? writeHead(draft.head, body, answers) : body;
  return [{ path: draft.path, mode: modeFor(draft.mode, answers), bytes: utf8ToBytes(formText(text, draft.form)) }];
}

function modeFor(mode: TextDraft["mode"], answers: Answers): SkillFile["mode"] {
  if ("value" in mode) return mode.value;
  return mode.conflict[sideOf(answers.get(mode.conflict.id))] ?? "100644";
}

function sideOf(answer: Resolution | undefined): keyof Sides<unknown> {
  return answer?.take === "theirs" || answer?.take === "base" ? answer.take : "mine";
}

function linesFor(conflict: LinesConflict, answer: Resolution | undefined): string[] {
  if (answer?.take === "both") return [...conflict.mine, ...conflict.theirs];
  if (answer?.take === "text") return answer.text === "" ? [] : answer.text.split(/\r?\n/);
  return conflict[sideOf(answer)];
}

/** Whichever head says what was merged is kept as it is written; only where none does the frontmatter is written anew. */
function writeHead({ node, texts }: HeadDraft, body: string, answers: Answers): string {
  const built = buildNode(node, ({ id }, sides) => valueFor(sides, answers.get(id)));
  const data = isMapping(built) ? built : {};
  const candidates = [texts.mine, stampAs(texts.theirs, texts.mine)].map((head) => putTogether(head, body));
  return candidates.find((text) => says(text, data, body)) ?? writeSkill({ data, body });
}

function valueFor(sides: Sides<FrontmatterValue | undefined>, answer: Resolution | undefined) {
  return answer?.take === "text" ? answer.text : sides[sideOf(answer)];
}

/** A head with the stamp of another; as it is where that has none. */
function stampAs(head: string, other: string): string {
  const { version, source } = readYardletMetadata(readSkill(other));
  const metadata = ownValue(readSkill(head).data, "metadata") ?? {};
  if (version === undefined || source === undefined || !isMapping(metadata)) return head;
  return setYardletMetadata(head, { version, source });
}

function putTogether(head: string, body: string): string {
  return body === "" || head.endsWith("\n") ? `${head}${body}` : `${head}\n${body}`;
}

function says(text: string, data: FrontmatterData, body: string): boolean {
  const skill = readSkill(text);
  return skill.body === body && !skill.lenient && canonicalJson(skill.data) === canonicalJson(data);
}
