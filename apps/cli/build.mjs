// Bundles the command into one file that any Node from 20.9 on runs without an install.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here("dist/yardlet.mjs");

/** CommonJS dependencies ask for Node's own modules by `require`, which an ES module does not have. */
const REQUIRE =
  'import { createRequire as yardletRequire } from "node:module"; const require = yardletRequire(import.meta.url);';

/** The one thing core uses that Node 20 does not have yet. */
const GROUP_BY = `Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    if (groups.has(key)) groups.get(key).push(item);
    else groups.set(key, [item]);
  }
  return groups;
};`;

/** Importing a module of ours does nothing by itself, so what no command uses stays out of the bundle. */
const withoutSideEffects = {
  name: "without-side-effects",
  setup(build) {
    build.onResolve({ filter: /^(@yardlet\/|\.)/ }, async ({ path, pluginData, importer, resolveDir, kind }) => {
      if (pluginData === "resolving" || importer.includes("node_modules")) return undefined;
      const resolved = await build.resolve(path, { importer, resolveDir, kind, pluginData: "resolving" });
      return { ...resolved, sideEffects: false };
    });
  },
};

const { outputFiles } = await build({
  absWorkingDir: here("."),
  entryPoints: ["src/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20.9",
  format: "esm",
  minify: true,
  alias: { "js-yaml": here("unused-yaml-engine.cjs") },
  plugins: [withoutSideEffects],
  legalComments: "none",
  banner: { js: `${REQUIRE}\n${GROUP_BY}` },
  write: false,
  logLevel: "warning",
});

// Renamed into place: whoever runs the command meanwhile finds the old file or the new one.
const bundle = outputFiles[0].contents;
await mkdir(here("dist"), { recursive: true });
await writeFile(`${outfile}.${process.pid}`, bundle);
await rename(`${outfile}.${process.pid}`, outfile);
console.log(`dist/yardlet.mjs: ${Math.round(bundle.length / 1024)} KiB`);
