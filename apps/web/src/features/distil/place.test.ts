import { expect, test } from "vitest";
import { lessonHref, lessonKey, parseLessonKey, readLessonPlace } from "./place.ts";

const LESSON = { scopeId: "s1", id: "lesson:3f2a91c400112233-89abcdef01234567" };

test("a lesson is found again by its address and by its key", () => {
  expect(lessonHref(LESSON)).toBe("/lessons/s1/lesson%3A3f2a91c400112233-89abcdef01234567");
  expect(readLessonPlace({ scope: "s1", lesson: "lesson%3A3f2a91c400112233-89abcdef01234567" })).toEqual(LESSON);
  expect(parseLessonKey(lessonKey(LESSON))).toEqual(LESSON);
  expect(parseLessonKey("s1")).toBe(undefined);
  expect(parseLessonKey("s1 l1 more")).toBe(undefined);
});
