import { expect, test } from "vitest";
import { redact } from "./redact.ts";

test.each([
  ["fatal: unable to access 'https://ada:s3cret@example.com/a'", "fatal: unable to access 'https://example.com/a'"],
  ["https://ghp_abcdef123@github.com/a", "https://github.com/a"],
  ["Authorization: Basic czNjcmV0", "Authorization: ***"],
  ["PRIVATE-TOKEN: s3cret", "PRIVATE-TOKEN: ***"],
  ["token glpat-s3cret_1", "token glpat-***"],
  ["token github_pat_s3cret", "token github_pat_***"],
  ["key sk-proj-0123456789abcdef", "key sk-***"],
  ["id AKIAIOSFODNN7EXAMPLE", "id AKIA***"],
  ["cookie eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln", "cookie eyJ***"],
  ["a task-force, sk-8", "a task-force, sk-8"],
  ["a\u001b[31mb\nc", "a [31mb\nc"],
])("%j is shown as %j", (said, shown) => {
  expect(redact(said)).toBe(shown);
});

test("takes out the secrets it is told, wherever they stand", () => {
  expect(redact("a=hunter22;b=xhunter22x", ["hunter22"])).toBe("a=***;b=x***x");
});

test.each(["x", "a.", "eyJ-", "basic ", "sk-", "a://"])("takes no longer than a moment over 1 MB of %j", (part) => {
  const before = performance.now();
  redact(part.repeat(1_000_000 / part.length));
  expect(performance.now() - before).toBeLessThan(5_000);
});
