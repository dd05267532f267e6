/** Grows when the same repository gives another text. */
export const SURVEY_VERSION = 1;

/** What a command is for. `start` is told only when the topic asks for it. */
export const PURPOSES = ["setup", "build", "test", "lint", "types", "format", "start"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A tracked file that the survey asked for. */
export interface SurveyFile {
  readonly path: string;
  readonly text: string;
}

/** Where a command comes from, the most binding first: what CI runs has to work. */
export type Origin = "ci" | "guide" | "task" | "readme" | "tool" | "convention";

/** A place in a file and what was seen there, in words of ours; `quote` is the repository's and shown as code. */
export interface Sighting {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  readonly quote?: string | undefined;
}

/** One way to do something, as one file tells it. */
export interface Claim {
  readonly purpose: Purpose;
  readonly command: string;
  /** Where it is run, relative to the repository; "" is its root. */
  readonly folder: string;
  readonly origin: Origin;
  readonly seen: Sighting;
  /** What a script or target runs in turn. */
  readonly runs?: string | undefined;
  /** Added to the rank of its origin. */
  readonly weight?: number | undefined;
}

/** A named command of the repository, whatever it is for. */
export interface Task {
  readonly name: string;
  readonly command: string;
  readonly folder: string;
  readonly origin: Origin;
  readonly seen: Sighting;
  readonly runs: string;
}

/** What the host needs, such as a version of a language. */
export interface Need {
  readonly what: string;
  readonly quote: string;
  readonly seen: Sighting;
}

/** Something that the files tell in two ways. */
export interface Unclear {
  readonly what: string;
  readonly seen: readonly Sighting[];
}

/** What one reader has found. */
export interface Found {
  readonly claims: readonly Claim[];
  readonly tasks?: readonly Task[];
  readonly needs?: readonly Need[];
}

/** The tracked paths and the texts that were read of them. */
export interface Repository {
  readonly paths: ReadonlySet<string>;
  readonly files: readonly SurveyFile[];
  text(path: string): string | undefined;
}
