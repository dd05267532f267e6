// Bundles the command into one file that any Node from 20.9 on runs without an install.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here("dist/yardlet.mjs");

/** CommonJS dependencies ask for Node's own modules by `require`, which an ES module does not have. */
const REQUIRE =
  'import { createRequire as yardletRequire } from "node:module"; const require = yardletRequire(import.meta.url);';

const { outputFiles } = await build({
  absWorkingDir: here("."),
  entryPoints: ["src/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20.9",
  format: "esm",
  minifySyntax: true,
  legalComments: "none",
  banner: { js: REQUIRE },
  write: false,
  logLevel: "warning",
});

// Renamed into place: whoever runs the command meanwhile finds the old file or the new one.
const bundle = outputFiles[0].contents;
await mkdir(here("dist"), { recursive: true });
await writeFile(`${outfile}.${process.pid}`, bundle);
await rename(`${outfile}.${process.pid}`, outfile);
console.log(`dist/yardlet.mjs: ${Math.round(bundle.length / 1024)} KiB`);
