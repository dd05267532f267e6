import { expect, test } from "vitest";
import { gitFailure } from "./failure.ts";

test.each([
  [
    "fatal: could not read Username for 'https://example.com': terminal prompts disabled",
    "forbidden",
    /credential helper or an ssh key/,
  ],
  ["git@example.com: Permission denied (publickey).", "forbidden", /credential helper or an ssh key/],
  [
    "remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://example.com/a/'",
    "forbidden",
    /asks for credentials/,
  ],
  [
    "Host key verification failed.\nfatal: Could not read from remote repository.",
    "forbidden",
    /connect to it once by hand/,
  ],
  [
    "fatal: unable to access 'https://example.com/a/': The requested URL returned error: 403",
    "forbidden",
    /ask for access/,
  ],
  ["fatal: transport 'ext' not allowed", "forbidden", /use https or ssh/],
  [
    "fatal: unable to access 'https://example.com/a/': The requested URL returned error: 301",
    "invalid",
    /often the same with .git at its end/,
  ],
  [
    "fatal: unable to access 'https://x.example/a/': Could not resolve host: x.example",
    "unavailable",
    /the host is not known here/,
  ],
  ["ssh: connect to host example.com port 22: Connection refused", "unavailable", /does not answer/],
  [
    "fatal: unable to access 'https://example.com/': server certificate verification failed.",
    "unavailable",
    /certificate/,
  ],
  ["fatal: detected dubious ownership in repository at '/srv/a'", "refused", /belongs to another user/],
  [
    "remote: Repository not found.\nfatal: repository 'https://example.com/a/' not found",
    "not_found",
    /no repository at this address/,
  ],
  ["fatal: '/srv/a' does not appear to be a git repository", "not_found", /no repository at this address/],
  ["error: unable to write file: No space left on device", "unavailable", /make room/],
  ["fatal: Unable to create '/srv/a/.git/index.lock': File exists.", "refused", /another git command is at work/],
  ["fatal: unknown repository extension found:\n\trefstorage", "refused", /install a newer git/],
  ["error: something new", "unavailable", /^git fetch failed \(exit 128\): error: something new$/],
  ["", "unavailable", /^git fetch failed \(exit 128\)$/],
])("%j means %s", (stderr, code, message) => {
  const error = gitFailure("fetch", stderr, "exit 128");
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});

test("no secret gets into message or details, nor more than a few lines", () => {
  const error = gitFailure("push", `fatal: https://ada:s3cret@example.com\n${"remote: line\n".repeat(5000)}`, "exit 1");
  expect(JSON.stringify([error.message, error.details])).not.toContain("s3cret");
  expect(error.message.length).toBeLessThan(400);
});
