// Writes `docs/scan-rules.md` anew from the rules in core; `src/scan-rules.test.ts` says when that is due.
import { writeFile } from "node:fs/promises";
import { scanRulesText } from "./src/scan-rules.ts";

await writeFile(new URL("../../docs/scan-rules.md", import.meta.url), scanRulesText());
process.stdout.write("docs/scan-rules.md is written\n");
