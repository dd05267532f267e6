import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSignals } from "./signals-file.ts";

test("every form, with defaults", () => {
  const { signals, findings } = parseSignals(`
signals:
  - preset: payments
    when:
      dependencies: {npm: pay-sdk, maven: ["com.acme:pay"]}
      in: app
  - preset: payments
    weight: 0.5
    what: payment manifests
    main: true
    when: {files: "**/*.pay.yaml", atLeast: 2, alsoIn: docs}
  - {preset: cli-tool, when: {facts: [npm.bin, "npm.keyword:cli"]}}
  - {preset: payments, when: {share: pay, of: code, atLeast: 0.2, files: 3}}
  - {preset: monorepo, when: {packages: 3, of: npm}}
`);
  expect(findings).toEqual([]);
  expect(signals).toEqual([
    {
      preset: "payments",
      weight: 1,
      what: "signal of the library for payments",
      when: { dependencies: { npm: ["pay-sdk"], maven: ["com.acme:pay"] }, in: "app" },
    },
    {
      preset: "payments",
      weight: 0.5,
      what: "payment manifests",
      main: true,
      when: { files: ["**/*.pay.yaml"], atLeast: 2, alsoIn: ["docs"] },
    },
    {
      preset: "cli-tool",
      weight: 1,
      what: "signal of the library for cli-tool",
      when: { facts: ["npm.bin", "npm.keyword:cli"] },
    },
    {
      preset: "payments",
      weight: 1,
      what: "signal of the library for payments",
      when: { share: ["pay"], of: "code", atLeast: 0.2, files: 3 },
    },
    {
      preset: "monorepo",
      weight: 1,
      what: "signal of the library for monorepo",
      when: { packages: 3, of: ["npm"] },
    },
  ]);
});

test("a row that cannot be read is left out and named with its line", () => {
  const { signals, findings } = parseSignals(`signals:
  - preset: Not A Name
    when: {files: "*.x"}
  - preset: good
    when: {files: "*.x"}
  - {preset: a, when: {files: "*.x", facts: [npm.bin]}}
  - {preset: b, when: {facts: [npm.nothing]}}
  - {preset: c, when: {files: "/etc/x"}}
  - {preset: d, when: {share: ".py", of: code, atLeast: 0.1}}
  - {preset: e, weight: 7, when: {files: "*.x"}}
  - 12
`);
  expect(signals.map(({ preset }) => preset)).toEqual(["good"]);
  expect(findings.map(({ line, message }) => [line, message])).toEqual([
    [2, "signal 1: preset: a preset name has lower-case letters, digits and single hyphens inside, such as web-ui"],
    [6, 'signal 3: "when" takes exactly one of dependencies, files, facts, share, packages, with its options'],
    [7, 'signal 4: no manifest states "npm.nothing"; write one of the facts in classify/facts.ts, such as npm.bin'],
    [8, 'signal 5: the pattern "/etc/x" is not a relative path with /, or has too many alternatives'],
    [9, 'signal 6: write the extension ".py" without dots and stars'],
    [10, "signal 7: weight: Too big: expected number to be <=1"],
    [11, "signal 8: the row: Invalid input: expected object, received number"],
  ]);
  expect(
    findings.every(({ rule, severity, file }) => `${rule} ${severity} ${file}` === "signals error signals.yaml"),
  ).toBe(true);
});

test.each([
  ["", 0],
  ["# nothing\n", 0],
  ["signals: []", 0],
  ["signals: 3", 1],
  ["[]", 1],
  ["other: 1", 1],
  ["signals: [", 1],
  ["a: &a [*a]", 1],
  ["x".repeat(300_000), 1],
])("%j has %i findings and no signals", (text, count) => {
  const { signals, findings } = parseSignals(text);
  expect(signals).toEqual([]);
  expect(findings).toHaveLength(count);
});

test("never throws", () => {
  const part = fc.constantFrom(
    "signals:",
    "\n  - ",
    "preset: a",
    "when: {",
    "}",
    "files: ",
    "*.x",
    "[",
    "]",
    "&a ",
    "*a",
    "!!js ",
    ": ",
    "\n",
    "'",
    "share: [x]",
    "<<: ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join("")),
      ),
      (text) => {
        expect(Array.isArray(parseSignals(text).signals)).toBe(true);
      },
    ),
  );
});
