import type { Dependency, Fact, Reading } from "../types.ts";
import { readIni } from "./setup-cfg.ts";

/** Reads platformio.ini: the environments, and libraries without owner and version. */
export function readPlatformioIni(text: string): Reading {
  const values = readIni(text);
  const dependencies = values
    .filter((value) => value.key === "lib_deps")
    .flatMap((value) =>
      value.lines.flatMap((each) => each.text.split(",").map((one) => ({ one: one.trim(), line: each.line }))),
    )
    .flatMap(({ one, line }): Dependency[] => {
      const name = /^(?:[\w-]+\/)?([A-Za-z][\w .-]*?)\s*(?:@.*)?$/.exec(one)?.[1];
      return name === undefined ? [] : [{ ecosystem: "platformio", name: name.toLowerCase(), scope: "runtime", line }];
    });
  const environment = values.find(
    (value) => value.section.startsWith("env") && /^(?:board|platform|framework)$/.test(value.key),
  );
  const facts: Fact[] = [
    ...(values.length > 0 ? [{ name: "platformio.project", line: 1 }] : []),
    ...(environment === undefined ? [] : [{ name: "platformio.env", line: environment.lines[0]?.line }]),
  ];
  return { dependencies, facts };
}
