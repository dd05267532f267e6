import { diffArrays } from "diff";
import { COMPARE_LIMITS } from "./limits.ts";

/** Paragraphs, lists, code and the like of a Markdown text that stand beside each other and came or went together. */
export interface BlockDiff {
  kind: "same" | "added" | "removed";
  text: string;
}

/**
 * What changed between two Markdown texts, block by block, for reading rather than for applying: blank lines between blocks are
 * not compared. Undefined when more than the limits let a diff compare.
 */
export function diffBlocks(before: string, after: string): BlockDiff[] | undefined {
  const changes = diffArrays(blocksOf(before), blocksOf(after), { maxEditLength: COMPARE_LIMITS.edits });
  return changes?.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join("\n\n"),
  }));
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Blocks are parted by blank lines, except inside of code and before an indented line, which belongs to what it stands under. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let blank: string[] = [];
  let fence: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (fence === undefined && line.trim() === "") {
      blank.push(line);
      continue;
    }
    const belongs = fence !== undefined || blank.length === 0 || /^\s/.test(line);
    if (!belongs && block.length > 0) {
      blocks.push(block.join("\n"));
      block = [];
    } else if (block.length > 0) block.push(...blank);
    blank = [];
    block.push(line);
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
  }
  return block.length > 0 ? [...blocks, block.join("\n")] : blocks;
}
