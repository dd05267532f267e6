import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type ClassifyInput, manifestPaths } from "@yardlet/core/classify";

/** One labelled repository: what people say it is, and what classification may read of it. */
export interface LabelledRepo {
  repo: string;
  /** The presets people say it is, kinds and languages alike. */
  labels: ReadonlySet<string>;
  input: ClassifyInput;
}

/** The labels' words for languages that are not the preset's own name. */
const LANGUAGE_OF: ReadonlyMap<string, string> = new Map([
  ["java", "jvm"],
  ["kotlin", "jvm"],
  ["scala", "jvm"],
  ["csharp", "dotnet"],
  ["fsharp", "dotnet"],
  ["c", "cpp"],
]);

/** In the labels, but no preset (decision 40). */
const IGNORED_KINDS = new Set(["template"]);

/** Where the corpus lies beside the checkout, or the folder given. */
export function corpusFolder(root: string, given?: string): string | undefined {
  const folder = given ?? join(root, "..", "shared", "corpus", "classify");
  return existsSync(join(folder, "labels.tsv")) ? folder : undefined;
}

/** Reads every labelled repository: its tracked paths, and those manifests that classification asks for and the corpus has. */
export function readCorpus(folder: string): LabelledRepo[] {
  const [, ...rows] = readFileSync(join(folder, "labels.tsv"), "utf8").trim().split("\n");
  return rows.map((row) => {
    const [repo = "", kinds = "", languages = ""] = row.split("\t");
    return {
      repo,
      labels: new Set([
        ...kinds.split(",").filter((kind) => !IGNORED_KINDS.has(kind)),
        ...languages.split(",").map((language) => LANGUAGE_OF.get(language) ?? language),
      ]),
      input: readInput(join(folder, repo.replace("/", "__"))),
    };
  });
}

function readInput(folder: string): ClassifyInput {
  const paths = readFileSync(join(folder, "tree.txt"), "utf8").split("\n").filter(Boolean);
  const kept = join(folder, "files");
  const stored = new Set(existsSync(kept) ? filesBelow(kept) : []);
  const manifests = manifestPaths(paths)
    .filter((path) => stored.has(path))
    .map((path) => ({ path, text: readFileSync(join(kept, path), "utf8") }));
  return { paths, manifests };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
