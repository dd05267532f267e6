import {
  type Document,
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

/**
 * What the open format's reference validator refuses although it is valid YAML: flow collections, anchors, aliases, tags,
 * tabs in unquoted text, and maps beside each other that are indented differently. Source: strictyaml, the reader that skills-ref uses.
 */
export function findSubsetProblems(document: Document.Parsed, lines: LineCounter): FrontmatterFault[] {
  const faults: FrontmatterFault[] = [];
  const report = (detail: string, offset: number | undefined) =>
    faults.push({ rule: "yaml-subset", detail, line: lines.linePos(offset ?? 0).line });
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0];
      if (isAlias(node)) report(`the alias *${node.source}`, offset);
      else if (node.anchor !== undefined) report(`the anchor &${node.anchor}`, offset);
      if (node.tag !== undefined) report("a tag", offset);
      if (isCollection(node) && node.flow) report(isMap(node) ? "the flow map {…}" : "the flow list […]", offset);
      if (isScalar(node) && node.type === "PLAIN" && node.source?.includes("\t"))
        report("a tab in unquoted text", offset);
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
