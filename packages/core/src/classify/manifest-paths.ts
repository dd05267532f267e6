import { anyDepth, MANIFEST_KINDS } from "./manifests/read-manifest.ts";
import { shallowFirst } from "./path-index.ts";
import { buildTree, type Tree } from "./tree.ts";

/** How many manifests classification reads at most, of one kind and in all. */
export const MANIFEST_LIMITS = { ofOneKind: 100, inAll: 400 } as const;

/**
 * The tracked files whose text `classify` wants, at most 400: the product's own before examples and tests, shallow before
 * deep, then in code-unit order; vendored and generated ones never. The reader may skip any of them.
 */
export function manifestPaths(paths: string[]): string[] {
  const tree = buildTree(paths);
  return MANIFEST_KINDS.flatMap(({ files }) => choose(tree, files))
    .sort(bestFirst(tree))
    .slice(0, MANIFEST_LIMITS.inAll);
}

function choose(tree: Tree, files: readonly string[]): string[] {
  return tree
    .find(files.map(anyDepth))
    .filter((path) => tree.weightOf(path) > 0)
    .sort(bestFirst(tree))
    .slice(0, MANIFEST_LIMITS.ofOneKind);
}

function bestFirst(tree: Tree): (a: string, b: string) => number {
  return (a, b) => tree.weightOf(b) - tree.weightOf(a) || shallowFirst(a, b);
}
