import * as z from "zod";

/** What a host's message leads to: whether the repo is read again, what the message was, and that in words. */
export interface PushVerdict {
  sync: boolean;
  event: PushEvent;
  did: string;
}

/** What messages of git hosts are about. */
export type PushEvent = "push" | "branch" | "repository" | "ping" | "other";

/** What a host calls its events, in lower case, without GitLab's " hook" at the end. An unnamed one is a push. */
const EVENTS: ReadonlyMap<string, PushEvent> = new Map([
  ["", "push"],
  ["push", "push"],
  ["create", "branch"],
  ["delete", "branch"],
  ["ping", "ping"],
  ["project", "repository"],
  ["repository", "repository"],
  ["repository update", "repository"],
]);

const Text = z.string().max(1_000);
const Repository = z.looseObject({ default_branch: Text.optional() }).optional();

/** As much of a message as is looked at; a field that is written otherwise counts as not there. */
const PushBody = z.looseObject({
  ref: Text.optional().catch(undefined),
  ref_type: Text.optional().catch(undefined),
  deleted: z.boolean().optional().catch(undefined),
  forced: z.boolean().optional().catch(undefined),
  after: Text.optional().catch(undefined),
  repository: Repository.catch(undefined),
  project: Repository.catch(undefined),
});

const BRANCHES = "refs/heads/";

/**
 * Decides what a message of a git host means for a repo. The message says only *whether* to look: what is read, and from where, is
 * the repo's own. When in doubt it is read. The words hold nothing of the message but branches that are known here.
 */
export function judgePush(
  eventName: string,
  body: unknown,
  repo: { defaultBranch: string | null; pendingBranch: string },
): PushVerdict {
  const event =
    EVENTS.get(
      eventName
        .trim()
        .toLowerCase()
        .replace(/ hook$/, ""),
    ) ?? "other";
  if (event === "ping") return { sync: false, event, did: "a test: address and secret are right" };
  if (event === "other") return { sync: false, event, did: "not about branches: nothing to do" };
  if (event === "repository") return read(event, "the repository was changed");
  const said = PushBody.safeParse(body).data;
  const branch = branchOf(said);
  if (branch === "tag") return { sync: false, event, did: "about a tag: nothing to do" };
  const itsDefault = said?.repository?.default_branch ?? said?.project?.default_branch;
  if (itsDefault !== undefined && repo.defaultBranch !== null && itsDefault !== repo.defaultBranch) {
    return read(event, "it has another default branch");
  }
  if (branch === undefined || repo.defaultBranch === null) return read(event, "something was pushed");
  if (branch !== repo.defaultBranch && branch !== repo.pendingBranch) {
    return { sync: false, event, did: "about another branch: nothing to do" };
  }
  if (said?.deleted === true || /^0{40,}$/.test(said?.after ?? "")) return read(event, `${branch} was deleted`);
  return read(event, `${branch} was ${said?.forced === true ? "force-pushed" : "pushed to"}`);
}

function read(event: PushEvent, why: string): PushVerdict {
  return { sync: true, event, did: `${why}: the repo is read again` };
}

/** `undefined` where the message names none. Events about branches name them without `refs/heads/`. */
function branchOf(said: z.infer<typeof PushBody> | undefined): string | undefined {
  const { ref, ref_type: type } = said ?? {};
  if (type === "tag" || ref?.startsWith("refs/tags/") === true) return "tag";
  if (ref === undefined || ref === "") return undefined;
  return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : ref;
}
