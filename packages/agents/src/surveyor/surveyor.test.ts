import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compilePacket } from "@yardlet/core/agent";
import { describe, expect, test } from "vitest";
import { surveyorAdapter } from "../adapter/own.ts";
import { layoutOf } from "../folder/layout.ts";
import { detectIsolations } from "../isolation/isolation.ts";
import { runAgent } from "../run.ts";
import { packetFacts } from "../testing/facts.ts";
import { disposableFolder, HOST } from "../testing/run.ts";

function survey(isolation: Awaited<ReturnType<typeof detectIsolations>>[number], packet?: string) {
  const folder = disposableFolder();
  const layout = layoutOf(folder);
  const facts = packetFacts();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(layout.checkout, file)), { recursive: true });
    writeFileSync(path.join(layout.checkout, file), text);
  };
  write("Makefile", "test:\n\tpytest -q\n");
  write(".git/Makefile", "test:\n\tno\n");
  write("tests/test_a.py", "");
  symlinkSync("/etc/passwd", path.join(layout.checkout, "package.json"));
  symlinkSync("/etc", path.join(layout.checkout, "docs"));
  const lines: string[] = [];
  return runAgent({
    runId: facts.runId,
    adapter: surveyorAdapter(),
    packet: packet ?? compilePacket(facts, layout.result),
    folder,
    isolation,
    host: HOST,
    onLog: ({ text }) => lines.push(text),
  }).then((outcome) => ({ outcome, lines, runId: facts.runId }));
}

describe.each(await detectIsolations())("in isolation %s", (isolation) => {
  test("the surveyor reads the checkout alone, and answers", async () => {
    const { outcome, lines, runId } = await survey(isolation);
    expect(outcome).toMatchObject({
      ok: true,
      skill: {
        name: "how-to-test-this-repository",
        run_id: runId,
        sources: [
          { ref: "Makefile:1", note: "target" },
          { ref: "tests/test_a.py:1", note: "a test" },
        ],
      },
      report: { outside: [], leftProcesses: 0, exitCode: 0, cost: undefined },
    });
    expect(outcome.ok ? outcome.skill.body : "").toContain(
      "- `make test`, which runs `pytest -q`: target (`Makefile:1`)\n",
    );
    expect(lines.slice(0, 3)).toEqual([
      "read 1 of 2 files",
      "Makefile",
      expect.stringContaining("The surveyor read 1 of 2"),
    ]);
  });
});

test("something that is no packet is refused, and the log says what is wanted", async () => {
  const { outcome, lines } = await survey("process", "do it\n");
  expect(outcome).toMatchObject({ ok: false, failure: { kind: "exit_status" } });
  expect(lines.join("\n")).toContain("the surveyor reads a packet on stdin");
});
