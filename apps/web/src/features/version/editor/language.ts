import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";

/** Markdown alone: the ready-made language brings parsers of HTML, CSS and JavaScript, five times its own size. */
const MARKDOWN = new Language(defineLanguageFacet(), parser.configure(GFM), [], "markdown");

const LANGUAGES: Readonly<Record<string, () => Extension>> = {
  md: () => yamlFrontmatter({ content: MARKDOWN }),
  yaml,
  yml: yaml,
};

/** How a file is read while it is edited, by its ending; plain where the ending says nothing. */
export function languageOf(path: string): Extension {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(LANGUAGES, ending) ? (LANGUAGES[ending]?.() ?? []) : [];
}

/** The same few kinds that code on pages is drawn in; their colours stand in the style sheets. */
export const HIGHLIGHT = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.comment, tags.meta, tags.processingInstruction, tags.quote], class: "tk-c" },
    { tag: [tags.heading, tags.keyword, tags.definition(tags.propertyName), tags.link, tags.url], class: "tk-k" },
    { tag: [tags.string, tags.monospace], class: "tk-s" },
    { tag: [tags.heading, tags.strong], class: "tk-b" },
    { tag: tags.emphasis, class: "tk-i" },
  ]),
);
