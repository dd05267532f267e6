import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Toolkits that a project finds by a variable instead of a package. */
const SDK_PATHS: [string, string][] = [
  ["IDF_PATH", "esp-idf"],
  ["PICO_SDK_PATH", "pico_sdk_import"],
  ["ZEPHYR_BASE", "zephyr"],
];

/** Reads CMakeLists.txt by its commands: packages it looks for or fetches, and the kinds of targets. */
export function readCmakeLists(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const code = raw.replace(/#.*/, "");
    const [, command = "", rest = ""] = /^\s*(\w+)\s*\(\s*(.*)$/.exec(code) ?? [];
    const argument = /^["']?([\w.+-]+)/.exec(rest)?.[1];
    const dependency = (name: string | undefined) => {
      if (name !== undefined) dependencies.push({ ecosystem: "cpp", name: name.toLowerCase(), scope: "runtime", line });
    };
    const fact = (name: string) => facts.push({ name, line });
    for (const [mark, sdk] of SDK_PATHS) if (code.includes(mark)) dependency(sdk);
    const name = command.toLowerCase();
    if (name === "find_package" || name === "fetchcontent_declare" || name === "cpmaddpackage") dependency(argument);
    else if (name === "pkg_check_modules")
      rest
        .split(/[\s)]+/)
        .slice(1)
        .forEach((each) => dependency(/^[a-z][\w.+-]*/.exec(each)?.[0]));
    else if (name === "include") dependency(/([\w-]+)\.cmake\b/.exec(rest)?.[1]);
    else if (/^(?:pico_sdk_init|idf_component_register|zephyr_library)$/.test(name)) dependency(name);
    else if (name === "project") fact("cpp.project");
    else if (name === "add_library" && !/\b(?:ALIAS|IMPORTED)\b/.test(rest)) fact("cpp.library");
    else if (/^(?:qt\d?_)?add_executable$/.test(name))
      fact(/\b(?:WIN32|MACOSX_BUNDLE)\b/.test(rest) ? "cpp.gui" : "cpp.executable");
    else if (name === "install" && /\bEXPORT\b/.test(rest)) fact("cpp.install");
    else if (name === "configure_package_config_file" || name === "write_basic_package_version_file")
      fact("cpp.install");
  }
  return { dependencies, facts };
}
