import { lstat, mkdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { type DistilProblem, DISTIL_LIMITS, distilText } from "@yardlet/core/distil";
import { DomainError } from "@yardlet/core/error";
import type { Answer, Invocation } from "../command.ts";
import type { Environment } from "../env.ts";
import { shownPath } from "../output/path.ts";
import { printable } from "../output/printable.ts";
import { writeDurably } from "../remote/durable.ts";
import { type InputKind, readInput } from "../runs/input.ts";
import { UsageError } from "../usage-error.ts";

const MIB = 1024 * 1024;

const DOCUMENT: InputKind = {
  mebibytes: DISTIL_LIMITS.inputBytes / MIB,
  folder: "name a file of JSON",
  large: "hand in less at a time",
  text: "the input is one JSON document",
};

/** What came of a document: the answer to write, and everything that is wrong. */
export interface Judged<T> {
  document: T;
  problems: readonly DistilProblem[];
  /** What became of it, in one line. */
  summary: string;
}

/** How a command judges documents. */
export interface Judge<T> {
  /** The command, as people write it. */
  command: string;
  /** Where the answer goes without --output. */
  output: string;
  judge: (value: unknown) => Judged<T>;
  /** The answer to what is no document. */
  refuse: (problem: DistilProblem) => Judged<T>;
}

/**
 * Reads --input, judges it, and writes the answer to --output, whole or not at all. Exit 2 on a refusal, which is written as well, with
 * every code and its path on stderr.
 */
export async function judgeInput<T>(
  { command, output, judge, refuse }: Judge<T>,
  { options, environment }: Invocation,
): Promise<Answer> {
  if (options.input === undefined)
    throw new UsageError(`yardlet ${command} needs --input with a file, or - for standard input`);
  const target = options.output ?? output;
  if (resolve(environment.cwd, target) === resolve(environment.cwd, options.input))
    throw new DomainError("refused", `${target} is the input itself; name another file with --output`, {
      path: target,
    });
  const read = await readDocument(options.input, environment);
  const judged = "problem" in read ? refuse(read.problem) : judge(read.value);
  const path = await writeOutput(target, distilText(judged.document), environment);
  const notes = judged.problems.map(
    ({ path: at, code, message }) => `${code} at ${at === "" ? "the document" : printable(at)}: ${printable(message)}`,
  );
  const report = { output: path, result: judged.document };
  return { report, text: `${path}: ${judged.summary}\n`, notes, exit: notes.length === 0 ? 0 : 2 };
}

/** The document of a file; what is no JSON is a problem of the whole. A file that is not there is none: that is thrown. */
async function readDocument(
  name: string,
  environment: Environment,
): Promise<{ value: unknown } | { problem: DistilProblem }> {
  try {
    const { text } = await readInput(name, environment, DOCUMENT);
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    const code = error.code === "limit_reached" ? "input_too_large" : "input_not_json";
    return { problem: { path: "", code: `schema_violation/${code}`, message: error.message } };
  }
}

function parseJson(text: string): { value: unknown } | { problem: DistilProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const message = "is not JSON; hand in one JSON document";
    return { problem: { path: "", code: "schema_violation/input_not_json", message } };
  }
}

/** @throws DomainError `refused` where the file cannot be written, or something that is no file lies there. */
async function writeOutput(name: string, text: string, { cwd }: Environment): Promise<string> {
  const path = resolve(cwd, name);
  try {
    const there = await lstat(path).catch(() => undefined);
    if (there && !there.isFile())
      throw new DomainError("refused", `${name} is there and no plain file; name another with --output`, {
        path: name,
      });
    await mkdir(dirname(path), { recursive: true });
    await writeDurably(dirname(path), basename(path), text, "usual");
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const code: unknown = Reflect.get(Object(error), "code");
    throw new DomainError("refused", `${name} cannot be written (${String(code)}); name another with --output`, {
      path: name,
    });
  }
  return shownPath(cwd, path);
}
