import { expect, test } from "vitest";
import { hostOf, placeOf } from "./place.ts";

const within = (allowPrivateHosts: boolean) => ({
  settings: { localRoots: undefined, allowFileUrls: false, allowPrivateHosts },
});

test.each([
  ["password", "Git.Example.COM", "git.example.com"],
  ["password", "git.example.com:443", "git.example.com"],
  ["password", "git.example.com:8443", "git.example.com:8443"],
  ["password", "https://bot:token@git.example.com:8443/team/repo.git", "git.example.com:8443"],
  ["password", "https://git.example.com", "git.example.com"],
  ["password", "git.example.com/team/repo", "git.example.com"],
  ["password", "[2606:4700::1111]:8443", "[2606:4700::1111]:8443"],
  ["ssh_key", "git.example.com", "git.example.com"],
  ["ssh_key", "git@git.example.com:team/repo.git", "git.example.com"],
  ["ssh_key", "git@git.example.com", "git.example.com"],
  ["ssh_key", "ssh://git@git.example.com:2222/team/repo.git", "git.example.com:2222"],
  ["ssh_key", "git.example.com:22", "git.example.com"],
] as const)("%s for %s is for %s", async (kind, text, host) => {
  expect(await hostOf(within(false), kind, text)).toBe(host);
});

test.each([
  ["password", "git@git.example.com:team/repo.git", "invalid", /a token signs in over https; name the host alone/],
  ["password", "http://git.example.com", "invalid", /a token signs in over https/],
  ["ssh_key", "https://git.example.com/team", "invalid", /a key signs in over ssh/],
  ["password", "git example", "invalid", /this is not a host; write git.example.com/],
  ["password", "git.example.com:99999", "invalid", /this is not a host/],
  ["ssh_key", "-oProxyCommand=x", "invalid", /this is not a host/],
  ["password", "/srv/git", "invalid", /this is not a host/],
  ["password", "127.0.0.1:8443", "forbidden", /private network/],
  ["ssh_key", "localhost", "forbidden", /private network/],
] as const)("%s for %s is refused", async (kind, text, code, message) => {
  await expect(hostOf(within(false), kind, text)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test("a private host is taken where this installation allows it", async () => {
  expect(await hostOf(within(true), "password", "127.0.0.1:8443")).toBe("127.0.0.1:8443");
});

test("an address says which credential it is reached with", () => {
  expect(placeOf("https://git.example.com/a")).toEqual({ kind: "password", host: "git.example.com" });
  expect(placeOf("git@git.example.com:a/b")).toEqual({ kind: "ssh_key", host: "git.example.com" });
  expect([placeOf("file:///srv/a.git"), placeOf("/srv/library")]).toEqual([undefined, undefined]);
});
