import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { WebhookEvent } from "@yardlet/core/webhook";
import { inTransaction, insertJob, listAudit, openCandidate, recordAnnouncement } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import * as z from "zod";
import { WORKER, type ServiceContext } from "../context.ts";
import { HANDLERS } from "../job/handlers.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { addTestRepos } from "../testing/evidence.ts";
import { runJob } from "../job/run.ts";
import { runDaily } from "../maintenance.ts";
import { pingWebhook, redeliver } from "./ask.ts";
import { deleteWebhook, pauseWebhook, resumeWebhook, rotateWebhook, updateWebhook } from "./change.ts";
import { createWebhook } from "./create.ts";
import { runWebhookDeliver } from "./deliver.ts";
import { listWebhookDeliveries, listWebhooks } from "./read.ts";
import { relayWebhooks } from "./relay.ts";

const GUIDE = path.resolve(import.meta.dirname, "../../../../docs/guides/webhooks.md");
const Message = z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) });

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real receiver on loopback; `answer` says what it does with what it got. */
async function openReceiver() {
  const received: Received[] = [];
  const accept = (response: ServerResponse): void => void response.writeHead(204).end();
  const receiver = { received, answer: accept };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.once("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts).toString() });
      receiver.answer(response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  return Object.assign(receiver, { host, close: () => (server.closeAllConnections(), server.close()) });
}

let services: TestServices;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let ctx: ServiceContext;
let now: Date;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  receiver = await openReceiver();
  now = new Date();
  const settings = { ...services.ctx.settings, webhookAllow: [receiver.host] };
  ctx = { ...services.ctx, settings, now: () => now };
  await addTestRepos(ctx.db, ["parcel", "ledger"]);
});
afterEach(async () => {
  receiver.close();
  await services.close();
});

const hookFor = async (events: WebhookEvent[], repo?: string) =>
  createWebhook(ctx, { url: `http://${receiver.host}/hook`, events, ...(repo === undefined ? {} : { repo }) });
const candidate = (key: string, repoId: string | null = null) =>
  openCandidate(ctx.db, { kind: "note", key, repoId, planId: null, title: key, why: "it says so" });
const relay = async () => {
  await relayWebhooks({ ...ctx, actor: WORKER });
  await services.runJobs(ctx);
};
const titles = () => receiver.received.map(({ body }) => Message.parse(JSON.parse(body)).data.title);
const later = (ms: number) => (now = new Date(now.getTime() + ms));
const onlyHook = async () => (await listWebhooks(ctx))[0];

/** The receiver's lines of the guide, as the guide has them. */
async function verifyOfGuide(): Promise<(headers: IncomingHttpHeaders, body: string, secret: string) => unknown> {
  const lines = /```js\n([\s\S]*?)```/.exec(readFileSync(GUIDE, "utf8"))?.[1] ?? "";
  const folder = mkdtempSync(path.join(services.folder, "guide-"));
  const file = path.join(folder, "verify.mjs");
  writeFileSync(file, lines);
  const { verify } = await import(pathToFileURL(file).href);
  rmSync(folder, { recursive: true });
  return verify;
}

test("events arrive in order, signed as the guide verifies them, and only those that were chosen", async () => {
  await candidate("before the webhook");
  const { id, secret } = await hookFor(["candidate.created", "job.failed"], "parcel");
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const parcel = (await onlyHook())?.repoId ?? "";
  for (const key of ["one", "two"]) await candidate(key, parcel);
  await candidate("one", parcel);
  await candidate("of another repo");
  await recordAnnouncement(ctx.db, { topic: "skill", ref: "s", announces: "skill.pruned", repoId: parcel, data: {} });
  const job = await insertJob(ctx.db, {
    kind: "repo.sync",
    payload: { repoId: "gone" },
    repoId: parcel,
    maxAttempts: 1,
    createdBy: "test",
  });
  const signal = new AbortController().signal;
  await runJob(ctx, HANDLERS, { jobId: job, worker: "test", signal, onBug: () => "bug" });
  await relay();
  expect(receiver.received.map(({ path }) => path)).toEqual(["/hook", "/hook", "/hook"]);
  const verify = await verifyOfGuide();
  const [first, second, third] = receiver.received.map(({ headers, body }) => verify(headers, body, secret));
  expect(first).toMatchObject({
    type: "candidate.created",
    data: { kind: "note", title: "one", why: "it says so", repo: "parcel" },
  });
  expect(second).toMatchObject({ data: { title: "two" } });
  expect(third).toMatchObject({
    type: "job.failed",
    data: { job, kind: "repo.sync", code: "not_found", repo: "parcel" },
  });
  const { headers = {}, body = "" } = receiver.received[0] ?? {};
  expect(() => verify(headers, `${body} `, secret)).toThrow("not signed with our secret");
  expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "Yardlet" });
  expect(await onlyHook()).toMatchObject({ state: "active", waiting: 0, last: { status: 204, error: null } });
  const { deliveries } = await listWebhookDeliveries(ctx, { id, failed: false, limit: 50 });
  expect(deliveries.map(({ kind, trigger, attempt, status }) => [kind, trigger, attempt, status])).toEqual([
    ["job.failed", "event", 1, 204],
    ["candidate.created", "event", 1, 204],
    ["candidate.created", "event", 1, 204],
  ]);
  const kept = JSON.stringify([await listWebhooks(ctx), deliveries, await listAudit(ctx.db, { limit: 50 })]);
  expect(kept).not.toContain(secret.slice(6));
});

test("what is committed late is not missed, and a worker that ends in the middle sends again under the same id", async () => {
  const { id } = await hookFor(["candidate.created"]);
  const committed = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const late = inTransaction(ctx.db, async (tx) => {
    await openCandidate(tx, { kind: "note", key: "late", repoId: null, planId: null, title: "late", why: "" });
    began.resolve();
    await committed.promise;
  });
  await began.promise;
  await candidate("early");
  await relay();
  expect(titles()).toEqual(["early"]);
  committed.resolve();
  await late;
  const stopping = new AbortController();
  receiver.answer = () => stopping.abort(new Error("the worker is stopping"));
  const jobRun = {
    jobId: "j",
    attempt: 1,
    signal: stopping.signal,
    step: async () => undefined,
    log: async () => undefined,
  };
  await relayWebhooks(ctx);
  await expect(runWebhookDeliver(ctx, id, jobRun)).rejects.toThrow("the worker is stopping");
  receiver.answer = (response) => void response.writeHead(200).end("thanks");
  await services.runJobs(ctx);
  expect(titles()).toEqual(["early", "late", "late"]);
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids[1]).toBe(ids[2]);
  expect(receiver.received[1]?.body).toBe(receiver.received[2]?.body);
});

test("failures are tried again in order, the eighth disables, and a person goes on where it stopped, or now", async () => {
  const { id } = await hookFor(["candidate.created"]);
  receiver.answer = (response) =>
    void response.writeHead(503, { "retry-after": "90" }).end(`no\0${"x".repeat(200_000)}`);
  await candidate("one");
  await candidate("two");
  await relay();
  await relay();
  expect(titles()).toEqual(["one"]);
  const failed = await onlyHook();
  expect(failed).toMatchObject({ failures: 1, waiting: 2, last: { status: 503, error: "the receiver answered 503" } });
  expect(failed?.nextAt?.getTime()).toBe(now.getTime() + 90_000);
  later(89_999);
  await relay();
  later(1);
  receiver.answer = (response) => void response.writeHead(200).end();
  await relay();
  expect(titles()).toEqual(["one", "one", "two"]);
  const log = (await listWebhookDeliveries(ctx, { id, failed: true, limit: 50 })).deliveries;
  expect(log).toHaveLength(1);
  expect(log[0]?.response).toMatch(/^no\u{FFFD}x{1021}$/u);

  receiver.answer = (response) => void response.writeHead(302, { location: `http://${receiver.host}/elsewhere` }).end();
  await candidate("three");
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    await relay();
    later(24 * 3_600_000);
  }
  const disabled = await onlyHook();
  expect(disabled).toMatchObject({ state: "disabled", stateBy: "Yardlet", waiting: 1 });
  expect(disabled?.stateReason).toMatch(
    /^8 attempts at one event failed; the last one: the receiver answered 302; redirects/,
  );
  expect(receiver.received).toHaveLength(11);
  expect(receiver.received.every(({ path }) => path === "/hook")).toBe(true);
  expect(new Set(receiver.received.slice(3).map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect((await listAudit(ctx.db, { limit: 1 }))[0]).toMatchObject({ action: "webhook.disable", actorName: "Yardlet" });
  await candidate("four");
  receiver.answer = (response) => void response.writeHead(200).end();
  await resumeWebhook(ctx, { id, from: "where_it_stopped" });
  await relay();
  expect(titles().slice(11)).toEqual(["three", "four"]);
  await pauseWebhook(ctx, { id });
  await candidate("five");
  await relay();
  expect(await onlyHook()).toMatchObject({ state: "paused", waiting: 1 });
  await resumeWebhook(ctx, { id, from: "now" });
  await candidate("six");
  await relay();
  expect(titles().slice(13)).toEqual(["six"]);
  receiver.answer = (response) => void response.writeHead(410).end();
  await candidate("seven");
  await relay();
  expect(await onlyHook()).toMatchObject({
    state: "disabled",
    stateReason: "the receiver answered 410: it wants nothing more",
  });
});

test("a test and a redelivery are sent when asked for; rotated, another key, deleted", async () => {
  const { id, secret } = await hookFor(["candidate.created"]);
  await pauseWebhook(ctx, { id });
  await pingWebhook(ctx, { id });
  await services.runJobs(ctx);
  const verify = await verifyOfGuide();
  const [ping] = receiver.received;
  expect(verify(ping?.headers ?? {}, ping?.body ?? "", secret)).toMatchObject({
    type: "webhook.ping",
    data: { webhook: id, by: "admin" },
  });
  const other = await rotateWebhook(ctx, { id });
  const [logged] = (await listWebhookDeliveries(ctx, { id, failed: false, limit: 1 })).deliveries;
  await redeliver(ctx, { delivery: logged?.id ?? "" });
  await services.runJobs(ctx);
  const [, again] = receiver.received;
  expect(again?.body).toBe(ping?.body);
  expect(again?.headers["webhook-id"]).toBe(ping?.headers["webhook-id"]);
  for (const held of [secret, other.secret])
    expect(() => verify(again?.headers ?? {}, again?.body ?? "", held)).not.toThrow();
  later(25 * 3_600_000);
  await redeliver(ctx, { delivery: logged?.id ?? "" });
  await services.runJobs(ctx);
  expect(receiver.received[2]?.headers["webhook-signature"]).toMatch(/^v1,\S+$/);
  expect((await listWebhookDeliveries(ctx, { id, failed: false, limit: 1 })).deliveries[0]).toMatchObject({
    attempt: 3,
  });
  await resumeWebhook(ctx, { id, from: "now" });
  await candidate("one");
  const moved = { ...ctx, settings: { ...ctx.settings, secret: "f00d".repeat(16) } };
  await relayWebhooks(ctx);
  await services.runJobs(moved);
  expect(await onlyHook()).toMatchObject({
    state: "disabled",
    stateReason: expect.stringMatching(/^its secret was encrypted with another key than this installation has/),
  });
  expect(receiver.received).toHaveLength(3);
  await deleteWebhook(ctx, { id });
  expect(await listWebhooks(ctx)).toEqual([]);
  await expect(pingWebhook(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  await runDaily({ ...ctx, actor: WORKER, now: () => new Date(now.getTime() + 31 * 86_400_000) });
  expect((await listWebhookDeliveries(ctx, { id, failed: false, limit: 1 })).deliveries).toEqual([]);
});

test("nothing is sent where it may not, and only an admin has webhooks", async () => {
  const closed = { ...ctx, settings: { ...ctx.settings, webhookAllow: [] } };
  const events: WebhookEvent[] = ["candidate.created"];
  for (const url of ["https://127.0.0.1/", "https://169.254.169.254/x", "https://[::1]/", "https://localhost./"]) {
    await expect(createWebhook(closed, { url, events })).rejects.toMatchObject({ code: "forbidden" });
  }
  const { id } = await createWebhook(closed, { url: "https://hooks.invalid/a", events });
  later(1);
  await createWebhook(ctx, { url: `http://${receiver.host}/hook`, events });
  await candidate("one");
  await relayWebhooks(closed);
  await services.runJobs(closed);
  expect(receiver.received).toEqual([]);
  expect((await listWebhooks(ctx)).map(({ failures, last }) => [failures, last?.status, last?.error])).toEqual([
    [1, null, "the host hooks.invalid is not known here; check the address"],
    [1, null, "webhooks are sent over https; use it, or have 127.0.0.1 allowed on the server"],
  ]);
  await expect(createWebhook(ctx, { url: "https://hooks.invalid/", events, repo: "gone" })).rejects.toMatchObject({
    code: "not_found",
  });
  const curator = services.as("curator");
  for (const refused of [
    createWebhook(curator, { url: "https://hooks.invalid/", events }),
    updateWebhook(curator, { id, url: "https://hooks.invalid/", events }),
    pauseWebhook(curator, { id }),
    resumeWebhook(curator, { id, from: "now" }),
    rotateWebhook(curator, { id }),
    deleteWebhook(curator, { id }),
    pingWebhook(curator, { id }),
    redeliver(curator, { delivery: "1" }),
    listWebhooks(curator),
    listWebhookDeliveries(curator, { id, failed: false, limit: 1 }),
  ]) {
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  }
});
