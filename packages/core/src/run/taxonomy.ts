import type { FailureSeverity } from "./severity.ts";

interface Entry {
  meaning: string;
  /** The remedy, as people read it. */
  missingActions: readonly string[];
  /** Nothing that speaks about a skill: the run was stopped from outside. */
  infrastructure?: true;
}

interface Namespace {
  severity: FailureSeverity;
  codes: Readonly<Record<string, Entry>>;
}

/** The one taxonomy of failure codes (contracts.md, section 7). Severity belongs to the namespace (decision 21). */
export const TAXONOMY = {
  evidence_missing: {
    severity: "medium",
    codes: {
      tests_not_run: entry("the tests were not run", "Run the tests and attach their output."),
      no_artefact: entry(
        "the work left nothing that can be looked at",
        "Attach the diff, log or file that shows the result.",
      ),
      claim_without_source: entry("a claim has no source", "Link the file, line or URL behind each claim."),
      criteria_missing: entry("the task has no acceptance criteria", "Write down criteria before the task starts."),
      failure_code_missing: entry(
        "the run did not pass, and nothing says why",
        "Report failure_codes with every run that does not pass.",
      ),
      evidence_unreadable: entry("the evidence could not be opened", "Store it where the reviewer can read it."),
    },
  },
  validation_failed: {
    severity: "medium",
    codes: {
      criterion_failed: entry(
        "a reviewer found a criterion that is not met",
        "Fix what the failed criterion names, then ask for a review again.",
      ),
      tests_failed: entry("tests failed", "Make the failing tests pass, or say why they are wrong."),
      build_failed: entry("the build failed", "Make the build pass."),
      lint_failed: entry("format, lint or type checks failed", "Run the checks and correct what they report."),
      regression_found: entry("something that worked before is broken", "Add a test for it, then repair it."),
      distil_budget_exceeded: entry(
        "the distiller's budget is too small for what it has to write",
        "Raise the budget, or hand in fewer packets.",
      ),
    },
  },
  execution_error: {
    severity: "medium",
    codes: {
      provider_refusal: infrastructure(
        "the model's provider refused or was down",
        "Run it again later, or with another provider.",
      ),
      operator_stop: infrastructure("a person stopped the run", "Start it again when it is wanted."),
      host_timeout: infrastructure("the host's time was up", "Give the job more time, or make the task smaller."),
      tool_failed: entry("a tool call failed", "Read the tool's error and correct the call."),
      command_failed: entry("a command ended with an error", "Read the command's output and correct it."),
      agent_crashed: entry("the agent ended without a result", "Read the end of its log."),
      out_of_context: entry("the agent ran out of context", "Make the task smaller."),
      environment_broken: entry(
        "the environment lacked something the task needs",
        "Install what is missing, and say so in the repo's setup.",
      ),
    },
  },
  schema_violation: {
    severity: "medium",
    codes: {
      verdict_incomplete: entry(
        "a review said Done without a verdict for every known criterion",
        "Judge each criterion once, with evidence.",
      ),
      question_blank: entry(
        "a run asked for a person without a question",
        "Say in one sentence what has to be decided.",
      ),
      skill_result_missing: entry("the run returned no SkillResult", "Return the envelope with every run."),
      skill_result_missing_field: entry("the SkillResult lacks a field", "Add the field that is named."),
      skill_result_wrong_type: entry(
        "a field of the SkillResult has the wrong type",
        "Correct the field that is named.",
      ),
      skill_result_unknown_field: entry(
        "the SkillResult has a field nobody knows",
        "Move it into outputs, or remove it.",
      ),
      skill_result_too_large: entry("the SkillResult is too large", "Write large outputs to files and name them."),
      skill_result_contradicts_itself: entry(
        "ok and failure_codes disagree",
        "Return ok without codes, or not ok with at least one.",
      ),
      agent_result_invalid: entry(
        "what an agent returned is not what it was asked for",
        "Read which field is named, then run the agent again.",
      ),
      input_not_json: entry("what was handed in is no JSON", "Write one JSON document, in UTF-8."),
      unknown_schema: entry(
        "the document names a version of its contract that nobody knows",
        "Write the schema that the message names.",
      ),
      missing_field: entry("the document lacks a field", "Add the field that is named."),
      wrong_type: entry("a field of the document has the wrong type", "Correct the field that is named."),
      invalid_value: entry("a field of the document has a value it cannot have", "Correct the field that is named."),
      unknown_field: entry("the document has a field nobody knows", "Remove the field, or correct its name."),
      input_too_large: entry("the document is too large or too deep", "Hand in less at a time."),
      missing_skill_evolution_queue: entry("there is neither a queue nor a packet to distil", "Hand in at least one."),
      missing_task_signature: entry(
        "a packet has no task_signature",
        "Add task_signature to the packet that is named.",
      ),
      missing_reason_codes: entry("a packet has no reason_codes", "Add at least one failure code."),
      missing_missing_actions: entry("a packet has no missing_actions", "Say what would have helped."),
      missing_evidence_refs: entry("a packet has no evidence_refs", "Link at least one run, task or URL."),
      missing_budget: entry("there is no budget", "Add budget with max_candidates, max_lessons and max_output_bytes."),
      output_payload_too_large: entry(
        "the output is larger than the budget allows",
        "Raise max_output_bytes, or hand in fewer packets.",
      ),
      memory_design_missing_interface: entry(
        "a memory design lacks a part of its interface",
        "Give plugin id and version, and retrieve and update with input and output schema.",
      ),
    },
  },
  policy_violation: {
    severity: "high",
    codes: {
      worker_wrote_outside: entry(
        "the agent changed files outside its run folder",
        "Look at the changes before the draft is used.",
      ),
      memory_design_forbidden_io: entry(
        "a memory design uses forbidden input or output",
        "Remove what the named lines do.",
      ),
      scope_exceeded: entry(
        "the work went beyond the task",
        "Take out what was not asked for, or make it a task of its own.",
      ),
      secret_exposed: entry("a secret was written where others can read it", "Revoke the secret, then remove it."),
      approval_missing: entry("something was done without the approval it needs", "Ask a person first."),
      budget_exceeded: entry("the run used more than it was allowed", "Raise the budget, or make the task smaller."),
    },
  },
  integration_degraded: {
    severity: "low",
    codes: {
      merge_conflict: infrastructure(
        "the work conflicts with what others merged",
        "Rebase it, and resolve the conflict.",
      ),
      push_unverified: infrastructure(
        "nobody could verify that the push arrived",
        "Look at the remote, then push again.",
      ),
      ci_unavailable: entry("continuous integration gave no answer", "Run its checks again."),
      dependency_unavailable: entry("a registry or service could not be reached", "Try again, or use a mirror."),
      rate_limited: entry("a service answered that there were too many requests", "Wait, or spread the requests."),
      credentials_missing: entry(
        "a service wanted credentials that were not there",
        "Give the run the credentials it needs.",
      ),
    },
  },
  no_progress: {
    severity: "medium",
    codes: {
      loop_detected: entry("the agent repeated itself", "Stop it, and give it a smaller first step."),
      retries_exhausted: entry("every retry ended the same way", "Change the approach before trying again."),
      requirements_unclear: entry(
        "the task leaves open what is wanted",
        "Answer the question, and write the answer into the task.",
      ),
      blocked_by_dependency: entry("another task has to be done first", "Finish that task, then start this one again."),
      no_change: entry("the run changed nothing", "Check whether the task is done already."),
    },
  },
  safety_block: {
    severity: "high",
    codes: {
      dangerous_command: entry("a destructive command was stopped", "Do it by hand, if it is meant."),
      prompt_injection: entry(
        "content told the agent to act against its task",
        "Remove the content, or mark it as untrusted.",
      ),
      malicious_content: entry("content was recognised as an attack", "Do not use it; report it."),
      sandbox_violation: entry("the agent tried to leave its sandbox", "Read its log before it runs again."),
    },
  },
} as const satisfies Record<string, Namespace>;

function entry(meaning: string, ...missingActions: readonly string[]): Entry {
  return { meaning, missingActions };
}

function infrastructure(meaning: string, ...missingActions: readonly string[]): Entry {
  return { meaning, missingActions, infrastructure: true };
}
