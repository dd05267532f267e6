import { expect, test } from "vitest";
import { eventOf, isProven, newPushSecret } from "./signature.ts";

/** The example of GitHub's documentation on validating deliveries. */
const SECRET = "It's a Secret to Everybody";
const BODY = new TextEncoder().encode("Hello, World!");
const HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

const from = (headers: Record<string, string>) => (name: string) => new Headers(headers).get(name);

test.each([
  [{ "X-Hub-Signature-256": `sha256=${HEX}` }, true],
  [{ "X-Gitea-Signature": HEX }, true],
  [{ "X-Forgejo-Signature": HEX }, true],
  [{ "X-Gitlab-Token": SECRET }, true],
  [{ "X-Forgejo-Signature": "0".repeat(64), "X-Gitea-Signature": HEX }, true],
  [{ "X-Hub-Signature-256": HEX }, false],
  [{ "X-Hub-Signature-256": `sha256=${HEX.replace("7", "8")}` }, false],
  [{ "X-Hub-Signature": "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59" }, false],
  [{ "X-Gitea-Signature": HEX.toUpperCase() }, false],
  [{ "X-Gitlab-Token": "" }, false],
  [{ "X-Gitlab-Token": `${SECRET}x` }, false],
  [{}, false],
])("%j proves it: %s", (headers, proven) => {
  expect(isProven(from(headers), BODY, SECRET)).toBe(proven);
});

test("a body that was changed proves nothing", () => {
  const header = from({ "X-Hub-Signature-256": `sha256=${HEX}` });
  expect(isProven(header, new TextEncoder().encode("Hello, World?"), SECRET)).toBe(false);
});

test("the event is what its host calls it", () => {
  expect(eventOf(from({ "X-GitHub-Event": "push" }))).toBe("push");
  expect(eventOf(from({ "X-Gitlab-Event": "Push Hook" }))).toBe("Push Hook");
  expect(eventOf(from({}))).toBe("");
});

test("secrets are long, told by their beginning, and never the same", () => {
  expect(newPushSecret()).toMatch(/^yph_[A-Za-z0-9_-]{43}$/);
  expect(newPushSecret()).not.toBe(newPushSecret());
});
