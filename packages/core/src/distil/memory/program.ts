import { foldTexts, parametersOf } from "./fold.ts";
import { readPython } from "./read-python.ts";
import { readScript } from "./read-script.ts";
import { type Token, isMark, pairsOf } from "./token.ts";

export type CodeLanguage = "javascript" | "python";

/** A file as its tokens, constants put together, with what is known of its names. */
export interface Program {
  language: CodeLanguage;
  tokens: readonly Token[];
  pairs: Int32Array;
  /** Indices of names in lists of parameters. */
  parameters: ReadonlySet<number>;
  /** By name, where the values begin that it, or a member of that name, is given. */
  given: ReadonlyMap<string, readonly number[]>;
  /** By name, the paths it stands for: `import os as o` makes `o` stand for `@os`. */
  aliases: Map<string, Set<string>>;
  /** Indices where a chain begins that another one goes on with: `(os).system`. */
  followed: Set<number>;
  /** Names that the file itself declares for all of its code. */
  own: Set<string>;
}

/** Reads a program; where it can be read in two ways, both. */
export function readPrograms(language: CodeLanguage, text: string, firstLine = 1): Program[] {
  const readings = language === "python" ? [readPython(text, firstLine)] : readScript(text, firstLine);
  return readings.map((read) => {
    const tokens = foldTexts(read);
    const pairs = pairsOf(tokens);
    return {
      language,
      tokens,
      pairs,
      parameters: parametersOf(tokens, pairs),
      given: givenIn(tokens),
      aliases: new Map(),
      followed: new Set(),
      own: new Set(),
    };
  });
}

function givenIn(tokens: readonly Token[]): Map<string, number[]> {
  const given = new Map<string, number[]>();
  for (const [index, { kind, value }] of tokens.entries()) {
    if (kind !== "name" || !isMark(tokens[index + 1], "=", ":=")) continue;
    const starts = given.get(value) ?? [];
    given.set(value, starts);
    starts.push(index + 2);
  }
  return given;
}
