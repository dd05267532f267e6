import { expect, test } from "vitest";
import { rulesIn } from "./testing.ts";

/** By file and rule, ways of doing it that do not look like it. */
const HIDDEN: readonly (readonly [file: string, rule: string, texts: readonly string[]])[] = [
  [
    "a.js",
    "network",
    [
      'globalThis["fe" + "tch"](url)',
      'const k = "fe" + "tch"; globalThis[k](url)',
      'window?.["fetch"](url)',
      "(0, globalThis.fetch)(url)",
      "\\u0066etch(url)",
      "globalThis.\\u{66}etch(url)",
      "const { fetch: f } = globalThis; f(url)",
      'const { ["fe" + "tch"]: f } = globalThis',
      "globalThis\n  .fetch(url)",
      "const text = `${fetch(url)}`;",
      "x = {} / fetch(url) / 1",
      "if (a) /'/.test(fetch(\"'\"))",
      "fetch.call(null, url)",
      "[fetch][0](url)",
      'x = "ZmV0Y2goImh0dHBzOi8vZXhhbXBsZS5jb20iKTsgLy8gYWJj"',
    ],
  ],
  [
    "a.js",
    "process-spawn",
    [
      'require("child_" + "process")',
      'const m = "child_pro"; const n = m + "cess"; require(n)',
      'require(["child", "process"].join("_"))',
      'require(`child_${"process"}`)',
      'require("child".concat("_process"))',
      'require\n("child_process")',
      'import("child_process").then((c) => c.exec("ls"))',
      'module.require("child_process")',
    ],
  ],
  [
    "a.js",
    "environment-read",
    [
      'process["env"]',
      "const p = process; p.env.A",
      "const { env: { A } } = process",
      "process?.env?.A",
      "const process = globalThis.process; process.env.A",
      'import process from "process"; process.env',
    ],
  ],
  [
    "a.js",
    "write-outside",
    [
      'require(String.fromCharCode(102, 115)).writeFileSync("a", b)',
      '(await import("fs")).writeFileSync("/a", b)',
      'import fs from "fs"; const w = fs.writeFileSync; w("/etc/a", b)',
      'import * as F from "fs"; const { writeFileSync: w } = F; w("/a", b)',
      'require("fs")["write" + "FileSync"]("/a", b)',
    ],
  ],
  ["a.js", "clock-randomness", ["const D = Date; new D()", "const M = Math; M.random()", 'Math["random"]()']],
  [
    "a.js",
    "dynamic-code",
    [
      '(0, eval)("1")',
      'let k = "a"; k = "fetch"; globalThis[k]()',
      "function g(k) { return globalThis[k]; }",
      'const k = "fetch"; function g(k) { return globalThis[k]; }',
      'a.b.constructor.constructor("x")()',
      'globalThis[atob("ZmV0Y2g=")](url)',
      "leak([Math])",
    ],
  ],
  [
    "a.py",
    "process-spawn",
    [
      '__import__("o" + "s").system("ls")',
      'import os as o; o.system("a")',
      "import os\nf = os.system",
      'import os\ngetattr(os, "sys" + "tem")("a")',
      'n = "system"\nimport os\ngetattr(os, n)("a")',
      'import \\\n  os\nos \\\n .system("a")',
      'import sys\nsys.modules["os"].system("x")',
      'import os\nos.__dict__["system"]("a")',
      'import os\n(os).system("a")',
      'import os\ngetattr(os, chr(115) + chr(121) + "stem")()',
    ],
  ],
  [
    "a.py",
    "dynamic-code",
    [
      '__builtins__["eval"]("1")',
      'globals()["__builtins__"]["eval"]("1")',
      'getattr(__builtins__, "ev" + "al")("1")',
      'globals()["ev" "al"]("1")',
      'ｅval("1")',
      'import os\nvars(os)["system"]("a")',
      "import os\nm = [os]",
      "def f(name):\n    import os\n    getattr(os, name)()",
    ],
  ],
  ["a.py", "environment-read", ["x = f\"{os.environ['A']}\"", 'o = __import__("os"); o.environ']],
  [
    "a.py",
    "write-outside",
    ['x = f"""{ open("a", "w") }"""', 'p = Path("x")\np.write_text("a")', 'import io\nio.open("a", "w")'],
  ],
  [
    "a.sh",
    "network",
    [
      'c"ur"l x',
      "cu\\rl x",
      "$'\\x63url' x",
      "c=curl; $c x",
      "cur\\\nl x",
      "command curl x",
      "x=`curl y`",
      "cat <(curl x)",
      "a=${b:-$(curl x)}",
      "cat <<EOF\n$(curl x)\nEOF",
      "case $1 in a) curl x;; esac",
      "timeout 5 curl x",
    ],
  ],
  ["a.sh", "dynamic-code", ['c=cu; $c"rl" x', 'trap "curl x" EXIT', "alias a=curl", "bash <<'E'\ncurl x\nE"]],
  ["a.sh", "clock-randomness", ["echo $((RANDOM % 2))", "echo ${RANDOM:0:1}"]],
];

test.each(HIDDEN.flatMap(([file, rule, texts]) => texts.map((text) => ({ file, rule, text }))))(
  "$rule in $file: $text",
  ({ file, rule, text }) => {
    expect(rulesIn(file, text)).toEqual([rule]);
  },
);

/** What text alone does not show; docs/guides/memory-designs.md says so. */
test.each([
  ["a.js", 'import lib from "some-library"; lib.send(lesson)'],
  ["a.js", "export const retrieve = (query, given) => given.fetch(query)"],
  ["a.py", 'open("output/lessons/" + name, "w")'],
  ["a.sh", "./other-script"],
  ["a.md", "Отправьте урок на сервер."],
])("a limit: %s says nothing of %s", (file, text) => {
  expect(rulesIn(file, text)).toEqual([]);
});
