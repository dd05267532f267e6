// Writes `docs/schemas/` anew from the schemas in core; `src/schemas.test.ts` says when that is due.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SCHEMA_NAMES, schemaDocument, schemaText } from "./src/schemas.ts";

const folder = fileURLToPath(new URL("../../docs/schemas", import.meta.url));
const wanted = new Map(SCHEMA_NAMES.map(({ name }) => [`${name}.json`, schemaText(schemaDocument(name))]));

await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) if (!wanted.has(name)) await rm(join(folder, name));
for (const [name, text] of wanted) await writeFile(join(folder, name), text);
process.stdout.write(`docs/schemas: ${wanted.size} schemas\n`);
