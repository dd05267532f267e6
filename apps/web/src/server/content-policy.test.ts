import { expect, test } from "vitest";
import { contentPolicy } from "./content-policy.ts";

test("a build's pages run no inline script and no inline style", () => {
  const policy = contentPolicy("abc", { secure: false, development: false });
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src 'self' 'nonce-abc';");
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("upgrade-insecure-requests");
});

test("behind https everything is fetched by https", () => {
  expect(contentPolicy("abc", { secure: true, development: false })).toMatch(/; upgrade-insecure-requests$/);
});
