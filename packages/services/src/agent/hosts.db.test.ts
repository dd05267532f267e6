import { claimJob, insertJob, recordWorkerAgents } from "@yardlet/db";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import { addressOf } from "../job/enqueue.ts";
import { getJob } from "../job/read.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { addTestRepos } from "../testing/evidence.ts";
import { configureAgents } from "./configure.ts";
import { endLostAgents } from "./folders.ts";
import { listAgents } from "./read.ts";
import { requestAuthoring } from "./request.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
});
afterEach(() => services.close());

const AT = new Date("2026-11-20T10:00:00Z");
const SURVEYOR = { name: "surveyor", version: "1", isolation: "process" } as const;
const CLAUDE = { name: "claude", version: "2.1.329", isolation: "bubblewrap" } as const;

type Agents = Parameters<typeof recordWorkerAgents>[2];
const seen = (host: string, agents: Agents, at = AT) => recordWorkerAgents(services.ctx.db, host, agents, at);

/** The queue and the host that a request's job goes to. */
async function whereTo(agent?: "surveyor" | "claude" | "codex") {
  const topic = `counting ${agent ?? "by default"}`;
  const input = { kind: "research", repo: "parcel", topic, ...(agent ? { agent } : {}) } as const;
  const { jobId } = await requestAuthoring(services.ctx, input);
  const { kind, repoId } = await getJob(services.ctx, { id: jobId });
  const { queue, host } = await addressOf(services.ctx.db, kind, repoId, jobId);
  return [queue, host];
}

test("an agent that some hosts lack is sought on one that has it; what all have, any of them does", async () => {
  await seen("ash", [SURVEYOR, CLAUDE]);
  await seen("birch", [SURVEYOR]);
  expect(await whereTo("surveyor")).toEqual(["agent", null]);
  expect(await whereTo("claude")).toEqual(["agent", "ash"]);
  await expect(whereTo("codex")).rejects.toMatchObject({
    code: "unavailable",
    message: "no worker has the agent codex; install it there, or choose another one",
  });
  await configureAgents(services.ctx, { agent: "claude", allowFullAccess: false });
  expect(await whereTo()).toEqual(["agent", "ash"]);
});

test("a host that was not heard of for an hour is not waited for", async () => {
  await seen("gone", [SURVEYOR], new Date("2026-11-20T08:00:00Z"));
  await seen("ash", [SURVEYOR, CLAUDE]);
  expect(await whereTo("claude")).toEqual(["agent", null]);
});

test("what was settled about agents can be taken back", async () => {
  await configureAgents(services.ctx, { agent: "claude", allowFullAccess: true });
  const [entry] = (await listAudit(services.ctx, { group: "agent", limit: 1 })).entries;
  await undoAudit(services.ctx, { id: entry?.id ?? "", reason: "not yet" });
  expect(await listAgents(services.ctx)).toMatchObject({ teamDefault: null, allowFullAccess: false });
});

test("what a host has no more is gone from the list", async () => {
  await seen("ash", [SURVEYOR, CLAUDE]);
  await seen("ash", [SURVEYOR]);
  expect(await listAgents(services.as("viewer"))).toEqual({
    workers: [{ host: "ash", ...SURVEYOR, seenAt: AT }],
    teamDefault: null,
    allowFullAccess: false,
  });
});

test("agents of workers that died are ended, and their folders removed; those at work are left alone", async () => {
  const { ctx } = services;
  const work = {
    kind: "agent.research",
    payload: { authoringId: "a" },
    repoId: null,
    maxAttempts: 3,
    createdBy: "ada",
  } as const;
  const jobs = await Promise.all(
    ["dead:1", "alive:2"].map(async (worker) => {
      const id = await insertJob(ctx.db, work);
      await claimJob(ctx.db, id, worker, ctx.now(), ctx.now());
      const name = `${id}-1`;
      mkdirSync(path.join(ctx.settings.dataDir, "agents", name, "checkout"), { recursive: true });
      const env = { PATH: process.env["PATH"], YARDLET_AGENT_RUN: name };
      const agent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
        env,
        detached: true,
        stdio: "ignore",
      });
      await once(agent, "spawn");
      return { name, agent };
    }),
  );
  const [dead, alive] = jobs;
  const ended = dead ? once(dead.agent, "exit") : undefined;
  expect(await endLostAgents(ctx, (worker) => worker === "dead:1")).toBe(1);
  expect((await ended)?.[1]).toBe("SIGKILL");
  expect(jobs.map(({ name }) => existsSync(path.join(ctx.settings.dataDir, "agents", name)))).toEqual([false, true]);
  expect(alive?.agent.exitCode).toBeNull();
  alive?.agent.kill("SIGKILL");
});
