import { parseRepoConfig } from "@yardlet/core/config";
import { type CopyFacts, type CopyState, copyStateOf } from "@yardlet/core/version";
import { type Db, listKindsOfPlaces, listPlaces, listVetoTexts, type Place } from "@yardlet/db";
import type { ChosenVersion } from "./compare-versions.ts";

/** By version id, how each repo stands to it; only versions in force have a place that can be told. */
type StateMap = ReadonlyMap<string, ReadonlyMap<string, CopyState>>;

const NOTHING: CopyFacts = { lies: null, fork: false, vetoed: false, pruned: false };

/** How these repos stand to the versions: what lies there, and what people and the policy decided. */
export function statesOf(db: Db, versions: readonly ChosenVersion[], repoIds: readonly string[]): Promise<StateMap> {
  return statesBy(db, versions, repoIds, (names) => listPlaces(db, { names, repoIds }));
}

async function statesBy(
  db: Db,
  versions: readonly ChosenVersion[],
  repoIds: readonly string[] | undefined,
  read: (names: string[]) => Promise<Place[]>,
): Promise<StateMap> {
  const inForce = versions.filter((version) => version.inForce);
  if (inForce.length === 0) return new Map();
  const names = new Set(inForce.map(({ name }) => name));
  const [places, texts] = await Promise.all([read([...names]), listVetoTexts(db)]);
  const facts = new Map<string, Map<string, CopyFacts>>();
  const add = (name: string, repoId: string, more: Partial<CopyFacts>) => {
    const own = facts.get(name) ?? new Map<string, CopyFacts>();
    own.set(repoId, { ...NOTHING, ...own.get(repoId), ...more });
    facts.set(name, own);
  };
  for (const { name, repoId, ...found } of places) add(name, repoId, found);
  for (const { repoId, text } of texts) {
    if (repoIds && !repoIds.includes(repoId)) continue;
    for (const name of parseRepoConfig(text).config.skills.veto) {
      if (names.has(name)) add(name, repoId, { vetoed: true });
    }
  }
  return new Map(
    inForce.map(({ versionId, name, homeId, contentHash }) => [
      versionId,
      new Map(
        [...(facts.get(name) ?? [])].flatMap(([repoId, known]) => {
          const state = copyStateOf({ home: homeId, contentHash }, repoId, known);
          return state === null ? [] : [[repoId, state] as const];
        }),
      ),
    ]),
  );
}

/** Other texts than a version's are the few: what has it need not be read. */
const OTHER_TEXTS: readonly CopyState[] = ["behind", "forked"];

/** What lies there alone says these: repos in which the same lies are one. What `yardlet.yaml` vetoes is of a single repo. */
const BY_TEXT: readonly CopyState[] = ["equipped", ...OTHER_TEXTS];

/** The versions that some repo stands to like this. */
export async function inState(
  db: Db,
  versions: readonly ChosenVersion[],
  { state, repoIds }: { state: CopyState; repoIds: readonly string[] | undefined },
): Promise<ChosenVersion[]> {
  const without = OTHER_TEXTS.includes(state) ? versions.map(({ versionId }) => versionId) : [];
  const list = BY_TEXT.includes(state) ? listKindsOfPlaces : listPlaces;
  const states = await statesBy(db, versions, repoIds, (names) => list(db, { names, repoIds, without }));
  return versions.filter(({ versionId }) => [...(states.get(versionId)?.values() ?? [])].includes(state));
}
