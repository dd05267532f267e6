import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runChild } from "../testing/child.ts";
import { file, git, makeCheckout, makeRemote, openPath, openUrl, readText, temporaryFolder } from "../testing/git.ts";
import { writeChange } from "./write.ts";

const COMMIT = { scope: { kind: "agents", linkFolders: [] }, delivery: "commit" } as const;

const NAMES = ["a", "b", "c"];
const ROUNDS = 3;
const EXPECTED = NAMES.flatMap((name) =>
  Array.from({ length: ROUNDS }, (_, i) => `.agents/skills/${name}-${i}/SKILL.md`),
);

test("three processes write to one checkout: every file gets in, each by one commit", async () => {
  const checkout = makeCheckout({ a: "1" });
  const ends = await Promise.all(
    NAMES.map((name) =>
      runChild("write-rounds.ts", {
        location: { kind: "path", path: checkout },
        mirrorsDir: "/nonexistent",
        name,
        rounds: ROUNDS,
        delivery: "commit",
      }),
    ),
  );
  expect(ends.map(({ status, output }) => [status, output.replace(/^\d+/, "N")])).toEqual(
    NAMES.map(() => [0, "N conflicts"]),
  );
  expect(git(checkout, "ls-tree", "-r", "--name-only", "HEAD", "--", ".agents").split("\n")).toEqual(EXPECTED);
  expect(git(checkout, "rev-list", "--count", "--first-parent", "HEAD")).toBe(String(1 + EXPECTED.length));
  expect(git(checkout, "status", "--porcelain")).toBe("");
  expect(EXPECTED.map((path) => readText(checkout, path))).toEqual(EXPECTED.map(() => "1"));
  expect(existsSync(join(checkout, ".git/yardlet.lock"))).toBe(false);
});

test.each(["commit", "branch"] as const)(
  "two workers with mirrors of their own push by %s: none is lost",
  async (delivery) => {
    const { folder, url } = makeRemote(makeCheckout({ a: "1" }));
    const ends = await Promise.all(
      ["a", "b"].map((name) =>
        runChild("write-rounds.ts", {
          location: { kind: "url", url },
          mirrorsDir: temporaryFolder(),
          name,
          rounds: 2,
          delivery,
        }),
      ),
    );
    expect(ends.map(({ status, output }) => [status, output.replace(/^\d+/, "N")])).toEqual([
      [0, "N conflicts"],
      [0, "N conflicts"],
    ]);
    const branch = delivery === "commit" ? "main" : "yardlet/skills";
    expect(git(folder, "rev-list", "--count", branch)).toBe("5");
    expect(git(folder, "ls-tree", "-r", "--name-only", branch, "--", ".agents").split("\n")).toHaveLength(4);
  },
);

test("two writes at once in one process: one wins, the other is a conflict", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const write = (name: string) =>
    writeChange(repo, { base: repo.head, puts: [file(`.agents/${name}`, "1")], deletes: [], message: name }, COMMIT);
  const results = await Promise.allSettled([write("a"), write("b")]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  expect(readdirSync(join(checkout, ".agents"))).toHaveLength(1);
  expect(git(checkout, "status", "--porcelain")).toBe("");
});

test("a writer that waits too long says who is in the way", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  let second: unknown;
  await writeChange(repo, change, {
    ...COMMIT,
    onStep: async (step) => {
      if (step !== "committed") return;
      second = await writeChange(repo, change, { ...COMMIT, lockWaitMs: 0 }).catch((error: unknown) => error);
    },
  });
  expect(second).toMatchObject({ code: "unavailable", message: expect.stringContaining(`process ${process.pid} on `) });
});

test("opening a repository while somebody writes takes nothing away from them", async () => {
  const checkout = makeCheckout({ a: "1" });
  const repo = await openPath(checkout);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  const steps: string[] = [];
  await writeChange(repo, change, {
    ...COMMIT,
    onStep: async (step) => {
      await openPath(checkout);
      steps.push(step);
    },
  });
  expect(steps.at(-1)).toBe("cleaned");
  expect(git(checkout, "status", "--porcelain")).toBe("");
  const { url } = makeRemote(checkout);
  const mirrorsDir = temporaryFolder();
  const [one, two] = await Promise.all([openUrl(url, mirrorsDir), openUrl(url, mirrorsDir)]);
  expect(one.head).toBe(two.head);
});
