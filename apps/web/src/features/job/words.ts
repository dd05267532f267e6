import type { Job, JobKind, JobState } from "@yardlet/core/job";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

/** How each state looks and reads. */
export const JOB_STATES = {
  queued: { glyph: "few", tone: "unk", word: "queued" },
  running: { glyph: "now", tone: "now", word: "running" },
  done: { glyph: "ok", tone: "good", word: "done" },
  failed: { glyph: "x", tone: "bad", word: "failed" },
  cancelled: { glyph: "none", tone: "unk", word: "cancelled" },
} as const satisfies Record<JobState, { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** What each kind is called, on its own and about one repo, and what it does. */
export const JOB_KINDS = {
  "agent.create": {
    title: "Create a skill",
    about: (slug: string) => `Create a skill in ${slug}`,
    lead: "Lets an agent write a skill of that name. It is installed when its checks pass, else it waits for review.",
  },
  "agent.research": {
    title: "Research a skill",
    about: (slug: string) => `Research a skill in ${slug}`,
    lead: "Lets an agent read the repo and draft a skill. Nothing is installed: the draft waits for review.",
  },
  "agent.rewrite": {
    title: "Rewrite a text",
    about: (slug: string) => `Rewrite a text in ${slug}`,
    lead: "Lets an agent write the prose of an update anew. Nothing is installed: the text waits for review.",
  },
  "credential.try": {
    title: "Try a credential",
    about: () => "Try a credential",
    lead: "Asks a git host for the branches of one repository, to see whether it lets Yardlet in. Nothing is fetched.",
  },
  "distil.run": {
    title: "Distil lessons",
    about: (slug: string) => `Distil lessons of ${slug}`,
    lead: "Makes lessons of tasks that failed alike, and lets another text of a skill wait for review.",
  },
  "distil.schedule": {
    title: "Look where to distil",
    about: () => "Look where to distil",
    lead: "Has every repo distilled in which tasks have ended since the last time.",
  },
  "gap.find": {
    title: "Look for gaps",
    about: () => "Look for gaps",
    lead: "Finds skills that repos ask for and nobody has, and failures that return in several intents.",
  },
  "library.sync": {
    title: "Read the library",
    about: () => "Read the library",
    lead: "Takes over what is new in the library's source, and stores skills, versions and presets.",
  },
  "library.write": {
    title: "Write to the library",
    about: () => "Write to the library",
    lead: "Commits a change of one skill in the team's library, and puts it in force.",
  },
  "proposal.read": {
    title: "Read what runs suggest",
    about: () => "Read what runs suggest",
    lead: "Records skills that finished runs suggest, or lets them wait for review.",
  },
  "repo.preview": {
    title: "Dry run",
    about: () => "Dry run",
    lead: "Reads repos at a commit and plans what equipping would do. Nothing is written.",
  },
  "repo.sync": {
    title: "Read a repo",
    about: (slug: string) => `Read ${slug}`,
    lead: "Reads the repo at its newest commit: presets with evidence, equipped skills, configuration.",
  },
  "repo.write": {
    title: "Write to a repo",
    about: (slug: string) => `Write to ${slug}`,
    lead: "Places or removes skills in one commit.",
  },
  "score.audit": {
    title: "Recount scores",
    about: () => "Recount scores",
    lead: "Settles every task again from its runs and counts every score again from its tasks. Both must agree to the last digit.",
  },
  "score.decide": {
    title: "Decide on skills",
    about: () => "Decide on skills",
    lead: "Says what the policy makes of every skill version whose evidence has changed. Each turn gets a receipt.",
  },
  "webhook.deliver": {
    title: "Send to a webhook",
    about: () => "Send to a webhook",
    lead: "Sends what waits for a webhook, in its order. How each message arrived is in the webhook's log.",
  },
} as const satisfies Record<JobKind, { title: string; about: (slug: string) => string; lead: string }>;

export function jobTitle(job: Pick<Job, "kind" | "repoSlug">): string {
  const words = JOB_KINDS[job.kind];
  return job.repoSlug === null ? words.title : words.about(job.repoSlug);
}

/** An ended job; only a failed or cancelled one can be tried again. */
export function isOver(state: JobState): boolean {
  return state !== "queued" && state !== "running";
}
