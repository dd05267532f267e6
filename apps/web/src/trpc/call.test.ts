import { DomainError } from "@yardlet/core/error";
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { errorData } from "../server/trpc/errors.ts";
import { API_PATH, ApiError, callsTo } from "./call.ts";
import { errorOf, fieldError } from "./error.ts";
import { transformer } from "./transformer.ts";

const trpc = initTRPC.create({
  transformer,
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, domain: errorData(error.cause) } }),
});
const Moment = z.object({ at: z.date("a date is expected") });
const server = createHTTPServer({
  basePath: `${API_PATH}/`,
  router: trpc.router({
    later: trpc.procedure.input(Moment).query(({ input }) => ({ at: new Date(input.at.getTime() + 1000) })),
    keep: trpc.procedure.input(Moment).mutation(({ input }) => input),
    nothing: trpc.procedure.mutation(() => undefined),
    refuse: trpc.procedure.query(() => {
      const cause = new DomainError("conflict", "this repo is here already, as api", { slug: "api" });
      throw new TRPCError({ code: "CONFLICT", cause });
    }),
  }),
});

let call: ReturnType<typeof callsTo>;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no address");
  call = callsTo(`http://127.0.0.1:${address.port}`);
});

afterAll(() => {
  server.close();
});

test("queries and mutations, with dates", async () => {
  expect(await call({ kind: "query", procedure: "later", input: { at: new Date(0) } })).toEqual({ at: new Date(1000) });
  expect(await call({ kind: "mutation", procedure: "keep", input: { at: new Date(0) } })).toEqual({ at: new Date(0) });
  expect(await call({ kind: "mutation", procedure: "nothing", input: undefined })).toBe(undefined);
});

test("a refusal arrives with its words", async () => {
  const error = await call({ kind: "query", procedure: "refuse", input: undefined }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(errorOf(error)).toEqual({
    code: "conflict",
    message: "this repo is here already, as api",
    details: { slug: "api" },
  });
});

test("a faulty input arrives by its field", async () => {
  const error = await call({ kind: "mutation", procedure: "keep", input: { at: "noon" } }).catch(
    (reason: unknown) => reason,
  );
  expect(errorOf(error).code).toBe("invalid");
  expect(fieldError(error, "at")).toBe("a date is expected");
  expect(fieldError(error, "name")).toBe(undefined);
});

test("a server that is not there is unavailable", async () => {
  const nobody = callsTo("http://127.0.0.1:1");
  const error = await nobody({ kind: "query", procedure: "later", input: undefined }).catch(
    (reason: unknown) => reason,
  );
  expect(errorOf(error)).toMatchObject({
    code: "unavailable",
    message: "The server does not answer; check that it runs, then try again",
  });
});
