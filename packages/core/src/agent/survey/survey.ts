import type { AuthoredSkill } from "../result.ts";
import { readCi } from "./ci.ts";
import { readGuides } from "./guides.ts";
import { readNpm } from "./npm.ts";
import { CI_FILES, openRepository } from "./repository.ts";
import { rivalInstalls, type Way, waysOf } from "./select.ts";
import { readTasks } from "./tasks.ts";
import { type TestFolder, testFolders } from "./tests.ts";
import { readManaged } from "./tools-managed.ts";
import { readOthers } from "./tools-others.ts";
import { readPython } from "./tools-python.ts";
import { readSystems } from "./tools-systems.ts";
import { type Related, readTopic, relatedTo } from "./topic.ts";
import { type Claim, type Need, PURPOSES, type Purpose, type Reader, type SurveyFile, type Unclear } from "./types.ts";
import { writeSurvey } from "./write.ts";

const READERS: readonly Reader[] = [
  readCi,
  readGuides,
  readTasks,
  readNpm,
  readPython,
  readSystems,
  readManaged,
  readOthers,
];

/** What the survey reads: every tracked path, and the texts of those that `surveyWants` named. Order does not matter. */
export interface SurveyInput {
  readonly paths: readonly string[];
  readonly files: readonly SurveyFile[];
}

/** What is asked for. A name that somebody chose is kept. */
export interface SurveySubject {
  readonly topic: string;
  readonly name?: string | null | undefined;
}

/** What was found, before it is written down. */
export interface Survey {
  readonly topic: string;
  readonly ways: ReadonlyMap<Purpose, readonly Way[]>;
  /** What the topic asks for by name, to be told also where nothing was found. */
  readonly asked: readonly Purpose[];
  readonly needs: readonly Need[];
  readonly unclear: readonly Unclear[];
  readonly tests: readonly TestFolder[];
  readonly related: Related;
  readonly words: readonly string[];
  readonly ci: { readonly read: number; readonly unread: readonly string[] };
  readonly files: number;
  readonly paths: number;
}

const DEFAULT: readonly Purpose[] = ["build", "test", "lint"];
/** Told with lint when there is something to tell. */
const WITH_LINT: readonly Purpose[] = ["types", "format"];

/**
 * Writes a skill about a repository from what its own files say, without running anything: how to set up, build, test and lint
 * it, or what it has about the words of a topic. Every statement names file and line; what contradicts itself or is not there
 * is said. Only commands, names and paths are quoted, as code. The same input gives the same skill.
 */
export function surveyRepository(input: SurveyInput, subject: SurveySubject): AuthoredSkill {
  return writeSurvey(surveyOf(input, subject.topic), subject);
}

function surveyOf(input: SurveyInput, topic: string): Survey {
  const repository = openRepository(input.paths, input.files);
  const found = READERS.map((read) => read(repository));
  const claims: Claim[] = found.flatMap((each) => each.claims ?? []);
  const { purposes, words } = readTopic(topic);
  const about = relatedTo(words, claims, repository);
  // Where the topic names what is to be done, names of files are chance.
  const related = purposes.size > 0 ? { ...about, folders: [] } : about;
  const foundWords = related.claims.length + related.headings.length + related.folders.length > 0;
  const asked = purposes.size > 0 ? PURPOSES.filter((purpose) => purposes.has(purpose)) : foundWords ? [] : DEFAULT;
  const told = new Set<Purpose>(["setup", ...asked, ...(foundWords ? (["test", "lint"] as const) : [])]);
  if (told.has("lint")) for (const purpose of WITH_LINT) told.add(purpose);
  const ciPaths = repository.paths.filter((path) => CI_FILES.test(path));
  return {
    topic,
    ways: new Map(PURPOSES.filter((purpose) => told.has(purpose)).map((purpose) => [purpose, waysOf(claims, purpose)])),
    asked,
    needs: firstOfEach(found.flatMap((each) => each.needs ?? [])),
    unclear: [...found.flatMap((each) => each.unclear ?? []), ...rivalInstalls(claims)],
    tests: told.has("test") ? testFolders(repository) : [],
    related,
    words: foundWords ? words : [],
    ci: {
      read: ciPaths.filter((path) => repository.read(path) !== undefined).length,
      unread: ciPaths.filter((path) => repository.read(path) === undefined),
    },
    files: repository.files.length,
    paths: new Set(input.paths).size,
  };
}

const NEEDS = 8;

function firstOfEach(needs: readonly Need[]): Need[] {
  return needs
    .filter(
      ({ what, version }, index) => needs.findIndex((each) => each.what === what && each.version === version) === index,
    )
    .slice(0, NEEDS);
}
