import type { CodeLanguage } from "./program.ts";

/** How a text is read. `any` is read in every way there is; `data` as sentences only. */
export type Reading = CodeLanguage | "shell" | "prose" | "data" | "any" | "unread";

const BY_ENDING: ReadonlyMap<string, Reading> = new Map(
  Object.entries({
    javascript: "js mjs cjs jsx ts mts cts tsx es6 javascript typescript node",
    python: "py pyi pyw python python3",
    shell: "sh bash zsh ksh dash shell bats",
    prose: "md markdown mdx txt rst adoc text",
    data: "json jsonl jsonc json5 ndjson yaml yml toml csv tsv ini cfg conf xml svg lock gitignore",
    unread:
      "rb go rs java kt kts scala c h cc cpp cxx hpp cs fs vb swift m mm php pl pm lua r jl ex exs erl clj hs ml dart nim zig v d ps1 psm1 bat cmd vbs wasm so dll dylib exe bin o a class jar pyc pyo whl egg node zip gz tgz tar xz bz2 7z html htm vue svelte ipynb sql makefile mk dockerfile gradle groovy awk sed tcl coffee",
  } as const satisfies Partial<Record<Reading, string>>).flatMap(([reading, endings]) =>
    endings.split(" ").flatMap((ending) => (isReading(reading) ? [[ending, reading] as const] : [])),
  ),
);
const UNREAD_NAMES = new Set([
  "makefile",
  "dockerfile",
  "justfile",
  "rakefile",
  "gemfile",
  "vagrantfile",
  "jenkinsfile",
]);
const SHEBANG = /^#![^\n]{0,100}?\b(python|node|deno|bun|ts-node|tsx|bash|dash|zsh|ksh|sh|\w+)[\d.]*\s*(?:\n|$|\s-)/u;
const INTERPRETERS: Readonly<Record<string, Reading>> = {
  python: "python",
  node: "javascript",
  deno: "javascript",
  bun: "javascript",
  "ts-node": "javascript",
  tsx: "javascript",
  bash: "shell",
  dash: "shell",
  zsh: "shell",
  ksh: "shell",
  sh: "shell",
};

/** How a file is read: what its first line says it is run by, else what its name ends in. */
export function readingOfFile(path: string, text: string): Reading {
  const program = SHEBANG.exec(text)?.[1];
  if (program !== undefined) return INTERPRETERS[program] ?? "unread";
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  if (dot < 0) return UNREAD_NAMES.has(name) ? "unread" : "any";
  return BY_ENDING.get(name.slice(dot + 1)) ?? "any";
}

/** How a block of code in Markdown is read, by what stands behind its fence. */
export function readingOfFence(info: string): Reading {
  const word = /^[\w+-]+/u.exec(info.trim().toLowerCase())?.[0] ?? "";
  if (word === "console" || word === "shell-session" || word === "sh-session") return "shell";
  const reading = BY_ENDING.get(word);
  return reading === "unread" ? "data" : (reading ?? "any");
}

function isReading(word: string): word is Reading {
  return ["javascript", "python", "shell", "prose", "data", "any", "unread"].includes(word);
}
