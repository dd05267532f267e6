// What is checked without running the product: one row a check. `pnpm check` and `npm test` share it.
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { COMPILE_CACHE, projectNode, ROOT, run, step } from "./runtime.mjs";

const bin = (name) => path.join(ROOT, "node_modules", ".bin", name);

const CHECKS = [
  { name: "format", args: [bin("oxfmt"), "--check"] },
  { name: "lint", args: [bin("oxlint"), "--type-aware", "--deny-warnings", "--report-unused-disable-directives"] },
  { name: "types", args: [bin("tsc"), "-p", "tsconfig.json"] },
  { name: "types of core", args: [bin("tsc"), "-p", "packages/core/tsconfig.json"] },
  { name: "types of web", args: [bin("tsc"), "-p", "apps/web/tsconfig.json"] },
  { name: "unused code", args: [bin("knip"), "--no-progress"] },
];

/** The programs find each other, and the pinned Node, by PATH; what one Node has compiled the next one takes. */
export function toolEnv() {
  const folders = [path.dirname(projectNode()), path.join(ROOT, "node_modules", ".bin")];
  return {
    PATH: [...folders, process.env.PATH].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
}

/** Runs every check, also after one that fails. Answers how many passed and failed. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const { name, args } of CHECKS) {
    const [program, ...rest] = args;
    const ok = await step(name, async () => {
      const { status, output } = await run(program, rest, { capture: true, env: toolEnv() });
      return { ok: status === 0, output };
    });
    counts[ok ? "passed" : "failed"] += 1;
  }
  return counts;
}

/** Runs Vitest projects side by side and adds up their tests. A run without a test is a failure. */
export async function runVitest(name, ...projects) {
  const counts = { passed: 0, failed: 0 };
  await step(name, async () => {
    const file = path.join(ROOT, "test-results", `${projects.join("-")}.json`);
    const vitest = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const chosen = projects.map((project) => `--project=${project}`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    await rm(file, { force: true });
    const { output } = await run(projectNode(), [vitest, "run", ...chosen, ...reporters], {
      capture: true,
      env: toolEnv(),
    });
    const report = await readReport(file);
    counts.passed = report?.numPassedTests ?? 0;
    counts.failed = report?.numFailedTests ?? 1;
    if (report?.success === false && counts.failed === 0) counts.failed = 1;
    const skipped = report?.numPendingTests ?? 0;
    return {
      ok: counts.failed === 0 && counts.passed > 0,
      output: `${output}\n${failuresOf(report).join("\n")}`,
      note: `${counts.passed} tests${skipped ? `, ${skipped} skipped` : ""}`,
    };
  });
  if (counts.passed === 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** What failed and why, a line each: whoever sees only the end of a long output sees this. */
function failuresOf(report) {
  const tests = report?.testResults?.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map((test) => ({ file: name, ...test })),
  );
  return (tests ?? []).map(({ file, fullName, failureMessages }) =>
    failureLine(`${path.relative(ROOT, file)}: ${fullName}`, failureMessages?.[0]),
  );
}

/** One line of a failure: its name and the beginning of what was said. */
export function failureLine(name, message = "") {
  const said = stripVTControlCharacters(message).replaceAll(/\s+/g, " ").slice(0, 400);
  return `failed: ${name}: ${said}`;
}

/** A report's JSON; undefined when the run did not come to write one. */
export async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
