#!/usr/bin/env node
import { existsSync } from "node:fs";

const bundle = new URL("../dist/yardlet.mjs", import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write(
    'yardlet: the command is not built yet; run "node apps/cli/build.mjs" in the Yardlet repository\n',
  );
  process.exitCode = 64;
}
