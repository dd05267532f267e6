import { expect, test } from "vitest";
import { RECORD_FIELDS } from "./record-fields.ts";
import { recordRules } from "./record-rules.ts";

const rules = new Map(
  recordRules().map(({ name, required, rule }) => [name, `${required ? "required: " : ""}${rule}`]),
);

test("rules are read off the schema that judges records", () => {
  expect(rules.get("schema")).toBe('required: "yardlet.run/1"');
  expect(rules.get("run_id")).toBe("required: text, ≤ 128");
  expect(rules.get("attempt")).toBe("whole number, 1 to 1\u202F000\u202F000");
  expect(rules.get("wall_seconds")).toBe("number, ≥ 0");
  expect(rules.get("ended_at")).toBe("RFC 3339 time");
  expect(rules.get("role")).toBe("builder | reviewer | security | researcher");
  expect(rules.get("skills")).toBe("up to 64 of {name, version?, hash?, use}");
  expect(rules.get("depends_on")).toBe("up to 200 of text, ≤ 128 or {intent_id?, task_id}");
});

test("every field has its meaning, and nothing else has one", () => {
  expect(Object.keys(RECORD_FIELDS).toSorted()).toEqual([...rules.keys()].toSorted());
});
