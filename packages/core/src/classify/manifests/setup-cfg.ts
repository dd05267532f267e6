import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";
import { requirement, scopeOfGroup } from "./python-names.ts";

/** One value of an INI file; values may go on in indented lines, each with its own number. */
export interface IniValue {
  section: string;
  key: string;
  lines: { text: string; line: number }[];
}

/** Reads INI as Python's configparser and PlatformIO write it. Never fails. */
export function readIni(text: string): IniValue[] {
  const values: IniValue[] = [];
  let section = "";
  for (const { text: raw, line } of linesOf(text)) {
    const trimmed = raw.trim();
    if (trimmed === "" || /^[#;]/.test(trimmed)) continue;
    const current = values.at(-1);
    if (/^\s/.test(raw) && current !== undefined && current.section === section) {
      current.lines.push({ text: trimmed, line });
    } else if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
      section = trimmed.slice(1, -1).trim();
    } else {
      const cut = trimmed.search(/[=:]/);
      const [key, value] = cut === -1 ? [trimmed, ""] : [trimmed.slice(0, cut).trim(), trimmed.slice(cut + 1).trim()];
      values.push({ section, key, lines: value === "" ? [] : [{ text: value, line }] });
    }
  }
  return values;
}

/** Reads setup.cfg in the declarative form of setuptools. */
export function readSetupCfg(text: string): Reading {
  const values = readIni(text);
  const requirementsOf = (value: IniValue, scope: DependencyScope): Dependency[] =>
    value.lines.flatMap((each) => each.text.split(";;").flatMap((one) => requirement(one, scope, each.line)));
  const dependencies = values.flatMap((value) => {
    if (value.section === "metadata" && value.key === "name") return requirementsOf(value, "self");
    if (value.section === "options" && value.key === "install_requires") return requirementsOf(value, "runtime");
    if (value.section === "options.extras_require") return requirementsOf(value, scopeOfGroup(value.key));
    return [];
  });
  const facts = values.flatMap((value): Fact[] => {
    const line = value.lines[0]?.line;
    if (value.section === "metadata" && value.key === "name") {
      return [
        { name: "python.package", line },
        { name: "python.publishable", line },
      ];
    }
    if (value.section === "metadata" && /^classifiers?$/.test(value.key)) {
      return value.lines.map((each) => ({ name: `python.classifier:${each.text}`, line: each.line }));
    }
    if (value.section === "options.entry_points" && value.key === "console_scripts")
      return [{ name: "python.script", line }];
    if (value.section === "options.entry_points" && value.key === "gui_scripts")
      return [{ name: "python.gui-script", line }];
    return [];
  });
  return { dependencies, facts };
}
