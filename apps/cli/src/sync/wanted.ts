import type { StampedSkill, WantedSet } from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import { contentHash } from "@yardlet/core/skill";
import { WantedAnswer } from "@yardlet/core/version/answers";
import { askServer, part } from "../remote/ask.ts";
import { decodeFile } from "../remote/files.ts";
import type { Server } from "../remote/server.ts";

/** A team's library is some megabytes; a wanted set is a part of it. */
const WANTED_BYTES = 128 * 1024 * 1024;

export interface RemoteWanted {
  /** The repo's name on the server, and the commit that it saw last. */
  name: string;
  commit: string | null;
  set: WantedSet;
  /** Ready to be placed, by name. */
  skills: ReadonlyMap<string, StampedSkill>;
}

/**
 * What a server wants in a repo, with every file.
 * @throws DomainError `unavailable` when the files are not what their hashes say
 */
export async function fetchWanted(server: Server, repo: string, timeoutMs: number): Promise<RemoteWanted> {
  const answer = await askServer(server, {
    method: "GET",
    path: `/repos/${part(repo)}/wanted`,
    answer: WantedAnswer,
    needs: "read repos",
    timeoutMs,
    answerBytes: WANTED_BYTES,
  });
  const skills = answer.wanted.map((wanted) => stampedOf(wanted, answer.library_commit, server));
  return {
    name: answer.repo,
    commit: answer.commit,
    set: {
      presets: answer.presets,
      wanted: answer.wanted.map(offered),
      offered: answer.offered.map(offered),
      vetoed: answer.vetoed,
      retired: answer.retired.map(({ name, replaced_by: replacedBy }) => ({ name, replacedBy })),
      gaps: answer.gaps,
    },
    skills: new Map(skills.map((skill) => [skill.name, skill])),
  };
}

function offered({ name, version, hash, tree_hash: treeHash, description, why }: WantedAnswer["offered"][number]) {
  return { name, version, contentHash: hash, treeHash, description, why };
}

function stampedOf(
  { name, version, hash, files: sent }: WantedAnswer["wanted"][number],
  libraryCommit: string | null,
  { url }: Server,
): StampedSkill {
  const files = sent.map(decodeFile);
  if (contentHash(files) !== hash)
    throw new DomainError("unavailable", `the files of ${name} v${version} that ${url} sent are not whole; try again`);
  return stampSkill({ name, version, files, origin: "library", ...(libraryCommit === null ? {} : { libraryCommit }) });
}
