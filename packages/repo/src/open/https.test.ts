import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { probeDelivery } from "../deliver/probe.ts";
import type { GitCredential } from "../git/credential.ts";
import { ANYTHING, file, git, makeCheckout, makeRemote, put, temporaryFolder } from "../testing/git.ts";
import { type GitServer, type GitServerOptions, startGitServer } from "../testing/https-server.ts";
import { writeChange } from "../write/write.ts";
import { openRepo } from "./open.ts";
import { accessRemote, listRemoteHeads } from "./remote.ts";

const ADA = { kind: "password", username: "ada@example.com", secret: "s3cret/t0ken#1" } as const;
const ACCOUNT = { user: ADA.username, password: ADA.secret };
const SCOPE = { kind: "agents", linkFolders: [] } as const;

/** A server with one repository, `remote.git`, that this process trusts as a host's owner would set it up. */
async function serve(options: Partial<GitServerOptions> = {}, files: Parameters<typeof makeCheckout>[0] = { a: "1" }) {
  const checkout = makeCheckout(files);
  const { folder } = makeRemote(checkout);
  git(checkout, "remote", "add", "origin", folder);
  const server = await startGitServer({ folder: dirname(folder), ...options });
  onTestFinished(() => server.close());
  vi.stubEnv("GIT_SSL_CAINFO", server.caFile);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { checkout, folder, server, url: server.url("remote.git"), mirrorsDir: temporaryFolder() };
}

function open(at: { url: string; mirrorsDir: string }, credential?: GitCredential, policy = ANYTHING) {
  return openRepo({ kind: "url", url: at.url }, { policy, mirrorsDir: at.mirrorsDir, credential });
}

const hostOf = (server: GitServer) => new URL(server.url("")).host;

const processes = () =>
  existsSync("/proc/self/cmdline") ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [];

/** The arguments and environments of processes that have started since, as everybody on the host may see them. */
function seenProcesses(before: ReadonlySet<string>): string {
  const read = (pid: string, name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, "latin1");
    } catch {
      return "";
    }
  };
  const since = processes().filter((pid) => !before.has(pid));
  return since.flatMap((pid) => [read(pid, "cmdline"), read(pid, "environ")]).join("\n");
}

test("clone, probe and push with a credential; the secret is seen nowhere but in the server's header", async () => {
  const at = await serve(ACCOUNT);
  const temporary = temporaryFolder();
  vi.stubEnv("TMPDIR", temporary);
  const seen: string[] = [];
  const before = new Set(processes());
  const timer = setInterval(() => seen.push(seenProcesses(before)), 30);
  onTestFinished(() => clearInterval(timer));
  const progress: string[] = [];
  const repo = await openRepo(
    { kind: "url", url: at.url },
    { policy: ANYTHING, mirrorsDir: at.mirrorsDir, credential: ADA, onProgress: (line) => progress.push(line) },
  );
  expect(repo.head).toBe(git(at.checkout, "rev-parse", "HEAD"));
  expect((await probeDelivery(repo)).possible).toEqual(["branch", "commit", "none"]);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  const { commit } = await writeChange(repo, change, { scope: SCOPE, delivery: "commit" });
  expect(git(at.folder, "rev-parse", "main")).toBe(commit);
  clearInterval(timer);
  const basic = Buffer.from(`${ADA.username}:${ADA.secret}`).toString("base64");
  expect([...new Set(at.server.requests.map(({ authorization }) => authorization))]).toEqual([
    undefined,
    `Basic ${basic}`,
  ]);
  expect(seen.some((text) => text.includes("credential.helper=!"))).toBe(before.size > 0);
  const config = readFileSync(join(repo.gitDir, "config"), "utf8");
  for (const secret of [ADA.secret, encodeURIComponent(ADA.secret), basic]) {
    expect(seen.some((text) => text.includes(secret))).toBe(false);
    expect(`${config}${progress.join("\n")}${JSON.stringify(repo)}`).not.toContain(secret);
  }
  expect(repo.remoteUrl).toBe(at.url);
  expect(readdirSync(temporary)).toEqual([]);
});

test("no credential, a wrong one, and one that was changed on the server", async () => {
  const at = await serve(ACCOUNT);
  const host = hostOf(at.server);
  await expect(open(at)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/^the server asks for credentials; give one for it in the settings/),
    details: { signIn: "refused" },
  });
  const repo = await open(at, ADA);
  at.server.changePassword("another");
  const refused = {
    code: "forbidden",
    message: `${host} refused the credential: it is wrong, expired or withdrawn; change the credential for ${host} in the settings`,
    details: { signIn: "refused" },
  };
  const error: unknown = await open(at, ADA).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject(refused);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/s3cret|t0ken/);
  const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  await expect(writeChange(repo, change, { scope: SCOPE, delivery: "branch" })).rejects.toMatchObject(refused);
  expect(await probeDelivery(repo)).toEqual({
    possible: ["none"],
    note: `no push is possible: ${refused.message}`,
    signIn: "refused",
  });
  expect((await open(at, { ...ADA, secret: "another" })).head).toBe(repo.head);
});

test("one that may only read, and a branch that the server protects", async () => {
  const reader = await serve({ ...ACCOUNT, readOnly: true });
  const repo = await open(reader, ADA);
  const { possible, note } = await probeDelivery(repo);
  expect(possible).toEqual(["none"]);
  expect(note).toMatch(/does not allow it with this credential; give it that right/);
  const guarded = await serve({ ...ACCOUNT, protectedBranches: ["main"] });
  const other = await open(guarded, ADA);
  const change = { base: other.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
  await expect(writeChange(other, change, { scope: SCOPE, delivery: "commit" })).rejects.toMatchObject({
    code: "refused",
    message: expect.stringContaining("the branch is protected"),
  });
  const written = await writeChange(other, change, { scope: SCOPE, delivery: "branch" });
  expect(git(guarded.folder, "rev-parse", "yardlet/skills")).toBe(written.commit);
});

test("a credential goes to its own host alone: no redirect, no other helper, no other identity", async () => {
  const at = await serve(ACCOUNT);
  const thief = await serve(ACCOUNT);
  const home = temporaryFolder();
  const ran = join(home, "ran");
  put(home, {
    ".gitconfig": `[credential]\n\thelper = "!echo helper >> ${ran}; true"\n\tuseHttpPath = true\n[http]\n\tfollowRedirects = true\n`,
    ".netrc": "machine 127.0.0.1 login eve password wrong\n",
  });
  writeFileSync(join(home, "ca"), [at, thief].map(({ server }) => readFileSync(server.caFile, "utf8")).join(""));
  vi.stubEnv("HOME", home);
  vi.stubEnv("GIT_SSL_CAINFO", join(home, "ca"));
  expect((await open(at, ADA)).head).toBe(git(at.checkout, "rev-parse", "HEAD"));
  const eve = Buffer.from("eve:wrong").toString("base64");
  expect(at.server.requests.some(({ authorization }) => authorization === `Basic ${eve}`)).toBe(false);
  at.server.behave({ redirectTo: `https://${hostOf(thief.server)}` });
  await expect(open(at, ADA)).rejects.toMatchObject({ code: "invalid" });
  expect(thief.server.requests).toEqual([]);
  expect(existsSync(ran)).toBe(false);
  at.server.behave("honest");
  await expect(open(at)).rejects.toMatchObject({ details: { signIn: "refused" } });
  expect(readFileSync(ran, "utf8")).toContain("helper");
});

test("a server that lies is told by what it did, and leaves nothing behind; an empty repository is one", async () => {
  const at = await serve();
  for (const [manner, code, message, timeoutMs = 20_000] of [
    ["wrong_type", "not_found", /is not git; check the address/],
    ["empty", "not_found", /is not git; check the address/],
    ["cut_short", "unavailable", /broke off in the middle of its answer/],
    ["endless_redirect", "invalid", /sends on to another address/],
    ["huge_list", "unavailable", /took longer than/, 500],
  ] as const) {
    at.server.behave(manner);
    const options = { policy: ANYTHING, mirrorsDir: at.mirrorsDir, timeoutMs };
    const expected = { code, message: expect.stringMatching(message) };
    await expect(openRepo({ kind: "url", url: at.url }, options), manner).rejects.toMatchObject(expected);
  }
  expect(readdirSync(join(at.mirrorsDir, readdirSync(at.mirrorsDir)[0] ?? ""))).toEqual([]);
  at.server.behave("honest");
  git(dirname(at.folder), "init", "--quiet", "--bare", "--initial-branch=main", "empty.git");
  const empty = await open({ url: at.server.url("empty.git"), mirrorsDir: at.mirrorsDir });
  expect(empty).toMatchObject({ defaultBranch: "main", head: undefined });
});

test("a server that hangs is left after the time limit, or when nothing came for too long", async () => {
  const at = await serve();
  at.server.behave("hanging");
  const options = { policy: ANYTHING, mirrorsDir: at.mirrorsDir, timeoutMs: 400 };
  await expect(openRepo({ kind: "url", url: at.url }, options)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/took longer than/),
  });
  const remote = await accessRemote(at.url, ANYTHING);
  expect(remote.settings).toEqual(["http.lowSpeedLimit=1", "http.lowSpeedTime=60"]);
  const hasty = { ...remote, settings: [...remote.settings, "http.lowSpeedTime=1"] };
  await expect(listRemoteHeads(hasty, {})).rejects.toMatchObject({
    code: "unavailable",
    message: "the host does not answer; check that it is up and reachable from here, then try again",
  });
});
