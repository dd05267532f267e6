// Writes `docs/failure-codes.md` anew from the taxonomy in core; `src/failure-codes.test.ts` says when that is due.
import { writeFile } from "node:fs/promises";
import { failureCodesText } from "./src/failure-codes.ts";

await writeFile(new URL("../../docs/failure-codes.md", import.meta.url), failureCodesText());
process.stdout.write("docs/failure-codes.md is written\n");
