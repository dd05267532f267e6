import { compareText } from "../../skill/order.ts";
import { GUIDES } from "./repository.ts";
import { folderOf, matchesIn, oneLine } from "./text.ts";
import type { Claim, Purpose, Repository, Sighting } from "./types.ts";

/** Words that name a purpose. */
const SAYS: readonly (readonly [Purpose, RegExp])[] = [
  ["setup", /^(?:install\w*|setup|set|bootstrap|dependenc\w+|environment|onboard\w*)$/],
  ["build", /^(?:build\w*|compil\w*|packag\w*|bundl\w*)$/],
  ["test", /^(?:tests?|testing|tested|specs?|unit|regression\w*|validat\w+|criteri\w+|verif\w+)$/],
  ["lint", /^(?:lint\w*|style|static|analysis|quality|validat\w+)$/],
  ["types", /^(?:types?|typing|typecheck\w*)$/],
  ["format", /^(?:format\w*|fmt)$/],
  ["start", /^(?:start\w*|serve\w*|server|launch\w*|dev)$/],
];

const EVERYDAY = new Set(
  "prevent avoid missing evidence degraded execution violation a an and any are as at be before by can change code do does done each every fail failed fails failing error errors for from get give good has have how in into is it its make more must new no not of on one or our out over own project proper properly repo repository right run running runs same so task tasks than that the their them then there these they thing this those to use used using way we were what when where which while who why will with without work works you your command commands attach output again link name agent agents skill skills ci continuous integration check checks".split(
    " ",
  ),
);

/** What a topic asks for: purposes, and words of its own that are looked for in the repository. */
export interface TopicWords {
  readonly purposes: ReadonlySet<Purpose>;
  readonly words: readonly string[];
}

const WORDS = 12;
const SHORTEST = 3;

/** What a topic asks for. A topic that says nothing asks for everything but how to start the product. */
export function readTopic(topic: string): TopicWords {
  const all = [
    ...new Set(
      topic
        .normalize("NFKC")
        .toLowerCase()
        .split(/[^\p{L}\p{N}+#]+/u),
    ),
  ].filter((word) => word !== "");
  const purposes = new Set(
    SAYS.flatMap(([purpose, pattern]) => (all.some((word) => pattern.test(word)) ? [purpose] : [])),
  );
  const words = all.filter(
    (word) => word.length >= SHORTEST && !EVERYDAY.has(word) && !SAYS.some(([, pattern]) => pattern.test(word)),
  );
  return { purposes, words: words.slice(0, WORDS) };
}

/** What the repository has about the words of a topic. */
export interface Related {
  readonly claims: readonly Claim[];
  readonly headings: readonly (Sighting & { title: string })[];
  readonly folders: readonly NamedFolder[];
}

/** Files of one folder whose paths have one of the words. */
export interface NamedFolder {
  readonly folder: string;
  readonly files: number;
  readonly example: string;
}

const MOST = { claims: 12, headings: 16, folders: 8 } as const;
const DOCUMENT = /\.(?:md|rst|adoc|txt)$/i;

/** Named commands, headings of guides and documents, and paths in which one of the words stands. */
export function relatedTo(words: readonly string[], claims: readonly Claim[], repository: Repository): Related {
  if (words.length === 0) return { claims: [], headings: [], folders: [] };
  const stems = words.map(stemOf);
  const has = (text: string) => {
    const parts = text.toLowerCase().split(/[^\p{L}\p{N}+#]+/u);
    return stems.some((stem) => parts.some((part) => part.startsWith(stem)));
  };
  const headings = repository.files
    .filter(({ path }) => GUIDES.test(path) || DOCUMENT.test(path))
    .flatMap(({ path, text }) =>
      matchesIn(text, /^#{1,4}\s+(.+?)\s*#*$/).flatMap(({ line, match }) => {
        const title = oneLine(match[1] ?? "", 120);
        return has(title) ? [{ path, line, what: "heading", title }] : [];
      }),
    );
  return {
    claims: claims
      .filter(({ command, runs = "" }) => has(`${command} ${runs}`))
      .filter((claim, index, all) => all.findIndex(({ command }) => command === claim.command) === index)
      .slice(0, MOST.claims),
    headings: headings.slice(0, MOST.headings),
    folders: foldersOf(repository.paths.filter(has)),
  };
}

/** The folders with the most such files, most first. */
function foldersOf(paths: readonly string[]): NamedFolder[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = folderOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders]
    .map(([folder, files]) => ({ folder, files: files.length, example: files[0] ?? "" }))
    .toSorted((a, b) => b.files - a.files || compareText(a.folder, b.folder))
    .slice(0, MOST.folders);
}

/** Up to where words of one family are alike, crudely. */
function stemOf(word: string): string {
  const stem = word.replace(/(?:ations?|ing|ions?|ies|es|s)$/, "");
  return stem.length >= SHORTEST ? stem : word;
}
