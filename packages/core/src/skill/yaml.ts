import { type Document, LineCounter, isMap, isNode, isPair, isScalar, parseDocument, visit } from "yaml";
import type { FrontmatterFault } from "./frontmatter.ts";
import { findSubsetProblems } from "./yaml-subset.ts";
import { type FrontmatterData, isMapping, kindOf, toPlainValue } from "./value.ts";

/** Refused at any depth: assigned to an ordinary object they reach its prototype. */
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** The tags of the core schema. Any other would ask for code, or for data that JSON cannot hold. */
const CORE_TAGS = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);

const MAX_ALIASES = 50;

/** Frontmatter that could be read as a mapping. `document` keeps comments, quoting and offsets into the raw text. */
export interface ReadableYaml {
  data: FrontmatterData;
  document: Document.Parsed;
  /** 1-based line in the file of each top-level key. */
  lines: ReadonlyMap<string, number>;
  /** What the reference reader of the open format would refuse; it knows only a subset of YAML. */
  subset: FrontmatterFault[];
}

export type YamlReading = ReadableYaml | { fault: FrontmatterFault };

/** Options of every reading of frontmatter: YAML 1.2, core schema, keys are unique text, no merge keys. */
export const YAML_OPTIONS = {
  version: "1.2",
  schema: "core",
  merge: false,
  strict: true,
  uniqueKeys: true,
  stringKeys: true,
  prettyErrors: false,
  logLevel: "error",
} as const;

/**
 * Reads the text between the fences as YAML 1.2 data. Never throws: the first fault in the text is returned with its line,
 * which is the line of the file because the text begins in line 1.
 */
export function readYaml(raw: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(raw, { ...YAML_OPTIONS, lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const refused = findSyntaxFault(document, lineAt) ?? findRefusedNode(document, lineAt);
  if (refused) return { fault: refused };
  const data = toPlainValue(toData(document));
  if (data === undefined)
    return {
      fault: { rule: "yaml-expansion", detail: "is nested too deep or grows too large", line: 1 },
    };
  if (!isMapping(data)) return { fault: { rule: "frontmatter-mapping", detail: kindOf(data), line: 1 } };
  return {
    data,
    document,
    lines: linesOfKeys(document, lineAt),
    subset: findSubsetProblems(raw, document, lines),
  };
}

function findSyntaxFault(document: Document.Parsed, lineAt: (offset: number) => number): FrontmatterFault | undefined {
  const error = document.errors[0];
  if (!error) return undefined;
  // Where the stack ends differs from machine to machine, so this one carries no position.
  if (document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION"))
    return { rule: "yaml-expansion", detail: "is nested too deep or grows too large", line: 1 };
  return { rule: "yaml-syntax", detail: error.message, line: lineAt(error.pos[0]) };
}

function findRefusedNode(document: Document.Parsed, lineAt: (offset: number) => number): FrontmatterFault | undefined {
  let fault: FrontmatterFault | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || typeof key.value !== "string" || !PROTOTYPE_KEYS.has(key.value)) return undefined;
      fault = { rule: "yaml-key", detail: key.value, line: lineAt(key.range?.[0] ?? 0) };
      return visit.BREAK;
    },
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      fault = {
        rule: "yaml-syntax",
        detail: `the alias *${alias.source} has no anchor before it`,
        line: lineAt(alias.range?.[0] ?? 0),
      };
      return visit.BREAK;
    },
    Value(_, node) {
      if (node.tag === undefined || CORE_TAGS.has(node.tag)) return undefined;
      fault = { rule: "yaml-tag", detail: node.tag, line: lineAt(node.range?.[0] ?? 0) };
      return visit.BREAK;
    },
  });
  return fault;
}

function toData(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return undefined;
  }
}

function linesOfKeys(document: Document.Parsed, lineAt: (offset: number) => number): Map<string, number> {
  const items = isMap(document.contents) ? document.contents.items : [];
  return new Map(
    items.flatMap((item) => {
      const key = isPair(item) ? item.key : undefined;
      return isNode(key) && isScalar(key) && key.range ? [[String(key.value), lineAt(key.range[0])] as const] : [];
    }),
  );
}
