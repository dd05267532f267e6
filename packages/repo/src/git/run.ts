import { DomainError } from "@yardlet/core/error";
import { failureOf, type GitCommand, startGit } from "./process.ts";
import { type SignIn, withSignIn } from "./sign-in.ts";

export interface GitRun extends GitCommand {
  readonly input?: string | Uint8Array;
  readonly maxOutputBytes?: number;
  /** Exit statuses that are an answer, not a failure. 0 is always one. */
  readonly answers?: readonly number[];
  readonly onStderr?: (text: string) => void;
}

export interface GitOutput {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const DEFAULT_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Runs git to its end and collects what it printed.
 * @throws DomainError by the table of failures; `limit_reached` when it prints more than `maxOutputBytes`.
 */
export function runGit(command: GitRun): Promise<GitOutput> {
  return withSignIn(command.remote, async ({ env, settings, said }) => {
    const signedIn = { env: { ...command.env, ...env }, settings: [...(command.settings ?? []), ...settings] };
    return collect({ ...command, ...signedIn }, said);
  });
}

async function collect(command: GitRun, said: SignIn["said"]): Promise<GitOutput> {
  const git = startGit(command);
  const chunks: Buffer[] = [];
  const max = command.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES;
  let size = 0;
  git.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= max) chunks.push(chunk);
    else git.stop(new DomainError("limit_reached", `git ${command.args[0]} printed more than ${max} bytes`));
  });
  if (command.onStderr) git.stderr.on("data", command.onStderr);
  git.stdin.end(command.input ?? "");
  const end = await git.ended;
  if (end.status === undefined || (end.status !== 0 && !command.answers?.includes(end.status))) {
    throw failureOf(command, { ...end, stderr: `${end.stderr}${await said()}` });
  }
  return { status: end.status, stdout: Buffer.concat(chunks), stderr: end.stderr };
}

/** The output of a command that prints one text, without the newline at its end. */
export async function askGit(command: GitRun): Promise<string> {
  return (await runGit(command)).stdout.toString("utf8").replace(/\n$/, "");
}
