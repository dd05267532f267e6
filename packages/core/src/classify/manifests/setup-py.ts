import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";
import { requirement } from "./python-names.ts";

const OPENERS: { key: RegExp; scope: DependencyScope }[] = [
  {
    key: /\b(?:install_requires|install_requirements|requirements|REQUIRED|REQUIRES|INSTALL_REQUIRES)\s*=\s*\[/,
    scope: "runtime",
  },
  { key: /\b(?:tests_require|test_requires)\s*=\s*\[/, scope: "dev" },
  { key: /\bsetup_requires\s*=\s*\[/, scope: "build" },
];

/**
 * Reads the declaring lines of setup.py. It is a program, so only literal lists are believed: nothing is evaluated.
 */
export function readSetupPy(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  let scope: DependencyScope | undefined;
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/^\s*#.*/, "");
    const opener = OPENERS.find((each) => each.key.test(code));
    if (opener !== undefined) scope = opener.scope;
    if (scope !== undefined) {
      const from = opener === undefined ? 0 : code.indexOf("[") + 1;
      const listed = code.slice(from).replaceAll(/\[[^\][]*\]/g, "");
      const close = listed.indexOf("]");
      for (const quoted of (close === -1 ? listed : listed.slice(0, close)).matchAll(/(["'])([^"']*)\1/g)) {
        dependencies.push(...requirement(quoted[2] ?? "", scope, line));
      }
      if (close !== -1) scope = undefined;
    }
    const name = /^\s*name\s*=\s*["']([\w.-]+)["']/.exec(code)?.[1];
    if (name !== undefined) dependencies.push(...requirement(name, "self", line));
    if (/^\s*(?:setuptools\.)?setup\s*\(/.test(code)) {
      facts.push({ name: "python.package", line }, { name: "python.publishable", line });
    }
    if (/["']?console_scripts["']?\s*[:=]/.test(code)) facts.push({ name: "python.script", line });
    if (/["']?gui_scripts["']?\s*[:=]/.test(code)) facts.push({ name: "python.gui-script", line });
    const classifier = /^\s*["']((?:[A-Z][\w /.-]*)(?: :: [\w /.+#-]+)+)["']/.exec(code)?.[1];
    if (classifier !== undefined) facts.push({ name: `python.classifier:${classifier}`, line });
  }
  return { dependencies, facts };
}
