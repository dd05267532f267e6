import type { DemoSkill } from "./types.ts";

type Row = Omit<DemoSkill, "origin" | "share">;

const HELPFUL: readonly Row[] = [
  {
    name: "api-error-shape",
    worth: "helpful",
    effect: 0.18,
    repos: ["tide-api", "storefront-web", "customs-shop", "dock-desktop", "beacon-mcp"],
    about: "an endpoint or a call can fail, so that every error has one shape",
    steps: ["List every way in which the call fails.", "Give each failure a stable code and a remedy."],
  },
  {
    name: "retry-with-jitter",
    worth: "helpful",
    effect: 0.14,
    repos: ["rope-go", "tide-api", "manifest-etl", "fleet-monorepo"],
    about: "a remote call is added, so that a retry never makes an outage worse",
    steps: ["Retry only what is idempotent.", "Wait a random share of a doubling pause, five times at most."],
  },
  {
    name: "snapshot-review",
    worth: "helpful",
    effect: 0.14,
    repos: ["storefront-web", "quay-extension", "pilot-mobile", "dock-desktop"],
    about: "a recorded picture or output changes, so that nobody accepts it unseen",
    steps: ["Open the old and the new side by side.", "Say in one line why the difference is wanted."],
  },
  {
    name: "hard-case-first",
    worth: "helpful",
    effect: 0.2,
    repos: ["harbour-run", "ledger-core", "crane-firmware", "signal-ml"],
    about: "a task has one part that may be impossible, so that it is tried before the rest",
    steps: ["Name the one thing that could sink the task.", "Prove it in a scratch file before anything else."],
  },
  {
    name: "bisect-before-fix",
    worth: "helpful",
    effect: 0.2,
    repos: ["ledger-core", "fleet-monorepo", "kelp-dotnet", "signal-ml"],
    about: "something worked before and fails now, so that the commit is known before code changes",
    steps: ["Write the failing check as one command.", "Run git bisect with it, then read that commit alone."],
  },
  {
    name: "contract-examples",
    worth: "helpful",
    effect: 0.1,
    repos: ["buoy-sdk", "beacon-mcp", "rope-go"],
    about: "a public function changes, so that its documentation has an example that runs",
    steps: ["Write the example before the change.", "Run it as a test."],
  },
];

const HARMFUL: readonly Row[] = [
  {
    name: "mock-everything",
    worth: "harmful",
    effect: -0.42,
    repos: ["pilot-mobile", "dock-desktop", "customs-shop", "quay-extension"],
    about: "a test needs another part of the system, so that nothing real is started",
    steps: ["Replace every collaborator by a mock.", "Assert the calls that were made."],
  },
  {
    name: "rewrite-on-touch",
    worth: "harmful",
    effect: -0.42,
    repos: ["manifest-etl", "beacon-mcp", "berth-infra"],
    about: "an old file is edited, so that it looks like new code afterwards",
    steps: ["Rewrite the whole file in today's style.", "Keep the old behaviour where you noticed it."],
  },
  {
    name: "over-eager-lint",
    worth: "harmful",
    effect: -0.18,
    isAboveFloor: true,
    repos: ["parcel-router", "quay-extension", "buoy-sdk", "rope-go", "charts-docs"],
    about: "a change is finished, so that every warning nearby is gone too",
    steps: ["Turn on all rules.", "Fix what they say in every file you opened."],
  },
];

const VERSIONED: readonly Row[] = [
  {
    name: "commit-notes",
    worth: "helpful",
    effect: 0.12,
    repos: ["storefront-web", "berth-infra", "buoy-sdk", "tide-api", "rope-go"],
    about: "a commit is written, so that its reason can be found later",
    steps: ["Name the reason in the first line.", "Link the task."],
    second: { week: 6, effect: -0.45, step: "Squash the whole branch into one commit first.", lag: ["rope-go"] },
  },
  {
    name: "schema-first",
    worth: "helpful",
    effect: 0.1,
    repos: ["tide-api", "manifest-etl", "customs-shop", "pilot-mobile"],
    about: "data crosses a boundary, so that one schema says what it is",
    steps: ["Write the schema.", "Derive the types from it."],
    second: { week: 6, effect: -0.45, step: "Generate the schema from the database.", lag: ["pilot-mobile"] },
  },
  {
    name: "error-budget",
    worth: "useless",
    effect: 0,
    repos: ["tide-api", "storefront-web", "berth-infra", "beacon-mcp"],
    about: "a service gets slower or less reliable, so that the budget is looked at first",
    steps: ["Read the last week's budget."],
    second: {
      week: 6,
      effect: 0.2,
      step: "Stop and ask when the change would spend more than a tenth.",
      lag: ["berth-infra"],
    },
  },
];

/** Rules that make no difference: about, then what to do. */
const STYLE: readonly (readonly [name: string, repos: string, about: string, step: string])[] = [
  [
    "branch-naming",
    "parcel-router rope-go tide-api fleet-monorepo",
    "a branch is made, so that its name tells the task",
    "Begin the name with the task's id.",
  ],
  [
    "changelog-tone",
    "buoy-sdk storefront-web beacon-mcp",
    "a changelog line is written, so that it speaks to users",
    "Begin with a verb in the past tense.",
  ],
  [
    "comment-style",
    "ledger-core tide-api kelp-dotnet",
    "a comment is written, so that all look alike",
    "Write whole sentences.",
  ],
  [
    "emoji-free-output",
    "parcel-router beacon-mcp quay-extension",
    "a program prints, so that logs stay plain",
    "Print letters, digits and punctuation.",
  ],
  [
    "import-order",
    "storefront-web fleet-monorepo dock-desktop buoy-sdk",
    "imports change, so that their order is one",
    "Sort imports by path.",
  ],
  [
    "license-header",
    "ledger-core crane-firmware signal-ml",
    "a file is added, so that it names the licence",
    "Copy the header from a neighbour.",
  ],
  [
    "log-level-guide",
    "tide-api rope-go kelp-dotnet berth-infra",
    "a log line is added, so that its level fits",
    "Use warn only where a person must look.",
  ],
  [
    "meeting-notes",
    "charts-docs customs-shop",
    "a decision was made aloud, so that it is written down",
    "Add it to the notes of the day.",
  ],
  [
    "readme-badges",
    "parcel-router buoy-sdk charts-docs",
    "the README changes, so that its badges are true",
    "Check each badge's link.",
  ],
  [
    "spell-check",
    "charts-docs storefront-web customs-shop pilot-mobile",
    "text is written, so that it has no slips",
    "Run the spell checker on the changed lines.",
  ],
  ["table-of-contents", "charts-docs buoy-sdk", "a page grows, so that its contents are listed", "Make the list anew."],
  [
    "todo-tracker",
    "fleet-monorepo harbour-run dock-desktop manifest-etl",
    "a TODO is left, so that it has a task",
    "Open a task and name it in the comment.",
  ],
  [
    "two-person-lock",
    "berth-infra ledger-core",
    "something cannot be undone, so that two agree",
    "Ask a second person and name them.",
  ],
];

const SILENT: Row = {
  name: "rare-locale",
  worth: "useless",
  effect: 0,
  silent: true,
  repos: ["storefront-web", "pilot-mobile", "customs-shop", "dock-desktop"],
  about: "a text is shown in a language that is written from right to left",
  steps: ["Mirror the layout and look at it."],
};

/** What the team itself put into its library: 26 skills. */
export const TEAM_SKILLS: readonly DemoSkill[] = [
  ...HELPFUL,
  ...HARMFUL,
  ...VERSIONED,
  ...STYLE.map(([name, repos, about, step]): Row => {
    return { name, worth: "useless", effect: 0, repos: repos.split(" "), about, steps: [step] };
  }),
  SILENT,
].map((row) => ({ ...row, origin: "team" as const, share: 0.5 }));
