import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import {
  findOpenDraft,
  findSkill,
  findSnapshot,
  findWaitingChange,
  listOpenAuthorings,
  listPresets,
  type Db,
} from "@yardlet/db";
import { NAME_TAKEN, requireFree } from "../skill/install.ts";

/** Where a new skill would go: the library, or the repo itself. */
export interface AuthoringHome {
  repo: Repo;
  /** "library" or the repo's id. */
  home: string;
  /** As people read it. */
  label: string;
}

/**
 * Sees to it that a name can be written to, before an agent is paid for. A tombstone is no obstacle here: its text may be quite
 * another one, and is looked at when the new one is known.
 * @throws DomainError `conflict` for a name that is taken or under way, `refused` for a preset's
 */
export async function requireFreeName(tx: Db, { repo, home, label }: AuthoringHome, name: string): Promise<void> {
  const skill = await findSkill(tx, home, name);
  if (skill?.current) throw taken(`${name} in ${label} ${NAME_TAKEN[skill.state]}`, name);
  if (skill && (await findWaitingChange(tx, skill.id)))
    throw taken(`${name} is on its way to ${label}; wait for it`, name);
  if ((await listPresets(tx)).some((preset) => preset.name === name)) {
    throw new DomainError("refused", `${name} is a preset's name; choose another one`, { name });
  }
  if (home !== "library") await requireFreeInRepo(tx, repo, name);
  const draft = await findOpenDraft(tx, home, name);
  if (draft) throw taken(`a draft of ${name} for ${label} waits for review; decide on it first`, name, draft);
  const other = (await listOpenAuthorings(tx, home)).find((one) => one.name === name);
  if (!other) return;
  const details = { authoring: other.id, job: other.jobId };
  throw taken(`${other.by} has asked for ${name} already; wait for that job`, name, details);
}

async function requireFreeInRepo(tx: Db, repo: Repo, name: string): Promise<void> {
  if ((await findSkill(tx, "library", name))?.current) {
    throw taken(`the library has a skill ${name}; equip it, or choose another name`, name);
  }
  await requireFree(tx, repo, name);
  const snapshot = repo.snapshotId === null ? undefined : await findSnapshot(tx, repo.snapshotId);
  const found = snapshot?.found.find((one) => one.name === name);
  if (found) throw taken(`${repo.slug} has a skill ${name} in ${found.path}; choose another name`, name);
}

/**
 * Sees to it that nobody researches the same for the same home right now.
 * @throws DomainError `conflict` with the job to look at
 */
export async function requireNewTopic(tx: Db, { home }: AuthoringHome, topic: string): Promise<void> {
  const other = (await listOpenAuthorings(tx, home)).find((one) => one.kind === "research" && one.topic === topic);
  if (!other) return;
  throw new DomainError("conflict", `${other.by} has asked for the same already; wait for that job`, {
    authoring: other.id,
    job: other.jobId,
  });
}

function taken(message: string, name: string, details: object = {}): DomainError {
  return new DomainError("conflict", message, { name, ...details });
}
