import { LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import type { Finding } from "../skill/types.ts";
import { expandBraces } from "./glob.ts";
import { isFact } from "./facts.ts";
import { Signal } from "./types.ts";

const FILE = "signals.yaml";
const MAX_LENGTH = 256 * 1024;
const MAX_SIGNALS = 1000;

/** As written: names may be one text, `weight` defaults to certain, `what` to the name of the preset. */
const SignalsFile = z.looseObject({ signals: z.array(z.unknown()).max(MAX_SIGNALS) });

/**
 * Reads a library's `signals.yaml`: the team's own rows, added to the built-in table. Never throws; a row that cannot be
 * read is left out and named by a finding with its line.
 *
 * ```yaml
 * signals:
 *   - preset: payments                     # a preset of the vocabulary or of the library
 *     weight: 1                            # 1 certain alone (default), 0.5 likely alone, less needs company, negative speaks against
 *     what: our payment gateway            # shown as evidence; rows of one preset that say the same count once
 *     main: true                           # optional: counts fully only in the main package, not in one of many
 *     when:                                # exactly one of:
 *       dependencies: {npm: [pay-sdk], maven: ["com.acme:pay"]}   # exact names; optional `in: app|library`, `scope: any`
 *       # files: ["deploy/*.pay.yaml"]     # globs over tracked paths; optional `atLeast: 3`, `alsoIn: [docs, hidden]`
 *       # facts: [npm.bin]                 # what manifests state; optional `in: app|library`
 *       # share: [pay]                     # file extensions; `of: code|text`, `atLeast: 0.2`, optional `files: 3`, `under: src`
 *       # packages: 3                      # packages below the root; `of: [npm, go]`, optional `declared`, `apart`
 * ```
 */
export function parseSignals(text: string): { signals: Signal[]; findings: Finding[] } {
  if (text.length > MAX_LENGTH) return failure(`${FILE} is longer than 256 KiB; remove some signals`);
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: "core",
    lineCounter: counter,
    prettyErrors: false,
    logLevel: "silent",
  });
  const error = document.errors[0];
  if (error !== undefined)
    return failure(`this is not valid YAML: ${firstLine(error.message)}`, counter.linePos(error.pos[0]).line);
  const data = toData(() => document.toJS({ maxAliasCount: 50 }));
  if (data === null || data === undefined) return { signals: [], findings: [] };
  const file = SignalsFile.safeParse(data);
  if (!file.success) return failure('write the signals as a list under "signals:", at most 1,000 of them', 1);
  const signals: Signal[] = [];
  const findings: Finding[] = [];
  file.data.signals.forEach((row, index) => {
    const read = Signal.safeParse(withDefaults(row));
    const problem = read.success ? problemOf(read.data) : problemText(read.error);
    const node = document.getIn(["signals", index], true);
    if (read.success && problem === undefined) signals.push(read.data);
    else findings.push(finding(`signal ${index + 1}: ${problem}`, lineOf(node, counter)));
  });
  return { signals, findings };
}

function withDefaults(row: unknown): unknown {
  if (!isRecord(row)) return row;
  const what =
    row["what"] ?? (typeof row["preset"] === "string" ? `signal of the library for ${row["preset"]}` : undefined);
  return { weight: 1, ...row, what, when: isRecord(row["when"]) ? asLists(row["when"]) : row["when"] };
}

/** One name needs no brackets. */
function asLists(condition: Record<string, unknown>): Record<string, unknown> {
  const listed = (value: unknown) => (typeof value === "string" ? [value] : value);
  const entries = Object.entries(condition).map(([key, value]): [string, unknown] => {
    if (key === "dependencies" && isRecord(value)) {
      return [key, Object.fromEntries(Object.entries(value).map(([ecosystem, names]) => [ecosystem, listed(names)]))];
    }
    const isList = ["files", "facts", "share", "alsoIn"].includes(key) || (key === "of" && "packages" in condition);
    return [key, isList ? listed(value) : value];
  });
  return Object.fromEntries(entries);
}

/** What the schema cannot see: facts nobody states, and patterns that stand for too many. */
function problemOf(signal: Signal): string | undefined {
  const { when } = signal;
  if ("facts" in when) {
    const unknown = when.facts.find((name) => !isFact(name));
    return unknown === undefined
      ? undefined
      : `no manifest states "${unknown}"; write one of the facts in classify/facts.ts, such as npm.bin`;
  }
  if ("share" in when) {
    const dotted = when.share.find((extension) => /[.*/]/.test(extension));
    return dotted === undefined ? undefined : `write the extension "${dotted}" without dots and stars`;
  }
  if (!("files" in when)) return undefined;
  const broad = when.files.find(
    (glob) => expandBraces(glob).length === 0 || glob.startsWith("/") || glob.includes("\\"),
  );
  return broad === undefined
    ? undefined
    : `the pattern "${broad}" is not a relative path with /, or has too many alternatives`;
}

function problemText(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.path[0] === "when")
    return '"when" takes exactly one of dependencies, files, facts, share, packages, with its options';
  return `${issue?.path.join(".") || "the row"}: ${issue?.message ?? "not readable"}`;
}

function failure(message: string, line?: number): { signals: Signal[]; findings: Finding[] } {
  return { signals: [], findings: [finding(message, line)] };
}

function finding(message: string, line: number | undefined): Finding {
  const base: Finding = { rule: "signals", severity: "error", message, file: FILE };
  return line === undefined ? base : { ...base, line };
}

function lineOf(node: unknown, counter: LineCounter): number | undefined {
  const range = isRecord(node) ? node["range"] : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === "number" ? counter.linePos(start).line : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toData(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return "";
  }
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
