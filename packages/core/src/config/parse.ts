import { type Document, LineCounter, isNode, parseDocument } from "yaml";
import type * as z from "zod";
import { PresetName, SkillName } from "../skill/names.ts";
import type { Finding } from "../skill/types.ts";
import { CONFIG_PATH, LinkFolder, RepoConfig, defaultRepoConfig } from "./types.ts";

/** Above this the file is not read: a settings file of a person has a few hundred bytes. */
const MAX_CHARACTERS = 64 * 1024;

type Path = readonly (string | number)[];

interface Reading {
  findings: Finding[];
  lineOf: (path: Path) => number | undefined;
}

/**
 * Reads the text of `.agents/yardlet.yaml`. Never throws: an unknown key is a `warning`, a bad value an `error` with its line,
 * and the default stands in its place; in a list only the bad item is left out.
 */
export function parseRepoConfig(text: string): { config: RepoConfig; findings: Finding[] } {
  if (text.length > MAX_CHARACTERS) {
    return broken("config-too-large", `the file has more than ${MAX_CHARACTERS} characters; nothing of it is used`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: "core", stringKeys: true });
  const syntax = document.errors[0];
  if (syntax) {
    const what = firstLine(syntax.message);
    return broken("config-syntax", `this is not valid YAML: ${what}`, lines.linePos(syntax.pos[0]).line);
  }
  const data = toData(document);
  if (data === undefined) return broken("config-syntax", "the file has too many aliases; nothing of it is used");
  if (data === null) return { config: defaultRepoConfig(), findings: [] };
  if (!isRecord(data)) return broken("config-shape", "settings are expected as key: value lines", 1);

  const reading: Reading = { findings: [], lineOf: (path) => lineOf(document, lines, path) };
  const { shape } = RepoConfig;
  reportUnknownKeys(reading, data, Object.keys(shape), []);
  const presets = readGroup(reading, ["add", "veto"], data, "presets");
  const skills = readGroup(reading, ["pick", "veto"], data, "skills");
  const config: RepoConfig = {
    auto_equip: readValue(reading, shape.auto_equip, data, "auto_equip"),
    auto_skill: readValue(reading, shape.auto_skill, data, "auto_skill"),
    auto_prune: readValue(reading, shape.auto_prune, data, "auto_prune"),
    skill_result: readValue(reading, shape.skill_result, data, "skill_result"),
    skill_library: readValue(reading, shape.skill_library, data, "skill_library") || undefined,
    server: readValue(reading, shape.server, data, "server"),
    links: readList(reading, LinkFolder, data, ["links"]) ?? defaultRepoConfig().links,
    presets: {
      add: readList(reading, PresetName, presets, ["presets", "add"]) ?? [],
      veto: readList(reading, PresetName, presets, ["presets", "veto"]) ?? [],
    },
    skills: {
      pick: readList(reading, SkillName, skills, ["skills", "pick"]) ?? [],
      veto: readList(reading, SkillName, skills, ["skills", "veto"]) ?? [],
    },
  };
  return { config, findings: reading.findings.toSorted(byLine) };
}

function toData(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    return undefined;
  }
}

function readValue<T>(reading: Reading, schema: z.ZodType<T>, data: Record<string, unknown>, key: string) {
  const value = own(data, key);
  if (value === undefined || value === null) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  report(reading, "config-value", "error", [key], parsed.error.issues[0]?.message ?? "the value is not valid");
  return undefined;
}

/** The map of lists at `key`; empty when it is absent or no map. */
function readGroup(
  reading: Reading,
  known: readonly string[],
  data: Record<string, unknown>,
  key: string,
): Record<string, unknown> {
  const group = own(data, key) ?? {};
  if (!isRecord(group)) {
    report(reading, "config-value", "error", [key], `the lists ${known.join(" and ")} are expected`);
    return {};
  }
  reportUnknownKeys(reading, group, known, [key]);
  return group;
}

function readList(
  reading: Reading,
  item: z.ZodType<string>,
  data: Record<string, unknown>,
  path: readonly string[],
): string[] | undefined {
  const value = own(data, path.at(-1) ?? "");
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) {
    report(reading, "config-value", "error", path, "a list is expected");
    return undefined;
  }
  const items: string[] = [];
  for (const [index, one] of value.entries()) {
    const parsed = item.safeParse(one);
    if (!parsed.success) {
      report(reading, "config-value", "error", [...path, index], parsed.error.issues[0]?.message ?? "not valid");
    } else if (items.includes(parsed.data)) {
      report(reading, "config-repeat", "warning", [...path, index], `${parsed.data} is listed twice`);
    } else {
      items.push(parsed.data);
    }
  }
  return items;
}

function reportUnknownKeys(reading: Reading, data: Record<string, unknown>, known: readonly string[], path: Path) {
  for (const key of Object.keys(data)) {
    if (known.includes(key)) continue;
    report(reading, "config-unknown-key", "warning", [...path, key], `no such setting; known are ${known.join(", ")}`);
  }
}

function report(reading: Reading, rule: string, severity: Finding["severity"], path: Path, message: string) {
  const line = reading.lineOf(path);
  const text = `${path.join(".")}: ${message}`;
  reading.findings.push({
    rule,
    severity,
    message: text,
    file: CONFIG_PATH,
    ...(line === undefined ? {} : { line }),
  });
}

function broken(rule: string, message: string, line?: number): { config: RepoConfig; findings: Finding[] } {
  const finding: Finding = {
    rule,
    severity: "error",
    message,
    file: CONFIG_PATH,
    ...(line === undefined ? {} : { line }),
  };
  return { config: defaultRepoConfig(), findings: [finding] };
}

/** The line of the node at `path`, or of the nearest node above it that has one. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function byLine(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

function own(data: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
