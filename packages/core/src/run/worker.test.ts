import { expect, test } from "vitest";
import { workerOf } from "./worker.ts";

const by = (agent: string | null, model: string | null = null) => ({ agent, model });

test.each([
  ["one attempt", [by("claude", "large")], { agent: "claude", model: "large" }],
  ["the same one again", [by("claude", "large"), by("claude", "large")], { agent: "claude", model: "large" }],
  ["another model of the agent", [by("claude", "large"), by("claude", "small")], { agent: "claude", model: null }],
  ["a model that one attempt does not name", [by("claude", "large"), by("claude")], { agent: "claude", model: null }],
  ["no model", [by("codex")], { agent: "codex", model: null }],
  ["another agent", [by("claude", "large"), by("codex", "large")], null],
  ["an attempt that names no agent", [by("claude"), by(null)], null],
  ["an empty name", [by("")], null],
  ["runs that say nothing", [{}], null],
  ["no attempt", [], null],
])("who did a task: %s", (_name, attempts, worker) => {
  expect(workerOf(attempts)).toEqual(worker);
});
