import { expect, test } from "vitest";
import { messageBody, refusalOf } from "./message.ts";
import { afterAttempt, MOST_ATTEMPTS, waitAfter } from "./retry.ts";
import { requirePublic, targetOf } from "./target.ts";

const parseWebhookUrl = (text: string, allowed: readonly string[]) =>
  targetOf(URL.canParse(text) ? new URL(text) : undefined, allowed);

test("an address is taken apart", () => {
  expect(parseWebhookUrl("https://hooks.example.com/a?b=1", [])).toEqual({
    url: "https://hooks.example.com/a?b=1",
    host: "hooks.example.com",
    port: 443,
    secure: true,
    allowed: false,
  });
  expect(parseWebhookUrl("https://[2606:4700::1]:8443/", [])).toMatchObject({ host: "2606:4700::1", port: 8443 });
});

test.each([
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0x0.0x0.0x1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://0/",
  "https://①②⑦.⓪.⓪.①/",
  "https://127。0。0。1/",
  "https://%31%32%37.0.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://0xa9fea9fe/",
  "https://10.1.2.3/",
  "https://192.168.0.1:8443/",
  "https://100.64.0.1/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[fd00:ec2::254]/",
  "https://[fe80::1]/",
  "https://localhost/",
  "https://LOCALHOST./",
  "https://localhost../",
  "https://api.localhost/",
  "https://metadata.google.internal/",
  "https://printer.local/",
])("%s is not on the public internet", (text) => {
  expect(() => parseWebhookUrl(text, [])).toThrow(
    expect.objectContaining({
      code: "forbidden",
      message: expect.stringMatching(/is not on the public internet; whoever runs the server can allow it/),
    }),
  );
});

test.each([
  "",
  "hooks.example.com",
  "ftp://example.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "https://",
  "https://user@example.com/",
  "https://user:word@example.com/",
  "https://example.com/#part",
  "https://example.com/#",
  "https://[fe80::1%25eth0]/",
  "https://[fe80::1%eth0]/",
  "https://1.2.3.4.5.0x100/",
  `https://example.com/${"x".repeat(2_000)}`,
])("%s is no webhook's address", (text) => {
  expect(() => parseWebhookUrl(text, ["example.com"])).toThrow(expect.objectContaining({ code: "invalid" }));
});

test("http, and what is private, are for hosts that the server's owner named", () => {
  expect(() => parseWebhookUrl("http://hooks.example.com/", [])).toThrow(
    "webhooks are sent over https; use it, or have hooks.example.com allowed on the server",
  );
  const allowed = ["127.0.0.1:9000", "chat.internal", "[::1]:9000"];
  expect(parseWebhookUrl("http://0x7f.1:9000/a", allowed)).toMatchObject({ host: "127.0.0.1", allowed: true });
  expect(parseWebhookUrl("http://[::1]:9000/a", allowed)).toMatchObject({ host: "::1", allowed: true });
  expect(parseWebhookUrl("https://CHAT.internal.:7/", allowed)).toMatchObject({ allowed: true });
  expect(() => parseWebhookUrl("http://127.0.0.1:9001/a", allowed)).toThrow(/sent over https/);
  expect(() => parseWebhookUrl("https://evil.chat.internal/", allowed)).toThrow(/not on the public internet/);
});

test("a name is refused for any of its addresses", () => {
  const target = parseWebhookUrl("https://rebind.example/", []);
  requirePublic(target, ["93.184.216.34", "2606:4700::1"]);
  for (const bad of ["127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1%eth0", "fd00::1"]) {
    expect(() => requirePublic(target, ["93.184.216.34", bad])).toThrow(/rebind.example is not on the public internet/);
  }
  expect(() => requirePublic(target, [])).toThrow("the host rebind.example is not known here; check the address");
  requirePublic({ ...target, allowed: true }, ["127.0.0.1"]);
});

test("a body is the event and nothing else", () => {
  expect(messageBody({ kind: "job.failed", at: new Date("2026-11-20T12:00:00Z"), data: { job: "j1" } })).toBe(
    '{"type":"job.failed","timestamp":"2026-11-20T12:00:00.000Z","data":{"job":"j1"}}',
  );
  expect(refusalOf(500)).toBe("the receiver answered 500");
  expect(refusalOf(302)).toMatch(/^the receiver answered 302; redirects are not followed/);
});

test("waits grow four-fold with a tenth of jitter, the same every time, and eight attempts take about a day", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => waitAfter({ messageId: "msg_1", attempt }));
  const plain = [15_000, 60_000, 240_000, 960_000, 3_840_000, 15_360_000, 61_440_000];
  for (const [index, wait] of waits.entries()) {
    const bare = plain[index] ?? 0;
    expect(wait).toBeGreaterThanOrEqual(bare * 0.9);
    expect(wait).toBeLessThanOrEqual(bare * 1.1);
  }
  expect(waits).toEqual([1, 2, 3, 4, 5, 6, 7].map((attempt) => waitAfter({ messageId: "msg_1", attempt })));
  expect(new Set(["a", "b", "c", "d"].map((messageId) => waitAfter({ messageId, attempt: 3 }))).size).toBe(4);
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(26);
});

test("what follows an attempt", () => {
  const failed = { messageId: "msg_1", attempt: 1, status: 500, error: "the receiver answered 500" };
  expect(afterAttempt({ ...failed, status: 204, error: null })).toEqual({ does: "next" });
  expect(afterAttempt(failed)).toEqual({ does: "retry", afterMs: waitAfter(failed) });
  expect(afterAttempt({ ...failed, status: 429, retryAfter: 120 })).toEqual({ does: "retry", afterMs: 120_000 });
  expect(afterAttempt({ ...failed, retryAfter: 9e9 })).toEqual({ does: "retry", afterMs: 21_600_000 });
  expect(afterAttempt({ ...failed, attempt: MOST_ATTEMPTS })).toEqual({
    does: "disable",
    reason: "8 attempts at one event failed; the last one: the receiver answered 500",
  });
  expect(afterAttempt({ ...failed, status: 410 })).toEqual({
    does: "disable",
    reason: "the receiver answered 410: it wants nothing more",
  });
});
