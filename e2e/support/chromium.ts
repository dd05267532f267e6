import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { ROOT } from "../../scripts/runtime.mjs";

const require = createRequire(import.meta.url);

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const PARTS = ["al2023", "fonts", "swiftshader"];

/**
 * The Chromium that the journeys run in, best first: the one named by CHROMIUM_PATH, the system's, Playwright's own (installed
 * now if it can be), the one in an npm package. Undefined means Playwright's own.
 */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const installed = INSTALLED.find((file) => existsSync(file));
  if (installed && process.env.E2E_BROWSER !== "bundled") return installed;
  if (existsSync(chromium.executablePath()) || installPlaywrights()) return undefined;
  return unpackBundled();
}

function installPlaywrights(): boolean {
  if (process.env.E2E_BROWSER === "bundled") return false;
  const cli = require.resolve("@playwright/test/cli");
  const options = { stdio: "ignore", timeout: 180_000 } as const;
  return spawnSync(process.execPath, [cli, "install", "chromium", "--only-shell"], options).status === 0;
}

/** A headless Chromium with its libraries, shipped inside an npm package for linux x64. */
function unpackBundled(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const folder = path.join(ROOT, ".cache", "chromium");
  const launcher = path.join(folder, "launch.sh");
  if (existsSync(launcher)) return launcher;
  const packed = path.join(path.dirname(require.resolve("@sparticuz/chromium")), "../bin");
  const unpacked = (name: string) => brotliDecompressSync(readFileSync(path.join(packed, name)));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "chromium"), unpacked("chromium.br"));
  chmodSync(path.join(folder, "chromium"), 0o755);
  for (const part of PARTS) {
    writeFileSync(path.join(folder, `${part}.tar`), unpacked(`${part}.tar.br`));
    spawnSync("tar", ["xf", `${part}.tar`], { cwd: folder });
  }
  writeFileSync(path.join(folder, "fonts.conf"), fontsConfig(folder));
  const script = [
    "#!/bin/sh",
    'd=$(dirname "$0")',
    'export LD_LIBRARY_PATH="$d/lib" FONTCONFIG_PATH="$d"',
    'exec "$d/chromium" "$@"',
  ];
  writeFileSync(launcher, `${script.join("\n")}\n`, { mode: 0o755 });
  return launcher;
}

/** The package's own names folders of a cloud machine; without any font Chromium draws no text and may crash. */
function fontsConfig(folder: string): string {
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    `  <dir>${path.join(folder, "fonts")}</dir>`,
    "  <dir>/usr/share/fonts</dir>",
    `  <cachedir>${path.join(folder, "fonts-cache")}</cachedir>`,
    "</fontconfig>",
  ];
  return `${lines.join("\n")}\n`;
}
