/** Ids are anybody's texts; a path can't hold some of them as they are. Undone by `readSegment`. */
export function segmentOf(id: string): string {
  const plain = id === "." || id === ".." || id.startsWith("~") ? `~${id}` : id;
  return encodeURIComponent(plain);
}

/** The id that a part of a path names; undefined for what `segmentOf` never writes. */
export function readSegment(segment: string): string | undefined {
  try {
    const id = decodeURIComponent(segment).replace(/^~/, "");
    return id.includes("\0") ? undefined : id;
  } catch {
    return undefined;
  }
}

export function runHref({ repo, runId }: { repo: string; runId: string }): string {
  return `/runs/${segmentOf(repo)}/${segmentOf(runId)}`;
}

export function taskHref(repo: string, { intent, task }: { intent: string; task: string }): string {
  return `/repos/${segmentOf(repo)}/tasks/${segmentOf(intent)}/${segmentOf(task)}`;
}

/** An intent that a record named; those without one are intents of their own, made up from the task. */
export function givenIntent({ intent, task }: { intent: string; task: string }): string | null {
  return intent === `task:${task}` ? null : intent;
}
