/** How a repo stands to one version of a skill. */
export type CopyState = "equipped" | "behind" | "forked" | "vetoed" | "pruned";
export const COPY_STATES = ["equipped", "behind", "forked", "vetoed", "pruned"] as const satisfies readonly CopyState[];

/** What is known of a name in one repo. A home is "library" or a repo's id. */
export interface CopyFacts {
  /** What lies there: whose it is (null where nobody knows its version), its text, and whether somebody changed it by hand. */
  lies: { home: string | null; contentHash: string; edited: boolean } | null;
  /** The repo is home to a copy of the library's skill that was edited by hand. */
  fork: boolean;
  vetoed: boolean;
  pruned: boolean;
}

interface Case extends CopyFacts {
  /** What lies there is the skill itself, and not another one of that name. */
  own: boolean;
  same: boolean;
  /** The skill can lie there at all: it is the library's, or at home there. */
  possible: boolean;
  fromLibrary: boolean;
}

/** The first rule that holds says it: what lies there before what somebody decided, since that may still wait to be written. */
const RULES: readonly { state: CopyState; holds: (it: Case) => boolean }[] = [
  { state: "forked", holds: ({ lies, fork, fromLibrary }) => lies !== null && fork && fromLibrary },
  { state: "equipped", holds: ({ own, same }) => own && same },
  { state: "forked", holds: ({ own, lies }) => own && lies?.edited === true },
  { state: "behind", holds: ({ own }) => own },
  { state: "vetoed", holds: ({ lies, vetoed }) => lies === null && vetoed },
  { state: "pruned", holds: ({ lies, pruned }) => lies === null && pruned },
];

/**
 * Tells how a repo stands to a version of a skill, `contentHash` its text and `home` where the skill is at home. Null where it has
 * nothing to do with it. Source: decisions.md, 5, 7 and 9.
 */
export function copyStateOf(
  { home, contentHash }: { home: string; contentHash: string },
  repoId: string,
  facts: CopyFacts,
): CopyState | null {
  const fromLibrary = home === LIBRARY;
  const { lies } = facts;
  const it: Case = {
    ...facts,
    fromLibrary,
    possible: fromLibrary || home === repoId,
    own: lies !== null && (lies.home ?? LIBRARY) === home,
    same: lies?.contentHash === contentHash,
  };
  if (!it.possible) return null;
  return RULES.find(({ holds }) => holds(it))?.state ?? null;
}

const LIBRARY = "library";
