import {
  CST,
  type Document,
  Lexer,
  type LineCounter,
  type YAMLMap,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  visit,
} from "yaml";
import type { FrontmatterFault } from "./frontmatter.ts";

/** What the reference reader cannot print it does not read either, be it in a comment. Quoted text may escape it. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * What the open format's reference validator refuses although it is valid YAML: flow collections, anchors, aliases, tags,
 * tabs outside quotes and blocks, unprintable characters, merges of what is no map, and maps beside each other that are
 * indented differently. Source: strictyaml 1.7.3, the reader that skills-ref uses. One finding a line and kind.
 */
export function findSubsetProblems(raw: string, document: Document.Parsed, lines: LineCounter): FrontmatterFault[] {
  const faults: FrontmatterFault[] = [];
  const report = (detail: string, offset: number | undefined) => {
    const line = lines.linePos(offset ?? 0).line;
    if (faults.at(-1)?.line !== line || faults.at(-1)?.detail !== detail)
      faults.push({ rule: "yaml-subset", detail, line });
  };
  for (const offset of findTabs(raw)) report("a tab outside quotes", offset);
  for (const match of raw.matchAll(UNPRINTABLE)) report(`the character ${codeOf(match[0])}`, match.index);
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0];
      if (isAlias(node)) report(`the alias *${node.source}`, offset);
      else if (node.anchor !== undefined) report(`the anchor &${node.anchor}`, offset);
      if (node.tag !== undefined) report("a tag", offset);
      if (isCollection(node) && node.flow) report(isMap(node) ? "the flow map {…}" : "the flow list […]", offset);
      if (isMap(node)) for (const start of findMerges(node)) report("the merge key <<", start);
      if (isMap(node)) for (const start of findUnevenMaps(node, lines)) report("uneven indentation", start);
    },
  });
  return faults;
}

function findUnevenMaps(map: YAMLMap, lines: LineCounter): number[] {
  const starts = map.items.flatMap(({ value }) =>
    isNode(value) && isMap(value) && value.range ? [value.range[0]] : [],
  );
  const columns = starts.map((start) => lines.linePos(start).col);
  return starts.filter((_, index) => columns[index] !== columns[0]);
}

/** The lexer's marks: of a document's start, and of a scalar, whose text is the next token. They stand for no character. */
const DOCUMENT_MARK = "\u0002";
const SCALAR_MARK = "\u001f";

/** Offsets of tabs. In quotes, in blocks and in comments they are text; anywhere else they would be indentation or a gap. */
function findTabs(raw: string): number[] {
  const tabs: number[] = [];
  let offset = 0;
  let isBlock = false;
  let isScalar = false;
  for (const token of raw.includes("\t") ? new Lexer().lex(raw) : []) {
    if (token === SCALAR_MARK || token === DOCUMENT_MARK) {
      isScalar = token === SCALAR_MARK;
      continue;
    }
    const type = isScalar ? "scalar" : CST.tokenType(token);
    const isText = isScalar ? isBlock : type === "comment" || type?.endsWith("quoted-scalar");
    if (isText !== true && token.includes("\t")) tabs.push(offset + token.indexOf("\t"));
    if (type === "block-scalar-header") isBlock = true;
    if (isScalar) isBlock = false;
    isScalar = false;
    offset += token.length;
  }
  return tabs;
}

function findMerges(map: YAMLMap): number[] {
  return map.items.flatMap(({ key, value }) =>
    isScalar(key) && key.type === "PLAIN" && key.value === "<<" && isScalar(value) && key.range ? [key.range[0]] : [],
  );
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
