import "server-only";
import { bundledLanguages, createCssVariablesTheme, createHighlighter, type BundledLanguage } from "shiki";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { lazilyOpened } from "@/server/lazily.ts";

/** A run of characters of one kind; `kind` is a class name. */
export interface Token {
  text: string;
  kind?: string | undefined;
}

const LONGEST_CODE = 40_000;
const LONGEST_LINE = 500;
const THEME = createCssVariablesTheme({ name: "yardlet", variablePrefix: "--tk-" });

/** Kinds of the theme that are drawn; all others are plain. */
const KINDS: Readonly<Record<string, string>> = {
  "var(--tk-token-comment)": "tk-c",
  "var(--tk-token-keyword)": "tk-k",
  "var(--tk-token-string)": "tk-s",
  "var(--tk-token-string-expression)": "tk-s",
};

const highlighter = lazilyOpened(() =>
  createHighlighter({ themes: [THEME], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) }),
);

/** Lines of code in tokens; plain where the language is unknown or the text too long to be worth it. */
export async function highlight(code: string, language: string): Promise<Token[][]> {
  if (!isKnown(language) || code.length > LONGEST_CODE) return plain(code);
  const shiki = await highlighter();
  await shiki.loadLanguage(language);
  const { tokens } = shiki.codeToTokens(code, {
    lang: language,
    theme: THEME.name ?? "",
    tokenizeMaxLineLength: LONGEST_LINE,
  });
  return tokens.map((line) => joined(line.map(({ content, color }) => ({ text: content, kind: KINDS[color ?? ""] }))));
}

/** Neighbours of one kind as one token. */
function joined(tokens: readonly Token[]): Token[] {
  const runs: Token[] = [];
  for (const { text, kind } of tokens) {
    const last = runs.at(-1);
    if (last && last.kind === kind) last.text += text;
    else runs.push({ text, kind });
  }
  return runs;
}

function plain(code: string): Token[][] {
  return code.split("\n").map((text) => [{ text }]);
}

function isKnown(language: string): language is BundledLanguage {
  return Object.hasOwn(bundledLanguages, language);
}

/** The language of a file, by its ending. */
export function languageOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}
