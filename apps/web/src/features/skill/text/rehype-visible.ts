import type rehypeSanitize from "rehype-sanitize";
import { textParts } from "../hidden-characters.ts";

type Root = ReturnType<ReturnType<typeof rehypeSanitize>>;
type Node = Root["children"][number];
type Element = Extract<Node, { type: "element" }>;
type Child = Element["children"][number];

/** HTML in Markdown is never run and never dropped: an agent reads it, so it stands there as text. Before the sanitizer. */
export function rehypeShowHtml() {
  return (tree: Root): Root => ({ ...tree, children: tree.children.flatMap((node) => showHtml(node, true)) });
}

function showHtml<N extends Node | Child>(node: N, block: boolean): (N | Element)[] {
  if (node.type === "raw") {
    const code: Element = {
      type: "element",
      tagName: "code",
      properties: {},
      children: [{ type: "text", value: node.value }],
    };
    return [block ? { type: "element", tagName: "pre", properties: {}, children: [code] } : code];
  }
  if (node.type !== "element") return [node];
  return [{ ...node, children: node.children.flatMap((child) => showHtml(child, false)) }];
}

/** Shows hidden characters of running text as marks. After the sanitizer, which would take the class away; code marks its own. */
export function rehypeShowHidden() {
  return (tree: Root): Root => ({ ...tree, children: tree.children.flatMap((node) => showHidden(node)) });
}

function showHidden<N extends Node | Child>(node: N): (N | Child)[] {
  if (node.type === "text") {
    return textParts(node.value).map((part) =>
      "text" in part ? { type: "text", value: part.text } : markOf(part.hidden, part.name),
    );
  }
  if (node.type !== "element" || node.tagName === "pre") return [node];
  return [{ ...node, children: node.children.flatMap((child) => showHidden(child)) }];
}

function markOf(hidden: string, name: string): Element {
  return {
    type: "element",
    tagName: "span",
    properties: { className: ["hid"], title: name },
    children: [{ type: "text", value: hidden }],
  };
}
