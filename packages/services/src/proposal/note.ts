import { hashBytes, shorten } from "@yardlet/core/skill";
import { findLastCandidate, openCandidate, recordEvent, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { evidenceOf } from "../candidate/subject.ts";
import { setRuns, spokenBy } from "./evidence.ts";
import type { Suggesting, Suggestion } from "./suggest.ts";

const TITLE_CHARACTERS = 120;

/** A rule that a run suggests waits to be read; what was read once does not come back. Answers what was done, in words. */
export async function takeNote(
  _ctx: ServiceContext,
  tx: Db,
  { repo, run }: Suggesting,
  { title, content }: Suggestion,
): Promise<string> {
  const name = shorten(title, TITLE_CHARACTERS);
  const key = `note:${repo.id}:${hashBytes(`${title}\n${content}`)}`;
  const last = await findLastCandidate(tx, key);
  const evidence = last && evidenceOf(last);
  if (last?.state === "open" && evidence && "runs" in evidence && evidence.from === "run") {
    await setRuns(tx, last, [...evidence.runs, run]);
    return `the rule "${name}" waits already`;
  }
  if (last && last.state !== "superseded") return `the rule "${name}" was ${last.state} before`;
  const details = { from: "run", title, content, ...spokenBy([run]) };
  const why = `suggested at the end of ${run.run}`;
  const id = await openCandidate(tx, { kind: "note", key, repoId: repo.id, planId: null, title: name, why, details });
  await recordEvent(tx, "candidate", id);
  return `the rule "${name}" waits to be read`;
}
