import { recordEvent, type LiveEvent } from "@yardlet/db";
import { createTestDatabase, type TestDatabase } from "@yardlet/db/testing";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { EVERYTHING, openLiveHub, type LiveHub } from "./live.ts";

let database: TestDatabase;
let hub: LiveHub;
const stops: AbortController[] = [];

beforeEach(async () => {
  database = await createTestDatabase(inject("serverUrl"));
  await recordEvent(database.db, "repo", "before");
  hub = await openLiveHub(database.db, (error) => {
    throw error;
  });
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop.abort();
  await hub.close();
  await database.drop();
});

test("a follower hears what is recorded from now on", async () => {
  const next = follow();
  const heard = next();
  await recordEvent(database.db, "job", "j1");
  expect(await heard).toMatchObject({ topic: "job", ref: "j1" });
  await recordEvent(database.db, "team", "team");
  expect(await next()).toMatchObject({ topic: "team", ref: "team" });
});

test("a follower that comes back hears what it missed, once", async () => {
  const first = follow();
  await recordEvent(database.db, "job", "j1");
  await recordEvent(database.db, "job", "j2");
  await recordEvent(database.db, "job", "j3");
  const j1 = await first();
  expect([j1?.ref, (await first())?.ref, (await first())?.ref]).toEqual(["j1", "j2", "j3"]);
  const back = follow(j1?.id);
  expect([(await back())?.ref, (await back())?.ref]).toEqual(["j2", "j3"]);
});

test("a follower that was away for too long is told that anything may have changed", async () => {
  const back = follow("0");
  expect((await back())?.topic).toBe(EVERYTHING);
});

test("followers stop with the hub", async () => {
  const events = hub.follow(undefined, new AbortController().signal);
  const end = events.next();
  await hub.close();
  expect((await end).done).toBe(true);
});

test("a follower stops with its signal", async () => {
  const stop = new AbortController();
  const events = hub.follow(undefined, stop.signal);
  const end = events.next();
  stop.abort();
  expect((await end).done).toBe(true);
});

function follow(lastId?: string): () => Promise<LiveEvent | undefined> {
  const stop = new AbortController();
  stops.push(stop);
  const events = hub.follow(lastId, stop.signal);
  return async () => {
    const { value, done } = await events.next();
    return done ? undefined : value;
  };
}
