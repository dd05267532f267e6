import { type AuthoringFailure, RUN_FILES } from "@yardlet/core/agent";
import { AuthoringRun } from "@yardlet/core/agent/run-file";
import type { SkillFile } from "@yardlet/core/skill";
import { readRunFile, runFolder, writeRunFiles } from "@yardlet/repo";
import { DomainError } from "@yardlet/core/error";

const RUN_BYTES = 4 * 1024 * 1024;

/** Says in its folder how far a run has come; whoever looks meanwhile sees the run before or after. */
export async function saveRun(root: string, run: AuthoringRun): Promise<void> {
  await writeRunFiles(root, run.run_id, [textFile(RUN_FILES.run, `${JSON.stringify(run, null, 2)}\n`)]);
}

/** Undefined where no command got so far as to write it. @throws DomainError `invalid` for one that cannot be understood */
export async function loadRun(root: string, runId: string): Promise<AuthoringRun | undefined> {
  const bytes = await readRunFile(root, runId, RUN_FILES.run, { maxBytes: RUN_BYTES });
  if (bytes === undefined) return undefined;
  const parsed = AuthoringRun.safeParse(parse(new TextDecoder().decode(bytes)));
  if (parsed.success && parsed.data.run_id === runId) return parsed.data;
  throw new DomainError(
    "invalid",
    `${runFolder(runId)}/${RUN_FILES.run} is no run that this version knows; remove the folder, or use the Yardlet that wrote it`,
    { path: `${runFolder(runId)}/${RUN_FILES.run}` },
  );
}

/** What stood in the way before an agent was started. */
export function notBegun(error: unknown): AuthoringFailure {
  const [code, message] =
    error instanceof DomainError ? [error.code, error.message] : ["internal", "this is a bug in Yardlet"];
  return { kind: "not_begun", code, message, issues: [] };
}

export function textFile(path: string, text: string): SkillFile {
  return { path, mode: "100644", bytes: new TextEncoder().encode(text) };
}

/** Undefined where the text is no JSON: then it is no run either. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
