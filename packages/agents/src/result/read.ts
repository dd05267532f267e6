import { constants } from "node:fs";
import { lstat, open, realpath } from "node:fs/promises";
import path from "node:path";
import { type AgentFailureKind, AuthoredSkill, parseAuthoredSkill } from "@yardlet/core/agent";

export type ResultRead =
  | { readonly ok: true; readonly skill: AuthoredSkill; readonly text: string }
  | {
      readonly ok: false;
      readonly kind: AgentFailureKind;
      readonly issues?: readonly { path: string; message: string }[];
    };

/**
 * Reads the result file of an agent that has ended: a plain file with one name, in a folder that is still the one that was
 * given, of at most `limit` bytes, valid UTF-8. Nothing else is opened, nothing is followed.
 */
export async function readResult(file: string, limit: number, runId: string): Promise<ResultRead> {
  const folder = path.dirname(file);
  const real = await realpath(folder).catch(() => undefined);
  if (real !== folder) return { ok: false, kind: "result_not_a_file" };
  const seen = await lstat(file).catch(() => undefined);
  if (seen === undefined) return { ok: false, kind: "result_missing" };
  if (!seen.isFile()) return { ok: false, kind: "result_not_a_file" };
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size, nlink } = await handle.stat();
    // A second name could be that of a file which only the worker may read.
    if (nlink !== 1) return { ok: false, kind: "result_not_a_file" };
    if (size > limit) return { ok: false, kind: "result_too_large" };
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
    return judge(buffer.subarray(0, bytesRead), runId);
  } finally {
    await handle.close();
  }
}

function judge(bytes: Uint8Array, runId: string): ResultRead {
  const text = decode(bytes);
  if (text === undefined) return { ok: false, kind: "result_invalid", issues: [{ path: "", message: "is not UTF-8" }] };
  const parsed = parseAuthoredSkill(text);
  if (!parsed.ok) return { ok: false, kind: "result_invalid", issues: parsed.issues };
  const claimed = parsed.skill.run_id;
  if (claimed !== undefined && claimed !== runId) return { ok: false, kind: "result_of_another_run" };
  return { ok: true, skill: parsed.skill, text };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
