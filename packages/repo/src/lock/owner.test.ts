import { expect, test } from "vitest";
import { staleReason } from "./owner.ts";

const VIEW = {
  pid: 100,
  host: "here",
  isAlive: (pid: number) => pid < 1000,
  holds: (token: string) => token === "mine",
  silenceLimitMs: 120_000,
};
const owner = (pid: number, host: string, token = "other") => ({ pid, host, time: "2026-01-01T00:00:00.000Z", token });

test.each([
  ["a live process here", { owner: owner(200, "here"), silentMs: 10_000 }, undefined],
  ["a dead process here", { owner: owner(2000, "here"), silentMs: 0 }, "its process is gone"],
  ["this process, and it knows", { owner: owner(100, "here", "mine"), silentMs: 0 }, undefined],
  ["this process's number, of an earlier life", { owner: owner(100, "here"), silentMs: 0 }, "its process is gone"],
  ["another host, lately alive", { owner: owner(2000, "there"), silentMs: 120_000 }, undefined],
  ["another host, silent", { owner: owner(200, "there"), silentMs: 121_000 }, "it was silent for 121 s"],
  ["a number that somebody else has now", { owner: owner(200, "here"), silentMs: 121_000 }, "it was silent for 121 s"],
  ["unreadable and fresh", { owner: undefined, silentMs: 5_000 }, undefined],
  ["unreadable and old", { owner: undefined, silentMs: 5_001 }, "its owner is not readable"],
])("%s", (_, sight, reason) => {
  expect(staleReason(sight, VIEW)).toBe(reason);
});
