import { expect, test } from "vitest";
import { credentialHost } from "./credential-host.ts";

test.each([
  ["https://Git.Example.com/a/b.git", "git.example.com"],
  ["https://git.example.com:443/a", "git.example.com"],
  ["https://git.example.com:8443/a", "git.example.com:8443"],
  ["https://[::1]:8443/a", "[::1]:8443"],
  ["git@Git.Example.com:a/b.git", "git.example.com"],
  ["ssh://git@git.example.com/a", "git.example.com"],
  ["ssh://git@git.example.com:22/a", "git.example.com"],
  ["ssh://git@git.example.com:2222/a", "git.example.com:2222"],
  ["file:///srv/a.git", undefined],
])("%s is signed in to at %s", (url, host) => {
  expect(credentialHost(url)).toBe(host);
});

test("what is no address has no host", () => {
  expect(() => credentialHost("https://ada:s3cret@git.example.com/a")).toThrow(
    expect.objectContaining({ code: "invalid" }),
  );
});
