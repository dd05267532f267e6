import type { RunRecord } from "@yardlet/core/run";

/** What each field of a run record is for, for somebody who sends the first one. */
export const RECORD_FIELDS = {
  schema: "The version of this contract.",
  run_id:
    "Your name for this attempt. Sent again with the same content it changes nothing; with other content it is a correction.",
  repo: "The repo’s name here, or its clone URL. A key of one repo need not say it.",
  intent_id: "What somebody wanted, which several tasks serve. Scores count intents; without one each task is its own.",
  task_id: "What was attempted. Attempts at the same task carry the same id.",
  attempt: "As you count them; shown, and not used: attempts are put in order by their end.",
  kind: "feature, bugfix, refactor, docs, test, … Work is compared with work of its kind.",
  role: "A builder does the task; a reviewer or security reviewer judges tasks of others. Builder, if left out.",
  agent: "Who did it. Name and session together tell who judged whom; without a session a verdict has no weight.",
  commit: "Where the work began, to find out which skills lay in the repo.",
  branch: "Shown.",
  skills:
    "Skills the run was given (declared) or used (activated). Without version and hash it is the version equipped at that time.",
  eval_state: "How it ended. Queued and Deferred have not ended, and leave the task open.",
  failure_codes:
    "namespace/code, such as validation_failed/criterion_failed. A run that failed by infrastructure alone is no evidence.",
  question: "What you need to know, with NeedsUser.",
  exit_status: "Of the agent’s process. Where a run is wrapped it says whether it went well.",
  started_at: "Not later than ended_at.",
  ended_at: "Required, unless the state is Queued or Deferred. At most 5 minutes ahead of this server’s clock.",
  wall_seconds: "Shown.",
  cost: "Shown, never summed up over skills.",
  depends_on: "Of a review: the tasks it judges, in its own intent unless it says another.",
  verdict: "Of a review: one entry for each criterion, with the evidence for it.",
  criteria: "Of a builder: what the task is judged by.",
  harness_suggestions: "Skills or rules the agent proposes; the first 3 count.",
  skill_result:
    "The envelope in which a run answers. A strict repo refuses a run without one; any other wraps whatever stands here.",
  refs: "Logs, diffs, traces: addresses, shown as links where they are http.",
  task_signature: "Groups alike tasks when lessons are drawn.",
  simulated: "True for trials: kept and shown, no evidence.",
  reverts: "Runs whose work this one takes back.",
} as const satisfies Record<keyof RunRecord, string>;
