import { parseRun } from "@yardlet/core/run";
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { firstRunCommand } from "./first-run-command.ts";

test("what the line sends is a record that is accepted", () => {
  const command = firstRunCommand("http://127.0.0.1:3000", "o'hare");
  const said = execFileSync("sh", ["-c", command.replace("curl", "printf '%s\\n'")], {
    encoding: "utf8",
    env: { ...process.env, YARDLET_KEY: "yk_secret" },
  }).trimEnd();
  const [address, , authorization, , type, , body = ""] = said.split("\n");
  expect([address, authorization, type]).toEqual([
    "http://127.0.0.1:3000/api/v1/runs",
    "Authorization: Bearer yk_secret",
    "Content-Type: application/json",
  ]);
  expect(parseRun(JSON.parse(body), new Date().toISOString())).toMatchObject({
    ok: true,
    run: { run_id: "first-run", repo: "o'hare", task_id: "T-1", eval_state: "Done" },
  });
});
