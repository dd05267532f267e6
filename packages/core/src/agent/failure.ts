/**
 * Every way in which a run of an agent ends without a result that may be used: the failure code it stands for, and what
 * people read. A result that came with `held` waits for a person.
 */
export const AGENT_FAILURES = {
  not_installed: {
    code: "execution_error/environment_broken",
    message: "the agent's program was not found; install it for the user that runs the worker, or choose another agent",
  },
  not_started: {
    code: "execution_error/environment_broken",
    message: "the agent's program could not be started; check that this user may execute it",
  },
  cancelled: {
    code: "execution_error/operator_stop",
    message: "the run was cancelled; start it again when it is wanted",
  },
  timed_out: {
    code: "execution_error/host_timeout",
    message: "the agent was not done in time; give it more time, or make the topic smaller",
  },
  output_too_large: {
    code: "policy_violation/budget_exceeded",
    message: "the agent printed more than it may; read the end of its log",
  },
  exit_status: {
    code: "execution_error/agent_crashed",
    message: "the agent ended with an error; read the end of its log",
  },
  result_missing: {
    code: "execution_error/agent_crashed",
    message: "the agent ended without a skill-result.json; read the end of its log",
  },
  result_not_a_file: {
    code: "safety_block/sandbox_violation",
    message: "the agent left a link or something else that is no plain file as skill-result.json; it was not read",
  },
  result_too_large: {
    code: "policy_violation/budget_exceeded",
    message: "the agent's skill-result.json is larger than a skill may be; it was not read",
  },
  result_invalid: {
    code: "schema_violation/agent_result_invalid",
    message: "the agent's skill-result.json is not what it was asked for",
  },
  result_of_another_run: {
    code: "policy_violation/scope_exceeded",
    message: "the agent's skill-result.json says that it belongs to another run; it was not taken",
  },
  provider_key_refused: {
    code: "integration_degraded/credentials_missing",
    message: "the model's provider refused the key; set a valid one for the worker",
  },
  provider_busy: {
    code: "integration_degraded/rate_limited",
    message:
      "the model's provider answered that there were too many requests, or that the account is empty; wait, or raise the limit",
  },
  provider_unavailable: {
    code: "execution_error/provider_refusal",
    message: "the model's provider could not be reached or failed; run it again later, or with another agent",
  },
  provider_refused: {
    code: "execution_error/provider_refusal",
    message:
      "the model's provider refused the request; read the end of the log, and check the model's name and address",
  },
  left_processes: {
    code: "safety_block/sandbox_violation",
    message:
      "the agent left processes behind when it ended; they were stopped, look at its log before the draft is used",
  },
  wrote_outside: {
    code: "policy_violation/worker_wrote_outside",
    message: "the agent changed files outside its run folder; look at the changes before the draft is used",
  },
  secret_exposed: {
    code: "policy_violation/secret_exposed",
    message: "the agent printed or returned a credential it was given; it is hidden here, revoke it to be sure",
  },
} as const satisfies Record<string, { code: string; message: string }>;

export type AgentFailureKind = keyof typeof AGENT_FAILURES;
