import { Document, YAMLMap, YAMLSeq, isMap, isScalar, isSeq, parseDocument } from "yaml";
import * as z from "zod";
import { DomainError } from "../error.ts";
import { PresetName, SkillName } from "../skill/names.ts";
import { CONFIG_PATH } from "./types.ts";

/** The lists a person's choices live in, each with the schema of its names. */
const LISTS = {
  "presets.add": { path: ["presets", "add"], schema: PresetName },
  "presets.veto": { path: ["presets", "veto"], schema: PresetName },
  "skills.pick": { path: ["skills", "pick"], schema: SkillName },
  "skills.veto": { path: ["skills", "veto"], schema: SkillName },
} as const;

export const ConfigList = z.enum(["presets.add", "presets.veto", "skills.pick", "skills.veto"]);
export type ConfigList = z.infer<typeof ConfigList>;

/** Names to take out of one list, and names to append to it where they are absent. */
export const ConfigEdit = z.strictObject({
  list: ConfigList,
  add: z.array(z.string()).readonly().optional(),
  remove: z.array(z.string()).readonly().optional(),
});
export type ConfigEdit = z.infer<typeof ConfigEdit>;

const HEADING = " What Yardlet may do in this repository, and what it should leave out.";

/**
 * Applies edits to the text of `.agents/yardlet.yaml` (`undefined`: there is no file). Comments, order and everything else stay;
 * a text that no edit changes comes back byte for byte.
 * @throws DomainError `invalid` for a name that is no name, and for a file too broken to edit.
 */
export function editRepoConfig(text: string | undefined, edits: readonly ConfigEdit[]): string {
  const document = parse(text ?? "");
  const changes = edits.map((edit) => applyEdit(document, edit));
  if (!changes.includes(true)) return text ?? "";
  if (text === undefined || text.trim() === "") document.commentBefore = HEADING;
  const edited = document.toString({
    lineWidth: 0,
    flowCollectionPadding: /[[{] /.test(text ?? ""),
  });
  return text?.includes("\r\n") ? edited.replaceAll(/\r?\n/g, "\r\n") : edited;
}

function parse(text: string): Document {
  const document = parseDocument(text.replaceAll("\r\n", "\n"), {
    schema: "core",
    stringKeys: true,
  });
  const problem = document.errors[0];
  if (problem) throw unreadable(`it is not valid YAML: ${problem.message.split("\n", 1)[0]}`);
  if (document.contents !== null && !isMap(document.contents) && !isEmptyScalar(document.contents)) {
    throw unreadable("settings are expected as key: value lines");
  }
  return document;
}

function applyEdit(document: Document, edit: ConfigEdit): boolean {
  const { path, schema } = LISTS[edit.list];
  for (const name of edit.add ?? []) {
    const parsed = schema.safeParse(name);
    if (!parsed.success) throw new DomainError("invalid", parsed.error.issues[0]?.message ?? "not a name", { name });
  }
  const present = listAt(document, path);
  const remove = new Set(edit.remove);
  const has = new Set(present?.items.map(nameOf));
  const removed = [...remove].some((name) => has.has(name));
  const added = [...new Set(edit.add)].filter((name) => !has.has(name) || remove.has(name));
  if (!removed && added.length === 0) return false;

  const list = present ?? makeList(document, path);
  list.items = list.items.filter((item) => !remove.has(nameOf(item) ?? ""));
  for (const name of added) list.add(document.createNode(name));
  return true;
}

function listAt(document: Document, path: readonly [string, string]): YAMLSeq | undefined {
  const group = document.get(path[0], true);
  if (group !== undefined && !isMap(group) && !isEmptyScalar(group))
    throw unreadable(`${path[0]} is not a map of lists`);
  const list = isMap(group) ? group.get(path[1], true) : undefined;
  if (list === undefined || isEmptyScalar(list)) return undefined;
  if (!isSeq(list)) throw unreadable(`${path.join(".")} is not a plain list`);
  return list;
}

function makeList(document: Document, path: readonly [string, string]): YAMLSeq {
  if (!isMap(document.contents)) document.contents = new YAMLMap(document.schema);
  if (!isMap(document.get(path[0], true))) document.set(path[0], new YAMLMap(document.schema));
  const list = new YAMLSeq(document.schema);
  document.setIn(path, list);
  return list;
}

function nameOf(item: unknown): string | undefined {
  return isScalar(item) && typeof item.value === "string" ? item.value : undefined;
}

function isEmptyScalar(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function unreadable(why: string): DomainError {
  return new DomainError("invalid", `${CONFIG_PATH} cannot be edited: ${why}; correct the file, then try again`, {
    path: CONFIG_PATH,
  });
}
