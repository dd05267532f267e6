import { expect, test } from "vitest";
import { asksForJson, parseCommandLine } from "./parse.ts";
import { UsageError } from "./usage-error.ts";

const PLAIN = {
  help: false,
  version: false,
  json: false,
  repo: undefined,
  why: false,
  link: false,
  profile: undefined,
};

test.each([
  { argv: ["skill", "list"], words: ["skill", "list"], args: [], options: {} },
  {
    argv: ["--json", "skill", "list", "--why"],
    words: ["skill", "list"],
    args: [],
    options: { json: true, why: true },
  },
  { argv: ["skill", "--repo", "../x", "suggest"], words: ["skill", "suggest"], args: [], options: { repo: "../x" } },
  {
    argv: ["skill", "equip", "a", "--link", "b"],
    words: ["skill", "equip"],
    args: ["a", "b"],
    options: { link: true },
  },
  { argv: ["skill", "equip", "--", "--link"], words: ["skill", "equip"], args: ["--link"], options: {} },
  { argv: ["skill", "equip", ""], words: ["skill", "equip"], args: [""], options: {} },
  {
    argv: ["skill", "validate", "--profile=lenient"],
    words: ["skill", "validate"],
    args: [],
    options: { profile: "lenient" },
  },
  { argv: ["schema", "config"], words: ["schema"], args: ["config"], options: {} },
])("$argv", ({ argv, words, args, options }) => {
  const request = parseCommandLine(argv);
  expect(request).toMatchObject({ kind: "run", args, options: { ...PLAIN, ...options }, command: { words } });
});

test.each([
  { argv: ["--version"], kind: "version" },
  { argv: ["skill", "list", "--version"], kind: "version" },
  { argv: [], kind: "help", asked: false },
  { argv: ["skill", "--json"], kind: "help", words: ["skill"], asked: false },
  { argv: ["--help"], kind: "help", asked: true },
  { argv: ["-h"], kind: "help" },
  { argv: ["help", "skill", "equip"], kind: "help", words: ["skill", "equip"], asked: true },
  { argv: ["skill", "equip", "--help"], kind: "help", words: ["skill", "equip"] },
])("$argv is $kind", ({ argv, ...expected }) => {
  expect(parseCommandLine(argv)).toMatchObject(expected);
});

test.each([
  { argv: ["skil", "list"], message: 'there is no command "skil list"; did you mean "yardlet skill list"?' },
  { argv: ["frobnicate"], message: 'there is no command "frobnicate"; run "yardlet --help"' },
  { argv: ["skill", "lost"], message: 'there is no command "skill lost"; did you mean "yardlet skill list"?' },
  { argv: ["skill", "list", "extra"], message: 'yardlet skill list takes no names; "extra" is too much' },
  { argv: ["skill", "unequip"], message: "yardlet skill unequip needs <name>..." },
  { argv: ["schema", "a", "b"], message: 'yardlet schema takes [<name>]; "b" is too much' },
  {
    argv: ["skill", "list", "--link"],
    message: 'yardlet skill list does not take --link; run "yardlet skill list --help"',
  },
  { argv: ["skill", "list", "--repo"], message: "option '--repo <value>' argument missing; run \"yardlet --help\"" },
  { argv: ["skill", "list", "--repo="], message: "--repo needs a value" },
  { argv: ["skill", "list", "--nope"], message: "unknown option '--nope'; run \"yardlet --help\"" },
  {
    argv: ["skill", "list", "--json=yes"],
    message: "option '--json' does not take an argument; run \"yardlet --help\"",
  },
])("$argv is wrong, and it says how", ({ argv, message }) => {
  expect(() => parseCommandLine(argv)).toThrow(new UsageError(message));
});

test("--json counts on a wrong command line too, but not behind --", () => {
  expect(asksForJson(["nope", "--json"])).toBe(true);
  expect(asksForJson(["skill", "equip", "--", "--json"])).toBe(false);
});
