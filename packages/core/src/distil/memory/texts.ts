import { isRecord } from "../../run/read-document.ts";
import { excerptOf } from "../../scan/excerpt.ts";
import type { MemoryText } from "./detect.ts";
import { isHeldOutName } from "./retrieve-side.ts";
import { FORBIDDEN_IO } from "./rules.ts";
import type { MemoryHit } from "./types.ts";

/** A text of a candidate, and the path of the field it stands in. */
export interface PlacedText extends MemoryText {
  path: string;
}

/** Members of an operation that hold a program rather than words. */
const PROGRAMS = new Set(["code", "source", "script", "implementation", "command", "run", "exec", "body"]);

/** Every text of a candidate that is judged: its files, what its operations say, its notes. Reads whatever is there, well formed or not. */
export function textsOf(data: Record<string, unknown>): PlacedText[] {
  const files = listAt(data["files"]).flatMap((file, index): PlacedText[] => {
    if (!isRecord(file) || typeof file["content"] !== "string") return [];
    const path = `files.${index}.content`;
    const isNamed = typeof file["path"] === "string" && file["path"].trim() !== "";
    return [{ file: isNamed ? String(file["path"]) : path, text: file["content"], path }];
  });
  const { notes } = data;
  return [
    ...files,
    ...wordsOf(data["operations"], "operations"),
    ...(typeof notes === "string" ? [{ file: "notes", path: "notes", text: notes, reading: "prose" as const }] : []),
  ];
}

/** Members of the retrieve operation's schemas that are named like an outcome or like what a task is evaluated by. */
export function heldOutMembers(data: Record<string, unknown>): MemoryHit[] {
  const operations = isRecord(data["operations"]) ? data["operations"] : {};
  const { why, remedy } = FORBIDDEN_IO["held-out-read"];
  return namesIn(operations["retrieve"], "operations.retrieve").map(({ path, name }) => ({
    rule: "held-out-read",
    language: "other" as const,
    file: path,
    line: 1,
    excerpt: excerptOf(name),
    why,
    remedy,
  }));
}

function wordsOf(value: unknown, path: string): PlacedText[] {
  if (typeof value === "string") {
    const isProgram = PROGRAMS.has(path.slice(path.lastIndexOf(".") + 1));
    const onRetrieve = path.startsWith("operations.retrieve");
    return [{ file: path, path, text: value, reading: isProgram ? "any" : "prose", onRetrieve }];
  }
  return entriesOf(value).flatMap(([key, item]) => wordsOf(item, `${path}.${key}`));
}

function namesIn(value: unknown, path: string): { path: string; name: string }[] {
  return entriesOf(value).flatMap(([key, item]) => {
    const at = `${path}.${key}`;
    return [...(!Array.isArray(value) && isHeldOutName(key) ? [{ path: at, name: key }] : []), ...namesIn(item, at)];
  });
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) || Array.isArray(value) ? Object.entries(value) : [];
}

function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
