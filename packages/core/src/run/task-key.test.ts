import { expect, test } from "vitest";
import { actorOf, judgedTasksOf, taskKeyOf, taskKeyText } from "./task-key.ts";
import { run } from "./testing.ts";

test("a task without intent is an intent of its own", () => {
  expect(taskKeyOf(run())).toEqual({ intent: "task:t1", task: "t1" });
  expect(taskKeyOf(run({ intent_id: "INT-1" }))).toEqual({ intent: "INT-1", task: "t1" });
});

test("keys are equal as texts only when they are equal", () => {
  expect(taskKeyText({ intent: "a", task: "b" })).toBe('["a","b"]');
  expect(taskKeyText({ intent: 'a","b', task: "c" })).not.toBe(taskKeyText({ intent: "a", task: 'b","c' }));
});

test("a review judges what it depends on, each task once", () => {
  const depends_on = ["t2", { task_id: "t2" }, { task_id: "t3" }, { intent_id: "INT-2", task_id: "t2" }, "t3"];
  expect(judgedTasksOf(run({ role: "reviewer", intent_id: "INT-1", depends_on }))).toEqual([
    { intent: "INT-1", task: "t2" },
    { intent: "INT-1", task: "t3" },
    { intent: "INT-2", task: "t2" },
  ]);
  expect(judgedTasksOf(run({ role: "security", depends_on }))).toEqual([
    { intent: "task:t2", task: "t2" },
    { intent: "task:t3", task: "t3" },
    { intent: "INT-2", task: "t2" },
  ]);
});

test.each(["builder", "researcher"])("a %s judges nothing", (role) => {
  expect(judgedTasksOf(run({ role, depends_on: ["t2"] }))).toEqual([]);
});

test("an actor is key, agent and session; without a session nobody knows who it was", () => {
  expect(actorOf("k1", { name: "claude-code", session: "s1" })).toBe('["k1","claude-code","s1"]');
  expect(actorOf("k1", { name: "claude-code", model: "m" })).toBe(null);
  expect(actorOf("k1", undefined)).toBe(null);
});
