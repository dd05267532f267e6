import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { probeDelivery } from "../deliver/probe.ts";
import { readSshKey } from "../git/ssh-key.ts";
import { ANYTHING, file, git, makeCheckout, makeRemote, temporaryFolder } from "../testing/git.ts";
import { startSshServer } from "../testing/ssh-server.ts";
import { writeChange } from "../write/write.ts";
import { openRepo } from "./open.ts";

const SCOPE = { kind: "agents", linkFolders: [] } as const;
const WITHOUT_SSH = !hasSsh();

function hasSsh(): boolean {
  try {
    execFileSync("ssh", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function makeKey(passphrase?: string) {
  const { privateKey } = generateKeyPairSync("ed25519");
  const sealed = passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase };
  const pem = privateKey.export({ type: "pkcs8", format: "pem", ...sealed }).toString();
  return { pem, line: (await readSshKey(pem, passphrase)).line };
}

async function serve(line: string) {
  const checkout = makeCheckout({ a: "1" });
  const { folder } = makeRemote(checkout);
  const server = await startSshServer({ keys: [line] });
  onTestFinished(() => server.close());
  return { server, folder, location: { kind: "url", url: server.url(folder) } as const, mirrorsDir: temporaryFolder() };
}

test.skipIf(WITHOUT_SSH)(
  "clone, probe and push over ssh by a key with a passphrase, which lies in no file",
  async () => {
    const key = await makeKey("open sesame");
    const at = await serve(key.line);
    const temporary = temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { knownHost: knownHosts } = at.server;
    const credential = { kind: "ssh_key", privateKey: key.pem, passphrase: "open sesame", knownHosts } as const;
    const repo = await openRepo(at.location, { policy: ANYTHING, mirrorsDir: at.mirrorsDir, credential });
    expect((await probeDelivery(repo)).possible).toEqual(["branch", "commit", "none"]);
    const change = { base: repo.head, puts: [file(".agents/a", "1")], deletes: [], message: "Write" };
    const { commit } = await writeChange(repo, change, { scope: SCOPE, delivery: "commit" });
    expect(git(at.folder, "rev-parse", "main")).toBe(commit);
    expect(new Set(at.server.attempts)).toEqual(new Set(["git none", "git ssh-ed25519"]));
    expect(readdirSync(temporary)).toEqual([]);
  },
);

test.skipIf(WITHOUT_SSH)("a key that is refused, and hosts that are unknown or changed, say what to do", async () => {
  const [known, other] = [await makeKey(), await makeKey()];
  const at = await serve(known.line);
  const host = new URL(at.location.url).host;
  const open = (privateKey: string, knownHosts?: string) =>
    openRepo(at.location, {
      policy: ANYTHING,
      mirrorsDir: at.mirrorsDir,
      credential: { kind: "ssh_key", privateKey, knownHosts },
    });
  await expect(open(other.pem, at.server.knownHost)).rejects.toMatchObject({
    code: "forbidden",
    message: `${host} refused the credential: it is wrong, expired or withdrawn; change the credential for ${host} in the settings`,
    details: { signIn: "refused" },
  });
  await expect(open(known.pem)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining(
      `the ssh key of ${host} is not known here (it shows ssh-rsa ${at.server.fingerprint})`,
    ),
    details: { signIn: "unknown_host" },
  });
  const changed = `${at.server.knownHost.split(" ")[0]} ssh-rsa ${(await makeRsaLine()).split(" ")[1]}`;
  await expect(open(known.pem, changed)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/shows another ssh key than the known one \(it shows ssh-rsa SHA256:/),
  });
});

async function makeRsaLine(): Promise<string> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return (await readSshKey(privateKey.export({ type: "pkcs1", format: "pem" }).toString())).line;
}

test("a credential of the other kind is refused before anybody is asked", async () => {
  const key = await makeKey();
  const options = { policy: ANYTHING, mirrorsDir: temporaryFolder() };
  const open = (url: string, credential: Parameters<typeof openRepo>[1]["credential"]) =>
    openRepo({ kind: "url", url }, { ...options, credential });
  const ssh = { kind: "ssh_key", privateKey: key.pem } as const;
  const password = { kind: "password", username: "ada", secret: "x" } as const;
  const invalid = (message: RegExp) => ({ code: "invalid", message: expect.stringMatching(message) });
  await expect(open("https://git.example/a", ssh)).rejects.toMatchObject(invalid(/give a user name and a token/));
  await expect(open("git@git.example:a", password)).rejects.toMatchObject(invalid(/give an ssh key/));
  await expect(open("file:///srv/a", password)).rejects.toMatchObject(invalid(/file:\/\/ address needs none/));
  for (const bad of [
    { ...password, secret: "a\nhost=evil" },
    { ...password, username: "" },
  ]) {
    await expect(open("https://git.example/a", bad)).rejects.toMatchObject(invalid(/no line breaks/));
  }
});

test("a host without ssh says so", async () => {
  const { pem } = await makeKey();
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bin"));
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  writeFileSync(join(folder, "bin", "git"), `#!/bin/sh\nexec ${real} "$@"\n`, { mode: 0o755 });
  vi.stubEnv("PATH", join(folder, "bin"));
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(
    openRepo(
      { kind: "url", url: "ssh://git@127.0.0.1:9/a" },
      { policy: ANYTHING, mirrorsDir: folder, credential: { kind: "ssh_key", privateKey: pem } },
    ),
  ).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/there is no ssh on the worker's host/),
  });
});
