import { expect, test } from "vitest";
import { readCargoToml } from "./cargo-toml.ts";

const names = (text: string) => readCargoToml(text).facts.map((fact) => fact.name);

test("dependencies under their real names, of every table and target", () => {
  const text = `[package]
name = "game"

[dependencies]
bevy = { version = "0.18", features = ["x"] }
engine = { package = "ggez", version = "1" }
serde.workspace = true

[dev-dependencies]
insta = "1"

[build-dependencies]
cc = "1"

[target.'cfg(unix)'.dependencies]
nix = "1"
`;
  expect(readCargoToml(text).dependencies).toEqual([
    { ecosystem: "cargo", name: "game", scope: "self", line: 2 },
    { ecosystem: "cargo", name: "bevy", scope: "runtime", line: 5 },
    { ecosystem: "cargo", name: "ggez", scope: "runtime", line: 6 },
    { ecosystem: "cargo", name: "serde", scope: "runtime", line: 7 },
    { ecosystem: "cargo", name: "insta", scope: "dev", line: 10 },
    { ecosystem: "cargo", name: "cc", scope: "build", line: 13 },
    { ecosystem: "cargo", name: "nix", scope: "runtime", line: 16 },
  ]);
});

test.each([
  ['description = "d"\nlicense = "MIT"', true],
  ['description = "d"\nlicense = "MIT"\npublish = false', false],
  ['description = "d"\nlicense = "MIT"\npublish = []', false],
  ['description = "d"\nlicense = "MIT"\npublish.workspace = true', false],
  ['description.workspace = true\nlicense = "MIT"', false],
  ['description = "d"\nlicense.workspace = true', true],
  ['description = "an internal crate"\nlicense = "MIT"\nversion = "0.0.9"', false],
  ['description = "d"', false],
])("publishable: %s: %s", (fields, expected) => {
  expect(names(`[package]\nname = "x"\n${fields}\n`).includes("cargo.publishable")).toBe(expected);
});

test("targets, categories and the words of the name", () => {
  const text = `[package]
name = "mail-mcp"
categories = ["command-line-utilities"]
keywords = ["TUI"]
[lib]
proc-macro = true
crate-type = ["cdylib"]
[[bin]]
name = "mail"
[workspace]
`;
  expect(readCargoToml(text).facts).toEqual([
    { name: "cargo.package", line: 1 },
    { name: "cargo.workspace", line: 10 },
    { name: "cargo.bin", line: 8 },
    { name: "cargo.lib", line: 5 },
    { name: "cargo.proc-macro", line: 6 },
    { name: "cargo.cdylib", line: 7 },
    { name: "cargo.name:mail", line: 2 },
    { name: "cargo.name:mcp", line: 2 },
    { name: "cargo.category:command-line-utilities", line: 3 },
    { name: "cargo.keyword:tui", line: 4 },
  ]);
});

test.each(["", "[package", "dependencies = 3", "[dependencies]\nx = ", "[[package]]"])("malformed: %s", (text) => {
  expect(readCargoToml(text).dependencies).toEqual([]);
});
