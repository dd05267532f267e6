import { JOB_KINDS, JobKind } from "@yardlet/core/job";
import { EvalState } from "@yardlet/core/run";
import {
  DOCUMENT_KINDS,
  markHits,
  runWords,
  SEARCH_KINDS,
  SEARCH_TIERS,
  SearchText,
  SearchKind,
  type DocumentKind,
} from "@yardlet/core/search";
import {
  countFoundRuns,
  findDocuments,
  findJobsByWords,
  findNearNames,
  findRuns,
  findTasksCalled,
  inIndexes,
  MOST_COUNTED_RUNS,
  readDocumentQuery,
  type Db,
  type FoundJob,
  type FoundRun,
  type HitPage,
} from "@yardlet/db";
import * as z from "zod";
import { may, requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { findReadableRepo } from "../run/readable.ts";
import { loadDocumentHits, type Showing } from "./document-hits.ts";
import type { SearchGroup, SearchHit } from "./hit.ts";

/** Who reads further than this should search for more words. */
const MOST_OFFSET = 1_000;

export const SearchInput = z.strictObject({
  query: SearchText,
  /** Hits of this kind alone; the counts are of all. */
  kind: SearchKind.optional(),
  /** A slug: what belongs to this repo. */
  repo: Asked.optional(),
  /** With the part of each text in which the words stand. */
  texts: z.boolean().default(true),
  offset: z.int().min(0).max(MOST_OFFSET).default(0),
  limit: z.int().min(1).max(50).default(5),
});

export interface SearchAnswer {
  /** Kinds of which something was found: those with something of just this name first. */
  groups: SearchGroup[];
  /** Where nothing was found: names that are nearly like what was typed. */
  near: string[];
}

const NOTHING: SearchAnswer = { groups: [], near: [] };
/** Tasks of one intent that are called so are as many as this at the most. */
const MOST_TASKS = 50;

/**
 * Everything that has all words of a query, of the kinds that the actor may read: skills, repos, lessons and candidates by every word
 * that they have; runs by their ids, agent, model, commit and failure codes; tasks and intents that are called so; the newest jobs.
 */
export async function search(ctx: ServiceContext, input: z.input<typeof SearchInput>): Promise<SearchAnswer> {
  requirePermission(ctx, "repo.read");
  const { query: text, kind, repo: slug, texts, offset, limit } = SearchInput.parse(input);
  if (text === "") return NOTHING;
  const repo = await findReadableRepo(ctx, slug);
  return inIndexes(ctx.db, async (tx) => {
    const asked: Asking = { text, kind, texts, page: { repoId: repo?.id, offset, limit } };
    const ranked = [
      ...(await searchDocuments(tx, asked)),
      await searchRuns(tx, asked),
      await searchTasks(tx, asked, repo?.slug),
      await searchJobs(tx, asked),
    ];
    const groups = ranked
      .filter(({ group }) => group.total > 0 && may(ctx, SEARCH_KINDS[group.kind]))
      .toSorted((a, b) => Number(b.named) - Number(a.named) || orderOf(a) - orderOf(b))
      .map(({ group }) => group);
    return { groups, near: groups.length === 0 && may(ctx, "skill.read") ? await findNearNames(tx, text) : [] };
  });
}

function orderOf({ group }: Ranked): number {
  return SearchKind.options.indexOf(group.kind);
}

interface Asking {
  text: string;
  kind: SearchKind | undefined;
  texts: boolean;
  page: HitPage;
}

/** A group, and whether something in it is called just as was typed. */
interface Ranked {
  group: SearchGroup;
  named: boolean;
}

async function searchDocuments(tx: Db, { text, kind, texts, page }: Asking): Promise<Ranked[]> {
  const { query, terms } = await readDocumentQuery(tx, text);
  if (query === "") return [];
  const only = DOCUMENT_KINDS.find((one) => one === kind);
  const found = await findDocuments(tx, { query, name: text, only, ...page });
  const shows = (one: DocumentKind) => kind === undefined || one === kind;
  const showing: Showing = { terms, texts };
  const ranked: Ranked[] = [];
  for (const { kind: of, total, hits } of found) {
    const refs = shows(of) ? hits.map(({ ref }) => ref) : [];
    ranked.push({
      group: { kind: of, total, more: false, hits: await loadDocumentHits(tx, of, refs, showing) },
      named: hits[0]?.tier === SEARCH_TIERS.name,
    });
  }
  return ranked;
}

async function searchRuns(tx: Db, { text, kind, page }: Asking): Promise<Ranked> {
  const words = runWords(text);
  const counted = await countFoundRuns(tx, { words, repoId: page.repoId });
  const shown = kind === undefined || kind === "run";
  const runs = shown ? await findRuns(tx, { words, name: text, total: counted, ...page }) : [];
  const total = Math.max(Math.min(counted, MOST_COUNTED_RUNS), runs.length === 0 ? 0 : page.offset + runs.length);
  const terms = words.flatMap(({ word }) => word.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean));
  return {
    group: { kind: "run", total, more: counted > MOST_COUNTED_RUNS, hits: runs.map((run) => runHit(run, terms)) },
    named: runs.some(({ runId }) => runId === text),
  };
}

function runHit({ repo, runId, task, state, agent, model, codes, at }: FoundRun, terms: string[]): SearchHit {
  const about = [task, agent, model, ...codes].filter((said) => said !== null && said !== "").join(" · ");
  return {
    place: { kind: "run", repo, runId, state: EvalState.parse(state) },
    name: markHits(runId, terms),
    about: markHits(about, terms),
    text: null,
    where: repo,
    at,
  };
}

async function searchTasks(tx: Db, { text, kind, page }: Asking, slug: string | undefined): Promise<Ranked> {
  const called = await findTasksCalled(tx, text, MOST_TASKS);
  const tasks = called.filter(({ repo }) => slug === undefined || repo === slug);
  return {
    group: {
      kind: "task",
      total: tasks.length,
      more: called.length === MOST_TASKS,
      hits: pageOf(tasks.map(taskHit), "task", kind, page),
    },
    named: tasks.length > 0,
  };
}

function taskHit({ repo, intent, task }: { repo: string; intent: string; task: string }): SearchHit {
  const about = intent === `task:${task}` ? [] : [{ text: intent, hit: false }];
  return {
    place: { kind: "task", repo, intent, task },
    name: [{ text: task, hit: false }],
    about,
    text: null,
    where: repo,
    at: null,
  };
}

async function searchJobs(tx: Db, { text, kind, page }: Asking): Promise<Ranked> {
  const words = text.toLowerCase().split(" ");
  const kinds = (word: string) =>
    JobKind.options.filter((one) => `${JOB_KINDS[one].title} ${one}`.toLowerCase().includes(word));
  const jobs = await findJobsByWords(tx, {
    words: words.map((word) => ({ word, kinds: kinds(word) })),
    repoId: page.repoId,
  });
  const hits = jobs.map((job) => jobHit(job, words));
  return {
    group: { kind: "job", total: jobs.length, more: false, hits: pageOf(hits, "job", kind, page) },
    named: jobs.some(({ id }) => id === text),
  };
}

function jobHit({ id, kind, state, repo, at }: FoundJob, words: string[]): SearchHit {
  const title = [JOB_KINDS[kind].title, repo].filter((said) => said !== null).join(" ");
  return {
    place: { kind: "job", id, of: kind, state },
    name: markHits(title, words),
    about: [],
    text: null,
    where: repo,
    at,
  };
}

function pageOf(
  hits: SearchHit[],
  of: SearchKind,
  asked: SearchKind | undefined,
  { offset, limit }: HitPage,
): SearchHit[] {
  return asked === undefined || asked === of ? hits.slice(offset, offset + limit) : [];
}
