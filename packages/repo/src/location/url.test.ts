import { expect, test } from "vitest";
import { parseRepoUrl } from "./url.ts";

const PUBLIC = { allowFileUrls: false, allowPrivateHosts: false } as const;

test.each([
  ["https://GitHub.com/acme/app.git", "https://github.com/acme/app.git", "https", "github.com", 443],
  ["https://example.com:8443/a/b/", "https://example.com:8443/a/b", "https", "example.com", 8443],
  ["https://example.com:443/a", "https://example.com/a", "https", "example.com", 443],
  ["https://example.com/a/../b", "https://example.com/b", "https", "example.com", 443],
  ["https://bücher.example/a", "https://xn--bcher-kva.example/a", "https", "xn--bcher-kva.example", 443],
  ["ssh://git@GitHub.com/acme/app.git", "ssh://git@github.com/acme/app.git", "ssh", "github.com", undefined],
  ["ssh://git@example.com:2222/~ada/app", "ssh://git@example.com:2222/~ada/app", "ssh", "example.com", 2222],
  ["git@GitHub.com:acme/app.git", "git@github.com:acme/app.git", "ssh", "github.com", undefined],
  ["example.com:app", "example.com:app", "ssh", "example.com", undefined],
  ["build_host:team/app", "build_host:team/app", "ssh", "build_host", undefined],
])("%s is %s", (text, url, transport, host, port) => {
  expect(parseRepoUrl(text, PUBLIC)).toEqual({ url, transport, host, port });
});

test.each([
  ["http://example.com/a", "forbidden", "repositories are not read over http; use https"],
  ["git://example.com/a", "forbidden", "repositories are not read over git; use https or ssh"],
  ["git+ssh://example.com/a", "forbidden", "repositories are not read over git+ssh; write ssh:// instead"],
  ["ftp://example.com/a", "forbidden", "repositories are not read over ftp; use https or ssh"],
  ["file:///srv/a.git", "forbidden", "file:// is off; use https or ssh, or let an admin enable file URLs"],
])("%s is %s", (text, code, message) => {
  expect(() => parseRepoUrl(text, PUBLIC)).toThrow(expect.objectContaining({ code, message }));
});

test.each([
  "https://",
  "https://example.com",
  "https://example.com/",
  "https:///a",
  "https://example.com/a?b=c",
  "https://example.com/a?",
  "https://example.com/a#b",
  "https://example.com/a%00b",
  "https://example.com/a%0ab",
  "https://exa mple.com/a",
  "ssh://git@example.com",
  "ssh://git@example.com/",
  "ssh://-oProxyCommand=x/a",
  "ssh://git@-oProxyCommand=x/a",
  "ssh://-x@example.com/a",
  "ssh://git@example.com:0/a",
  "ssh://git@example.com:99999/a",
  "ssh://git@example.com:-1/a",
  "ssh://git@example.com/-a",
  "ssh://git@exa;mple.com/a",
  "ssh://$(id)@example.com/a",
  "-oProxyCommand=x:a",
  "git@-x:a",
  "git@example.com:-a",
  "git@example.com:",
  "git@example.com:/",
  "example.com",
  "a/b:c",
])("%s is no address", (text) => {
  expect(() => parseRepoUrl(text, PUBLIC)).toThrow(expect.objectContaining({ code: "invalid" }));
});

test.each([
  "https://ada:s3cret@example.com/a",
  "https://s3cret@example.com/a",
  "https://:s3cret@example.com/a",
  "ssh://git:s3cret@example.com/a",
])("credentials in %s are refused and not repeated", (text) => {
  expect(() => parseRepoUrl(text, PUBLIC)).toThrow(
    expect.objectContaining({
      code: "invalid",
      message: expect.not.stringContaining("s3cret"),
    }),
  );
  expect(() => parseRepoUrl(text, PUBLIC)).toThrow(/let git's credential helper or an ssh key sign in/);
});

test.each([
  "https://localhost/a",
  "https://LOCALHOST./a",
  "https://git.localhost/a",
  "https://server.local/a",
  "https://metadata.google.internal/a",
  "https://127.0.0.1/a",
  "https://127.1/a",
  "https://0x7f000001/a",
  "https://2130706433/a",
  "https://0177.0.0.1/a",
  "https://①②⑦.0.0.1/a",
  "https://10.1.2.3/a",
  "https://172.31.255.255/a",
  "https://192.168.0.1/a",
  "https://169.254.169.254/a",
  "https://100.64.0.1/a",
  "https://0.0.0.0/a",
  "https://224.0.0.1/a",
  "https://255.255.255.255/a",
  "https://[::1]/a",
  "https://[::]/a",
  "https://[::ffff:127.0.0.1]/a",
  "https://[::ffff:7f00:1]/a",
  "https://[::127.0.0.1]/a",
  "https://[64:ff9b::7f00:1]/a",
  "https://[2002:7f00:1::]/a",
  "https://[fe80::1]/a",
  "https://[fd00::1]/a",
  "https://[ff02::1]/a",
  "ssh://git@127.0.0.1/a",
  "ssh://git@127.1/a",
  "ssh://git@0x7f.1/a",
  "ssh://git@[::1]:22/a",
  "git@10.0.0.1:a",
  "git@[::1]:a",
  "localhost:a",
])("%s is a private host", (text) => {
  expect(() => parseRepoUrl(text, PUBLIC)).toThrow(
    expect.objectContaining({
      code: "forbidden",
      message: expect.stringMatching(/is in a private network; an admin can allow private hosts/),
    }),
  );
});

test.each(["https://127.0.0.1:3000/a", "git@[::1]:a", "ssh://git@server.local/a", "https://192.168.0.1/a"])(
  "%s is taken when private hosts are allowed",
  (text) => {
    expect(parseRepoUrl(text, { ...PUBLIC, allowPrivateHosts: true }).url).toBe(text);
  },
);

test.each(["https://172.32.0.1/a", "https://11.0.0.1/a", "https://[2606:4700::1]/a", "https://100.128.0.1/a"])(
  "%s is public",
  (text) => {
    expect(parseRepoUrl(text, PUBLIC).url).toBe(text);
  },
);

test.each([
  ["file:///srv/a.git", "file:///srv/a.git"],
  ["file:///srv/a%20b.git/", "file:///srv/a%20b.git"],
  ["file:///srv/x/../a.git", "file:///srv/a.git"],
  ["file://localhost/srv/a.git", "file:///srv/a.git"],
])("%s is %s when file URLs are enabled", (text, url) => {
  expect(parseRepoUrl(text, { ...PUBLIC, allowFileUrls: true })).toMatchObject({ url, transport: "file", host: "" });
});

test.each(["file://server/share/a", "file:///", "file:///a%2fb", "file:///a%00b", "file:///a?b", "file:a"])(
  "%s is no file URL",
  (text) => {
    expect(() => parseRepoUrl(text, { ...PUBLIC, allowFileUrls: true })).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  },
);
