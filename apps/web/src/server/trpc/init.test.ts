import * as z from "zod";
import { expect, test } from "vitest";
import { createCaller, procedure, router, type TrpcContext } from "./init.ts";

const echo = router({
  say: procedure("repo.read")
    .input(z.object({ words: z.array(z.string()) }))
    .query(({ input }) => input.words.join(" ")),
});

const context: TrpcContext = {
  member: { userId: "u1", name: "Wren", email: "wren@example.com", role: "viewer", createdAt: new Date(0) },
  service: {
    get db(): never {
      throw new Error("no database here");
    },
    get queue(): never {
      throw new Error("no queue here");
    },
    actor: { kind: "person", id: "u1", name: "Wren", role: "viewer" },
    settings: {
      dataDir: "/nowhere",
      host: "here",
      localRoots: undefined,
      allowFileUrls: false,
      allowPrivateHosts: false,
      builtinLibrary: "/nowhere",
    },
    now: () => new Date(0),
  },
  live: async () => ({ async *follow() {}, close: async () => undefined }),
  onBug: () => "b1",
};

test("a NUL anywhere in an input is refused before the database sees it; a backslash is a letter", async () => {
  const call = createCaller(echo)(context);
  expect(await call.say({ words: ["a", "\\u0000"] })).toBe("a \\u0000");
  await expect(call.say({ words: ["a", "b\0c"] })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "a text holds a NUL character, which nothing here stores; take it out",
  });
});
