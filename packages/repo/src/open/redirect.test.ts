import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { GitCredential } from "../git/credential.ts";
import { ANYTHING, git, makeCheckout, temporaryFolder } from "../testing/git.ts";
import { startGitServer } from "../testing/https-server.ts";
import { openRepo } from "./open.ts";
import { followedTo } from "./redirect.ts";

const FROM = "https://git.example.com/team/parcel";

test.each([
  ["https://git.example.com/team/parcel-router.git/", "https://git.example.com/team/parcel-router.git"],
  ["https://other.example.com/x/", "https://other.example.com/x"],
  ["https://git.example.com/team/parcel.git/", undefined],
  ["http://git.example.com/team/moved/", undefined],
  ["https://user:secret@git.example.com/team/moved/", undefined],
  ["file:///etc", undefined],
  ["https://git.example.com/", undefined],
])("git says that it follows to %s: %s", (target, expected) => {
  expect(followedTo(`warning: redirecting to ${target}\nabc\tHEAD\n`, FROM)).toBe(expected);
});

test("git says nothing", () => {
  expect(followedTo("", FROM)).toBeUndefined();
});

test("a remote that moved is named: by git, where it may follow, and by the error, where it may not", async () => {
  const folder = temporaryFolder();
  git(folder, "clone", "--quiet", "--bare", "--template=", makeCheckout({ a: "1" }), "parcel.git");
  const [before, after] = await Promise.all([startGitServer({ folder }), startGitServer({ folder })]);
  onTestFinished(() => Promise.all([before.close(), after.close()]).then(() => {}));
  const trusted = join(folder, "trusted.pem");
  writeFileSync(trusted, [before, after].map(({ caFile }) => readFileSync(caFile, "utf8")).join("\n"));
  vi.stubEnv("GIT_SSL_CAINFO", trusted);
  onTestFinished(() => void vi.unstubAllEnvs());
  before.behave({ redirectTo: new URL(after.url("")).origin });
  const url = before.url("parcel.git");
  const open = (credential?: GitCredential) =>
    openRepo({ kind: "url", url }, { policy: ANYTHING, mirrorsDir: folder, ...(credential ? { credential } : {}) });
  expect((await open()).movedTo).toBe(after.url("parcel.git"));
  await expect(open({ kind: "password", username: "bot", secret: "s3cret" })).rejects.toMatchObject({
    code: "invalid",
    message: `the server sends on to ${after.url("parcel.git")}; use that address`,
    details: { movedTo: after.url("parcel.git") },
  });
  expect(after.requests.map(({ authorization }) => authorization).filter(Boolean)).toEqual([]);
});
