import { beginning, excerpt, markHits, type DocumentKind, type Marked } from "@yardlet/core/search";
import {
  readFoundCandidates,
  readFoundLessons,
  readFoundRepos,
  readFoundSkills,
  type Db,
  type FoundCandidate,
  type FoundLesson,
  type FoundRepo,
  type FoundSkill,
} from "@yardlet/db";
import type { SearchHit } from "./hit.ts";

/** How hits are shown: which words are marked, and whether with the part of the text in which they stand. */
export interface Showing {
  terms: readonly string[];
  texts: boolean;
}

/** The sources of documents of one kind as hits, in the order of `refs`; one that is gone meanwhile is left out. */
export async function loadDocumentHits(
  db: Db,
  kind: DocumentKind,
  refs: readonly string[],
  showing: Showing,
): Promise<SearchHit[]> {
  const loaded = new Map(await LOADERS[kind](db, refs, showing));
  return refs.flatMap((ref) => loaded.get(ref) ?? []);
}

type Loader = (db: Db, refs: readonly string[], showing: Showing) => Promise<(readonly [string, SearchHit])[]>;

const LOADERS = {
  skill: async (db, refs, showing) => (await readFoundSkills(db, refs)).map((row) => [row.ref, skillHit(row, showing)]),
  repo: async (db, refs, showing) => (await readFoundRepos(db, refs)).map((row) => [row.ref, repoHit(row, showing)]),
  lesson: async (db, refs, showing) =>
    (await readFoundLessons(db, refs)).map((row) => [row.ref, lessonHit(row, showing)]),
  candidate: async (db, refs, showing) =>
    (await readFoundCandidates(db, refs)).map((row) => [row.ref, candidateHit(row, showing)]),
} as const satisfies Record<DocumentKind, Loader>;

function skillHit({ home, name, description, state, absent, text }: FoundSkill, showing: Showing): SearchHit {
  return {
    place: { kind: "skill", home, name, state: absent && state === "active" ? "absent" : state },
    ...texts({ name, about: description, text: text.replace(FRONTMATTER, "").replace(TITLE, "") }, showing),
    where: home,
    at: null,
  };
}

function repoHit({ slug, location, archived }: FoundRepo, showing: Showing): SearchHit {
  return {
    place: { kind: "repo", slug, archived },
    ...texts({ name: slug, about: location, text: "" }, showing),
    where: null,
    at: null,
  };
}

function lessonHit(row: FoundLesson, showing: Showing): SearchHit {
  const { scopeId, id, archived, failureMode, symptom, text, repo } = row;
  return {
    place: { kind: "lesson", scopeId, id, archived },
    ...texts({ name: failureMode, about: symptom, text }, showing),
    where: repo,
    at: null,
  };
}

function candidateHit(row: FoundCandidate, showing: Showing): SearchHit {
  const { ref, kind, state, title, why, reason, repo } = row;
  return {
    place: { kind: "candidate", id: ref, of: kind, state },
    ...texts({ name: title, about: why, text: reason ?? "" }, showing),
    where: repo,
    at: null,
  };
}

const FRONTMATTER = /^---\r?\n[\s\S]*?\n---\r?\n/;
/** The heading that a text begins with: it says the name again. */
const TITLE = /^\s*# .*\n/;
/** A description that is longer is shown where the words stand in it. */
const LONG = 240;

function texts(said: { name: string; about: string; text: string }, { terms, texts: asked }: Showing) {
  return {
    name: markHits(said.name, terms),
    about: aboutOf(said.about, terms),
    text: asked ? excerpt(said.text, terms) : null,
  };
}

function aboutOf(about: string, terms: readonly string[]): Marked[] {
  if (about.length <= LONG) return markHits(about, terms);
  return excerpt(about, terms) ?? [{ text: beginning(about, LONG), hit: false }];
}
