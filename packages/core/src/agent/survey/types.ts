/** Grows when the same repository gives another text. */
export const SURVEY_VERSION = 1;

/** What a command is for, in the order in which it is told. `start` is told only when the topic asks for it. */
export const PURPOSES = ["setup", "build", "test", "lint", "types", "format", "start"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A tracked file that the survey asked for. */
export interface SurveyFile {
  readonly path: string;
  readonly text: string;
}

/** Where a command comes from: what CI runs has to work, what only a tool's presence suggests may not. */
export type Origin = "ci" | "guide" | "task" | "readme" | "tool" | "convention";

/** A place in a file, and what was seen there in words of ours. */
export interface Sighting {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** One way to do something, as one file tells it. */
export interface Claim {
  /** Undefined: a command whose purpose nobody can tell, found by a topic alone. */
  readonly purpose: Purpose | undefined;
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

/** What the host needs, such as a version of a language. */
export interface Need {
  readonly what: string;
  readonly version: string;
  readonly seen: Sighting;
}

/** Something that the files tell in two ways. */
export interface Unclear {
  readonly what: string;
  readonly seen: readonly Sighting[];
}

/** What one reader has found. */
export interface Found {
  readonly claims?: readonly Claim[];
  readonly needs?: readonly Need[];
  readonly unclear?: readonly Unclear[];
}

/** The tracked paths of the repository's own, the shallowest first, and the texts that were read of them. */
export interface Repository {
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Whether anything lies in a folder. */
  hasFolder(folder: string): boolean;
  /** Read files whose whole name is one of these, in any folder that counts. */
  named(...names: string[]): readonly SurveyFile[];
  read(path: string): SurveyFile | undefined;
  /** Every read file. */
  readonly files: readonly SurveyFile[];
}

/** Reads one kind of evidence. */
export type Reader = (repository: Repository) => Found;
