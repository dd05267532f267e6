import { expect, test } from "vitest";
import { dayAhead, readDay, readIntents, snoozeDays, snoozeWords } from "./snooze.ts";

const NOW = Date.UTC(2026, 10, 21, 8, 40);

test("days are a moment that the server still takes", () => {
  expect(snoozeDays(90, NOW)).toEqual({ until: new Date("2027-02-19T08:39:59.000Z") });
  expect(snoozeWords(snoozeDays(7, NOW))).toBe("until 28 Nov");
  expect(dayAhead(1, NOW)).toBe("2026-11-22");
});

test.each([
  ["2026-12-03", "2026-12-03T00:00:00.000Z"],
  ["2026-13-03", undefined],
  ["soon", undefined],
  ["", undefined],
])("the day %j", (text, day) => {
  expect(readDay(text)?.toISOString()).toBe(day);
});

test.each([
  ["5", 5],
  ["1000", 1000],
  ["0", undefined],
  ["1001", undefined],
  ["-1", undefined],
  ["many", undefined],
])("the count %j", (text, count) => {
  expect(readIntents(text)).toBe(count);
});

test("intents are words too", () => {
  expect([snoozeWords({ intents: 1 }), snoozeWords({ intents: 5 })]).toEqual([
    "until 1 more intent",
    "until 5 more intents",
  ]);
});
