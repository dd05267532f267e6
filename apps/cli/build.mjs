// Bundles the command into `dist/yardlet.mjs` and the parts it loads, which any Node from 20.9 on runs without an install.
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = here("dist");
const ENTRY = "yardlet.mjs";

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
  outdir,
  entryNames: "yardlet",
  chunkNames: "yardlet-[hash]",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // A command reads its own code and what it shares with others, not that of all commands.
  splitting: true,
  platform: "node",
  target: "node20.9",
  format: "esm",
  minify: true,
  // Reads the ssh keys that servers store. The command works on local paths and never gets there.
  external: ["ssh2"],
  alias: { "js-yaml": here("unused-yaml-engine.cjs") },
  plugins: [withoutSideEffects],
  legalComments: "none",
  banner: { js: `${REQUIRE}\n${GROUP_BY}` },
  write: false,
  logLevel: "warning",
});

// Renamed into place, the entry last: whoever runs the command meanwhile finds the old files or the new ones.
await mkdir(outdir, { recursive: true });
const files = outputFiles.toSorted((a, b) => isEntry(a) - isEntry(b));
for (const { path, contents } of files) {
  await writeFile(`${path}.${process.pid}`, contents);
  await rename(`${path}.${process.pid}`, path);
}
await removeOldParts(new Set(files.map(({ path }) => basename(path))));
const bytes = files.reduce((sum, { contents }) => sum + contents.length, 0);
console.log(`dist/${ENTRY} and ${files.length - 1} parts: ${Math.round(bytes / 1024)} KiB`);

function isEntry({ path }) {
  return Number(basename(path) === ENTRY);
}

/** Parts of builds of long ago: a command loads its own within moments of its start. */
async function removeOldParts(current) {
  for (const name of await readdir(outdir)) {
    if (current.has(name) || !/^yardlet-[0-9A-Z]{8}\.mjs$/.test(name)) continue;
    const { mtimeMs } = await stat(join(outdir, name));
    if (Date.now() - mtimeMs > 60 * 60 * 1000) await rm(join(outdir, name), { force: true });
  }
}
