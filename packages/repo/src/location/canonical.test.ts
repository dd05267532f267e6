import { expect, test } from "vitest";
import { canonicalRemote, slugOfLocation } from "./canonical.ts";

test.each([
  "https://github.com/acme/app",
  "https://github.com/acme/app.git",
  "https://GitHub.com/acme/app/",
  "https://github.com:443/acme/app.git",
  "https://ada@github.com/acme/app.git",
  "https://ada:secret@github.com/acme/app.git",
  "http://github.com/acme/app",
  "ssh://git@github.com/acme/app.git",
  "ssh://git@github.com:22/acme/app.git",
  "git+ssh://git@github.com/acme/app",
  "git@github.com:acme/app.git",
  "git@GITHUB.com:/acme/app.git/",
  "github.com:acme/app",
  "git://github.com/acme//app.git",
  "  https://github.com./acme/app.git\n",
])("%s is one remote with the others", (text) => {
  expect(canonicalRemote(text)).toBe("github.com/acme/app");
});

test.each([
  ["https://github.com/Acme/App", "github.com/Acme/App"],
  ["ssh://git@[2001:db8::1]:22/app.git", "[2001:db8::1]/app"],
  ["file:///srv/git/app.git/", "file:///srv/git/app"],
  ["https://github.com/", undefined],
  ["https://github.com/.git", undefined],
  ["/srv/git/app", undefined],
  ["app", undefined],
  ["", undefined],
  ["C:/x", undefined],
])("%s is %s", (text, remote) => {
  expect(canonicalRemote(text)).toBe(remote);
});

test.each([
  [{ kind: "url", url: "https://github.com/acme/My_App.git" }, "my-app"],
  [{ kind: "url", url: "git@github.com:acme/app" }, "app"],
  [{ kind: "url", url: "file:///srv/a%20b.git" }, "a-b"],
  [{ kind: "path", path: "/home/ada/Café Menü" }, "cafe-menu"],
  [{ kind: "path", path: "/home/ada/app.git" }, "app"],
  [{ kind: "path", path: "/home/ada/한글" }, "repo"],
  [{ kind: "path", path: "/" }, "repo"],
  [{ kind: "path", path: `/${"x".repeat(63)}-yz` }, "x".repeat(63)],
] as const)("%j is called %s", (location, slug) => {
  expect(slugOfLocation(location)).toBe(slug);
});
