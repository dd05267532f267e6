import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCES = globSync(
  ["packages/*/src/**/*.ts", "apps/*/src/**/*.{ts,tsx}", "scripts/**/*.{ts,mjs}", "e2e/**/*.ts", "bench/**/*.ts"],
  {
    cwd: ROOT,
    exclude: (name) => ["node_modules", "generated", "dist", ".next"].includes(path.basename(name)),
  },
).map((file) => ({ file, text: withoutComments(readFileSync(path.join(ROOT, file), "utf8")) }));
function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, "");
}

const isTest = (file: string) => file.includes(".test.ts") || file.includes("/testing");

/** Which of our packages each room may import (docs/architecture.md). Tests may also use `testing` entries. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "packages/core/": [],
  "packages/db/": ["core"],
  "packages/repo/": ["core"],
  "packages/agents/": ["core"],
  "packages/services/": ["core", "db", "repo", "agents"],
  "apps/worker/": ["core", "db", "services"],
  "apps/web/": ["core", "db", "services"],
  "apps/cli/": ["core", "repo", "agents"],
};

/** Tables of what a memory design must not do: they name it, as texts. */
const FORBIDDEN_TABLES = "packages/core/src/distil/memory/rules";

/** Text that may stand in some rooms only. */
const KEPT_IN: readonly { what: string; pattern: RegExp; rooms: readonly string[] }[] = [
  { what: "Prisma", pattern: /from "(@prisma\/|prisma|.*\/generated\/)/, rooms: ["packages/db/"] },
  {
    what: "spawning a process",
    pattern: /from "node:child_process"/,
    rooms: [
      FORBIDDEN_TABLES,
      "packages/db/src/embedded/",
      "packages/db/src/migrate.ts",
      "packages/repo/src/git/",
      "packages/agents/src/adapter/detect.ts",
      "packages/agents/src/isolation/isolation.ts",
      "packages/agents/src/process/start.ts",
      "scripts/",
      "e2e/",
      "bench/",
    ],
  },
  {
    what: "process.env",
    pattern: /process\.env\b/,
    rooms: [
      FORBIDDEN_TABLES,
      "apps/web/src/server/",
      "apps/web/src/instrumentation.ts",
      "apps/worker/src/env.ts",
      "apps/cli/src/env.ts",
      "packages/db/src/",
      "packages/repo/src/",
      "packages/agents/src/environment.ts",
      "scripts/",
      "e2e/",
      "bench/",
    ],
  },
];

test("each package imports only the packages below it", () => {
  const wrong = SOURCES.flatMap(({ file, text }) => {
    const room = Object.keys(MAY_IMPORT).find((prefix) => file.startsWith(prefix));
    if (room === undefined || isTest(file)) return [];
    const imported = [...text.matchAll(/from "@yardlet\/([a-z]+)/g)].map((match) => match[1] ?? "");
    const own = room.split("/")[1] ?? "";
    return imported
      .filter((name) => name !== own && !MAY_IMPORT[room]?.includes(name))
      .map((name) => `${file} imports ${name}`);
  });
  expect(wrong).toEqual([]);
});

test.each(KEPT_IN)("$what stays in its rooms", ({ pattern, rooms }) => {
  const wrong = SOURCES.filter(
    ({ file, text }) => !isTest(file) && pattern.test(text) && !rooms.some((room) => file.startsWith(room)),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test("zod is imported as a namespace", () => {
  const wrong = SOURCES.filter(({ text }) => /import (type )?(\{[^}]*\}|z) from "zod"/.test(text));
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

/** Who writes into git, and by which name each of them asks whether the scan lets a skill in. */
const WRITERS: Record<string, RegExp | "writes no skill of anybody's"> = {
  "packages/services/src/equip/write.ts": /requireInstallable\(ctx\.db[\s\S]+keptOut\(ctx\.db/,
  "packages/services/src/library/sync.ts": /harmfulAmong\(ctx\.db/,
  "packages/services/src/library/write.ts": /requireInstallable\(ctx\.db/,
  "packages/services/src/demo/ground.ts": "writes no skill of anybody's",
  "apps/cli/src/author/install.ts": /requireInstallable\(/,
  "apps/cli/src/commands/equip.ts": /requireInstallable\(skills\)/,
  "apps/cli/src/commands/unequip.ts": "writes no skill of anybody's",
  "apps/cli/src/local/write.ts": /requireInstallable\(wanted\.skills\)/,
};

test("whoever writes skills into git asks the one check of the scan", () => {
  const writers = SOURCES.filter(
    ({ file, text }) =>
      /^(?:packages\/services|apps\/cli)\//.test(file) &&
      !isTest(file) &&
      /\b(?:writeChange|formatPatch|linkSkills|unlinkSkills)\(/.test(text),
  );
  expect(writers.map(({ file }) => file).toSorted()).toEqual(Object.keys(WRITERS).toSorted());
  const unasked = writers.filter(({ file, text }) => {
    const asks = WRITERS[file];
    return asks instanceof RegExp && !asks.test(text);
  });
  expect(unasked.map(({ file }) => file)).toEqual([]);
});

test("core asks for no time and no chance", () => {
  const wrong = SOURCES.filter(
    ({ file, text }) =>
      file.startsWith("packages/core/") &&
      !file.startsWith(FORBIDDEN_TABLES) &&
      !isTest(file) &&
      /new Date\(\)|Date\.now|Math\.random/.test(text),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test("no file is over 400 lines", () => {
  const long = SOURCES.filter(
    ({ file, text }) => !isTest(file) && !file.endsWith(".spec.ts") && text.split("\n").length > 401,
  );
  expect(long.map(({ file }) => file)).toEqual([]);
});

test("every path that the documents name is there", () => {
  const documents = globSync(["*.md", "docs/**/*.md"], { cwd: ROOT });
  const missing = documents.flatMap((document) => {
    const text = readFileSync(path.join(ROOT, document), "utf8");
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) =>
      path.join(path.dirname(document), match[1] ?? ""),
    );
    const named = [...text.matchAll(/`((?:apps|packages|scripts|e2e|bench|library|docs)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? "",
    );
    return [...linked, ...named]
      .filter((name) => !existsSync(path.join(ROOT, name)))
      .map((name) => `${document}: ${name}`);
  });
  expect(missing).toEqual([]);
});
