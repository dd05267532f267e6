import * as z from "zod";
import { expect, test } from "vitest";
import { contextWithoutDatabase } from "../testing/context.ts";
import { createCaller, procedure, router } from "./init.ts";

const echo = router({
  say: procedure("repo.read")
    .input(z.object({ words: z.array(z.string()) }))
    .query(({ input }) => input.words.join(" ")),
});

test("a NUL anywhere in an input is refused before the database sees it; a backslash is a letter", async () => {
  const call = createCaller(echo)(contextWithoutDatabase("viewer"));
  expect(await call.say({ words: ["a", "\\u0000"] })).toBe("a \\u0000");
  await expect(call.say({ words: ["a", "b\0c"] })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "a text holds a NUL character, which nothing here stores; take it out",
  });
});
