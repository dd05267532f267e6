import { DomainError, ErrorCode } from "@yardlet/core/error";
import { expect, test } from "vitest";
import * as z from "zod";
import { Bug, errorData, TRPC_CODES } from "./errors.ts";

test("every way of saying no has its own code", () => {
  expect(Object.keys(TRPC_CODES).toSorted()).toEqual(ErrorCode.options.toSorted());
  expect(new Set(Object.values(TRPC_CODES)).size).toBe(8);
});

test("a domain error reaches the browser whole", () => {
  const error = new DomainError("conflict", "this repo is here already, as api", { slug: "api" });
  expect(errorData(error)).toEqual({
    code: "conflict",
    message: "this repo is here already, as api",
    details: { slug: "api" },
  });
});

test("a faulty input names its fields", () => {
  const { error } = z.object({ name: z.string("a name is expected") }).safeParse({ name: 1 });
  expect(errorData(error)).toEqual({
    code: "invalid",
    message: "a name is expected",
    details: { issues: [{ path: "name", message: "a name is expected" }] },
  });
});

test("a bug shows its id, and nothing else does show", () => {
  expect(errorData(new Bug("3f2a"))).toEqual({
    code: "internal",
    message: "Something unexpected happened; the server's log has it under 3f2a",
    details: {},
  });
  expect(errorData(new Error("password authentication failed for user postgres")).message).toBe(
    "Something unexpected happened; try again",
  );
});
