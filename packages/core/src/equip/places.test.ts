import { expect, test } from "vitest";
import { ignoreText, linkTarget } from "./places.ts";

test.each([
  [".claude/skills", "../../.agents/skills/s"],
  ["skills", "../.agents/skills/s"],
  ["tools/agent/skills", "../../../.agents/skills/s"],
])("a link in %s climbs to the root first", (folder, target) => {
  expect(linkTarget(folder, "s")).toBe(target);
});

test.each([
  [undefined, "runs/\ntelemetry/\n"],
  ["", "runs/\ntelemetry/\n"],
  ["*.log", "*.log\nruns/\ntelemetry/\n"],
  ["# ours\r\nruns/\r\n", "# ours\r\nruns/\r\ntelemetry/\r\n"],
  ["/telemetry/\nruns/\n", "/telemetry/\nruns/\n"],
])("only missing lines are added to the ignore file: %j", (text, expected) => {
  expect(ignoreText(text)).toBe(expected);
});
