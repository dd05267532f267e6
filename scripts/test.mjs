// `npm test`: everything, on a fresh checkout too. The last line sums all suites up.
import { rm } from "node:fs/promises";
import path from "node:path";
import { failureLine, readReport, runChecks, runVitest, toolEnv } from "./checks.mjs";
import { install, projectNode, ROOT, run, step } from "./runtime.mjs";

async function runEndToEnd() {
  const counts = { passed: 0, failed: 0 };
  const cli = path.join(ROOT, "e2e", "node_modules", "@playwright", "test", "cli.js");
  const file = path.join(ROOT, "test-results", "e2e.json");
  await step("end to end", async () => {
    await rm(file, { force: true });
    const { output } = await run(projectNode(), [cli, "test", "--config=e2e/playwright.config.ts"], {
      capture: true,
      env: { ...toolEnv(), PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    });
    const report = await readReport(file);
    const stats = report?.stats;
    counts.passed = stats?.expected ?? 0;
    counts.failed = stats ? stats.unexpected + stats.flaky : 1;
    return {
      ok: counts.failed === 0 && counts.passed > 0,
      output: `${output}\n${failedJourneys(report?.suites ?? []).join("\n")}`,
      note: `${counts.passed} journeys`,
    };
  });
  if (counts.passed === 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function failedJourneys(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...failedJourneys(inner),
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => failureLine(`${file}: ${title}`, tests[0]?.results[0]?.error?.message)),
  ]);
}

const installed = await install();
const suites = installed ? [runChecks, () => runVitest("unit and database", "unit", "database"), runEndToEnd] : [];
const total = { passed: 0, failed: installed ? 0 : 1 };
for (const suite of suites) {
  const { passed, failed } = await suite();
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
