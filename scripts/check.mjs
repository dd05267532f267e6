// `pnpm check`: the fast loop before a commit. No database, no browser.
import { runChecks, runVitest } from "./checks.mjs";

const counts = [await runChecks(), await runVitest("unit", "unit")];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
