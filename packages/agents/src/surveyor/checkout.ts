import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { SURVEY_LIMITS, type SurveyFile, type SurveyInput, surveyWants } from "@yardlet/core/agent/survey";

const DEPTH = 40;
/** Bytes of all files together. */
const TOTAL = 16 * 1024 * 1024;

/** Reads what a survey needs of a checkout: plain files inside of it, bounded in number and size. Links are not followed. */
export async function readCheckout(folder: string): Promise<SurveyInput> {
  const paths = await listFiles(folder);
  const files: SurveyFile[] = [];
  let left = TOTAL;
  for (const wanted of surveyWants(paths)) {
    if (left <= 0) break;
    const text = await readText(path.join(folder, wanted), Math.min(left, SURVEY_LIMITS.fileLength));
    if (text === undefined) continue;
    left -= text.length;
    files.push({ path: wanted, text });
  }
  return { paths, files };
}

async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [{ at: "", depth: 0 }];
  for (let next = waiting.pop(); next !== undefined && found.length < SURVEY_LIMITS.paths; next = waiting.pop()) {
    const { at, depth } = next;
    const entries = await readdir(path.join(folder, at), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const relative = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isFile()) found.push(relative);
      else if (entry.isDirectory() && entry.name !== ".git" && depth < DEPTH)
        waiting.push({ at: relative, depth: depth + 1 });
    }
  }
  return found.slice(0, SURVEY_LIMITS.paths);
}

/** The beginning of a plain file; undefined for anything else, and for what is no UTF-8. */
async function readText(file: string, limit: number): Promise<string | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => {});
  if (handle === undefined) return undefined;
  try {
    if (!(await handle.stat()).isFile()) return undefined;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(limit), 0, limit, 0);
    // A cut in the middle of a character is no fault of the file.
    return new TextDecoder("utf8", { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}
