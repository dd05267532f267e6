import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import * as z from "zod";
import { expect, test } from "vitest";
import { contextWithoutDatabase } from "../testing/context.ts";
import { createCaller, procedure, router } from "./init.ts";

const echo = router({
  rest: procedure("repo.read").mutation(() => "rested"),
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

test("a procedure without input is called without a body", async () => {
  const answer = await fetchRequestHandler({
    endpoint: "/t",
    req: new Request("http://127.0.0.1/t/rest", { method: "POST", headers: { "content-type": "application/json" } }),
    router: echo,
    createContext: () => contextWithoutDatabase("viewer"),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("rested")]);
});
