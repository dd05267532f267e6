import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { viewArguments } from "./hidden.ts";

function home(...files: string[]): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "yardlet-hidden-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), "");
  }
  return folder;
}

const PROGRAM = realpathSync("/bin/sh");

test("sign-ins and hidden places are covered where they are there, files and folders", () => {
  const at = home(".ssh/id", ".npmrc", "data/secret.key");
  expect(viewArguments(PROGRAM, at, [`${at}/data`, `${at}/not-there`], [])).toEqual(
    [
      ["--tmpfs", `${at}/.ssh`],
      ["--tmpfs", `${at}/data`],
      ["--ro-bind", "/dev/null", `${at}/.npmrc`],
    ].flat(),
  );
});

test("what a program needs is seen inside of what is hidden, and what is hidden inside of what it needs is not", () => {
  const at = home("work/node_modules/a.js", "work/packages/b.ts", "work/packages/.data/secret.key");
  const readable = [`${at}/work/packages`, `${at}/work/node_modules`, `${at}/gone`];
  expect(viewArguments(PROGRAM, undefined, [`${at}/work/packages/.data`, at], readable)).toEqual(
    [
      ["--tmpfs", at],
      ["--ro-bind", `${at}/work/packages`, `${at}/work/packages`],
      ["--ro-bind", `${at}/work/node_modules`, `${at}/work/node_modules`],
      ["--tmpfs", `${at}/work/packages/.data`],
    ].flat(),
  );
});

test("what holds the program itself stays visible", () => {
  const at = home("bin/agent");
  expect(viewArguments(realpathSync(`${at}/bin/agent`), undefined, [at], [])).toEqual([]);
});
