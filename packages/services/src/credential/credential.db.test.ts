import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { listJobs } from "@yardlet/db";
import { type GitServer, startGitServer } from "@yardlet/repo/testing/https-server";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { ask, contentsOf } from "../../../../scripts/testing/rows.ts";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import type { ServiceContext } from "../context.ts";
import { setLibrarySource } from "../library/configure.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { getPreview, previewRepos } from "../repo/preview.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { git, makeRepo, RUST_CLI } from "../testing/repos.ts";
import { removeCredential, rotateCredential, RotateCredentialInput } from "./change.ts";
import { createCredential, CreateCredentialInput } from "./create.ts";
import { listCredentials } from "./list.ts";
import { getTrial, tryCredential } from "./try.ts";

const TOKEN = "glpat-r1ght/t0ken#4711";
const WRONG = "glpat-wr0ng/t0ken#0815";

let services: TestServices;
let server: GitServer;
let remote: string;
let url: string;
let host: string;
let ctx: ServiceContext;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  const work = makeRepo(path.join(services.folder, "work"), RUST_CLI);
  const folder = path.join(services.folder, "remotes");
  mkdirSync(folder);
  remote = path.join(folder, "parcel.git");
  git(services.folder, "clone", "--quiet", "--bare", work, remote);
  server = await startGitServer({ folder, user: "yardlet-bot", password: TOKEN });
  vi.stubEnv("GIT_SSL_CAINFO", server.caFile);
  url = server.url("parcel.git");
  host = new URL(url).host;
  ctx = { ...services.ctx, settings: { ...services.ctx.settings, allowPrivateHosts: true } };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await services.close();
});

const signIn = (secret: string) => ({ kind: "password", username: "yardlet-bot", secret });
const create = (secret: string, as = ctx) =>
  createCredential(as, CreateCredentialInput.parse({ place: host, signIn: signIn(secret) }));
const rotate = (id: string, secret: string) =>
  rotateCredential(ctx, RotateCredentialInput.parse({ id, signIn: signIn(secret) }));
const only = async (as = ctx) => (await listCredentials(as))[0];
const stateOf = async () => (await getRepo(ctx, { slug: "parcel" })).repo;

async function preview() {
  const { previewId } = await previewRepos(ctx, { locations: [url] });
  await services.runJobs(ctx);
  return (await getPreview(ctx, { previewId })).results[0];
}

async function sync(as = ctx) {
  await requestRepoSync(as, { slug: "parcel" });
  await services.runJobs(as);
}

async function tryIt(id: string) {
  const { trialId } = await tryCredential(ctx, { id, url });
  await services.runJobs(ctx);
  return getTrial(ctx, { trialId });
}

test("a remote that asks is read and written with the credential for its host, and says so when it refuses", async () => {
  expect(await preview()).toMatchObject({
    ok: false,
    code: "forbidden",
    message: expect.stringContaining("the server asks for credentials"),
    wish: { kind: "password", host, credentialId: null },
  });
  const { id } = await create(WRONG);
  expect(await preview()).toMatchObject({ ok: false, wish: { kind: "password", host, credentialId: id } });
  expect(await only()).toMatchObject({
    usedAt: null,
    failure: expect.stringMatching(/Authentication failed/),
    hint: "0815",
  });
  const refused = await tryIt(id);
  expect(refused.job).toMatchObject({ state: "done", payload: { trialId: refused.trial.id } });
  expect(refused.trial.error).toContain(`${host} refused the credential`);

  await rotate(id, TOKEN);
  expect(await only()).toMatchObject({ failedAt: null, failure: null, rotatedBy: "admin", hint: "4711" });
  expect(await preview()).toMatchObject({ ok: true, slug: "parcel", delivery: "branch" });
  await addRepos(ctx, { locations: [url], autoEquip: null });
  await services.runJobs(ctx);
  expect(await stateOf()).toMatchObject({ state: "ready", error: null });
  expect(git(remote, "log", "-1", "--format=%an", "yardlet/skills")).toBe("Yardlet");
  const used = await only();
  expect(used).toMatchObject({ repos: [{ slug: "parcel", location: url }], isSource: false, locked: null });
  expect(used?.usedAt).toBeInstanceOf(Date);
  expect((await tryIt(id)).trial).toMatchObject({ branches: 2, defaultBranch: "main", error: null });
  await expect(tryCredential(ctx, { id, url: "https://git.example.com/a" })).rejects.toMatchObject({
    code: "invalid",
    message: `this credential is for ${host}; write https://${host}/path`,
  });

  await rotate(id, WRONG);
  await sync();
  const message = `${host} refused the credential: it is wrong, expired or withdrawn; change the credential for ${host} in the settings`;
  expect(await stateOf()).toMatchObject({ state: "error", error: message });
  expect((await only())?.failedAt).toBeInstanceOf(Date);
  expect((await listJobs(ctx.db, { limit: 1 }))[0]).toMatchObject({
    state: "failed",
    error: { code: "forbidden", message },
  });
  // What failed is read again by itself.
  await rotate(id, TOKEN);
  await services.runJobs(ctx);
  expect(await stateOf()).toMatchObject({ state: "ready", error: null });

  const kept = JSON.stringify([...(await contentsOf(services.url))]);
  expect(kept).toContain("credential.rotate");
  for (const secret of [TOKEN, WRONG]) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(`yardlet-bot:${secret}`).toString("base64")]) {
      expect(kept).not.toContain(form);
    }
  }
  for (const name of readdirSync(ctx.settings.dataDir, { recursive: true, encoding: "utf8" })) {
    if (!/(config|HEAD|description|FETCH_HEAD|\.lock)$/.test(name)) continue;
    expect(readFileSync(path.join(ctx.settings.dataDir, name), "latin1"), name).not.toContain("t0ken");
  }
});

test("a secret opens for its host and this installation alone; adding is undone, what is forgotten is not", async () => {
  const { id } = await create(TOKEN);
  await addRepos(ctx, { locations: [url], autoEquip: null });
  await setLibrarySource(ctx, { url: server.url("library.git") });
  await services.runJobs(ctx);
  expect(await only()).toMatchObject({ isSource: true });
  const moved = { ...ctx, settings: { ...ctx.settings, secret: "f00d".repeat(16) } };
  const locked = `the credential for ${host} cannot be opened: its secret was encrypted with another key than this installation has; rotate it, or bring secret.key back`;
  expect((await only(moved))?.locked).toBe(locked);
  await sync(moved);
  expect(await stateOf()).toMatchObject({ state: "error", error: locked });
  const { secret: _secret, ...keyless } = ctx.settings;
  expect((await only({ ...ctx, settings: keyless }))?.locked).toContain("set YARDLET_SECRET to what");

  const { privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "sec1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = { place: `git@${host.split(":")[0]}`, signIn: { kind: "ssh_key", privateKey } };
  const other = await createCredential(ctx, CreateCredentialInput.parse(key));
  const ssh = (await listCredentials(ctx)).find((one) => one.id === other.id);
  expect(ssh).toMatchObject({ kind: "ssh_key", host: "127.0.0.1", username: null, repos: [] });
  expect(ssh?.hint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  await ask(services.url, (client) =>
    client.query("update credential set secret = (select secret from credential where id = $1) where id = $2", [
      id,
      other.id,
    ]),
  );
  expect((await listCredentials(ctx)).map((one) => one.locked !== null)).toEqual([true, false]);

  await expect(create(TOKEN)).rejects.toMatchObject({
    code: "conflict",
    message: `there is a credential for ${host} already; change that one`,
  });
  await expect(rotateCredential(ctx, RotateCredentialInput.parse({ id, signIn: key.signIn }))).rejects.toMatchObject({
    code: "invalid",
  });
  await rotate(id, TOKEN);
  const actions = async () => (await listAudit(ctx, { group: "credential", limit: 10 })).entries;
  const [rotated, , created] = await actions();
  expect([rotated?.action, created?.action, created?.subject]).toEqual([
    "credential.rotate",
    "credential.create",
    `${host} (https)`,
  ]);
  await expect(undoAudit(ctx, { id: rotated?.id ?? "" })).rejects.toMatchObject({ code: "refused" });
  await undoAudit(ctx, { id: created?.id ?? "" });
  const [removed] = (await actions()).filter(({ action }) => action === "credential.remove");
  expect(removed?.details).toEqual({ credential: id, host, kind: "password", repos: ["parcel"], source: true });
  await expect(undoAudit(ctx, { id: removed?.id ?? "" })).rejects.toMatchObject({
    message: "this is not undone from here: its secret is not kept; add the credential again",
  });
  await sync();
  expect((await stateOf()).error).toContain("the server asks for credentials");

  const curator = { ...ctx, actor: services.as("curator").actor };
  for (const verb of [
    create(TOKEN, curator),
    listCredentials(curator),
    rotateCredential(curator, RotateCredentialInput.parse({ id, signIn: signIn(TOKEN) })),
    removeCredential(curator, { id }),
    tryCredential(curator, { id, url }),
    getTrial(curator, { trialId: "t" }),
  ]) {
    await expect(verb).rejects.toMatchObject({ code: "forbidden" });
  }
});
