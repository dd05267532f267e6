import { ReportAnswer } from "@yardlet/core/run";
import { listKeys, makePushSecret, revokeKey } from "@yardlet/services";
import { addTestRepos, addTestSkill, builderRun } from "@yardlet/services/testing/evidence";
import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { ADDRESS_HEADER } from "../client-address.ts";
import { ErrorAnswer } from "./http-error.ts";
import { jsonBody, linesBody, openTestApi, type TestApi } from "./testing/api.ts";

const MIB = 1024 * 1024;
let api: TestApi;
let key: string;

beforeEach(async () => {
  api = await openTestApi(inject("serverUrl"));
  await addTestRepos(api.services.ctx.db, ["parcel", "harbor"]);
  await addTestSkill(api.services.ctx.db, { name: "code-review", versions: 1 });
  key = await api.newKey();
});
afterEach(() => api.close());

const run = (n: number, more: object = {}) => builderRun({ run_id: `r${n}`, task_id: `t${n}`, ...more });
const lines = (records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");

type Sent = Parameters<TestApi["ask"]>[1];

/** What became of a report: status, and each record's word with the paths at fault. */
async function report(sent: Sent) {
  const answer = await api.ask("/runs", { key, ...sent });
  const { results } = ReportAnswer.parse(await answer.json());
  return [
    answer.status,
    ...results.map(({ status, problems }) => [status, ...problems.map(({ path }) => path)].join(" ")),
  ];
}

/** A refusal's status, code and message. */
async function refused(sent: Sent, path = "/runs") {
  const answer = await api.ask(path, { key, ...sent });
  const { error } = ErrorAnswer.parse(await answer.json());
  return [answer.status, error.code, error.message];
}

test("one record, a list and lines are taken, once each", async () => {
  expect(await report(jsonBody(run(1)))).toEqual([200, "accepted"]);
  expect(await report(jsonBody([run(1), run(2)]))).toEqual([200, "duplicate", "accepted"]);
  expect(await report(linesBody(lines([run(2), run(3, { eval_state: "Failed" })])))).toEqual([
    200,
    "duplicate",
    "accepted",
  ]);
  expect(await report({ ...jsonBody(0), body: lines([run(3), run(4)]) })).toEqual([200, "corrected", "accepted"]);
  const answer = await api.ask("/runs", { key, ...jsonBody(run(1)) });
  expect(await answer.json()).toEqual({
    accepted: 0,
    duplicate: 1,
    corrected: 0,
    rejected: 0,
    results: [{ index: 0, status: "duplicate", run_id: "r1", problems: [], notes: [] }],
  });
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

const WRAPPED = "there is no SkillResult: wrapped by the state Done; return a SkillResult with every run";

test("each record is judged alone; a torn line is the problem of its own record", async () => {
  const text = `${lines([run(1), run(2, { eval_state: "Finished" })])}\n\n{"run_id": oops}\n${lines([run(3)])}\n{"run_id":"r4","ta`;
  const answer = await api.ask("/runs", { key, ...linesBody(text) });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      accepted: 2,
      duplicate: 0,
      corrected: 0,
      rejected: 3,
      results: [
        { index: 0, status: "accepted", run_id: "r1", problems: [], notes: [WRAPPED] },
        {
          index: 1,
          status: "rejected",
          run_id: "r2",
          problems: [
            {
              path: "eval_state",
              message: "one of Done, Partial, Failed, Blocked, NeedsUser, Queued, Deferred is expected",
            },
          ],
          notes: [],
        },
        {
          index: 2,
          status: "rejected",
          run_id: null,
          problems: [{ path: "", message: "line 4 is not JSON, or is cut off" }],
          notes: [],
        },
        { index: 3, status: "accepted", run_id: "r3", problems: [], notes: [WRAPPED] },
        {
          index: 4,
          status: "rejected",
          run_id: null,
          problems: [{ path: "", message: "line 6 is not JSON, or is cut off" }],
          notes: [],
        },
      ],
    },
  ]);
});

test("422 only when nothing was taken", async () => {
  expect(await report(jsonBody([run(1, { task_id: "" }), 7, null]))).toEqual([
    422,
    "rejected task_id",
    "rejected ",
    "rejected ",
  ]);
  expect(await report(linesBody("torn"))).toEqual([422, "rejected "]);
  expect(await report(jsonBody([7, run(1)]))).toEqual([200, "rejected ", "accepted"]);
});

test("a packed body is unpacked, within the same bounds", async () => {
  const packed = (text: string) => linesBody(new Uint8Array(gzipSync(text)), { "content-encoding": "gzip" });
  expect(await report(packed(lines([run(1), run(2)])))).toEqual([200, "accepted", "accepted"]);
  expect(await refused(packed("x".repeat(8 * MIB + 1)))).toEqual([
    413,
    "limit_reached",
    "a body has at most 8 MiB, unpacked; send the rest in another",
  ]);
  const torn = new Uint8Array(gzipSync(lines([run(3)])).subarray(0, 30));
  expect(await refused(linesBody(torn, { "content-encoding": "gzip" }))).toEqual([
    400,
    "invalid",
    "the body is not gzip, as its content-encoding says, or it is cut off",
  ]);
  expect(await refused(linesBody("", { "content-encoding": "br" }))).toEqual([
    415,
    "unsupported_media_type",
    "the body is packed in a way that is not known; use gzip or none",
  ]);
});

test("8 MiB are taken and one byte more is not, whatever its length claims", async () => {
  const filled = (bytes: number) => {
    const text = lines([run(1)]);
    return linesBody(`${text}${"\n".repeat(bytes - text.length)}`, { "content-length": "12" });
  };
  expect(await report(filled(8 * MIB))).toEqual([200, "accepted"]);
  expect((await refused(filled(8 * MIB + 1)))[0]).toBe(413);
  const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(64 * 1024).fill(32)) });
  expect((await refused({ ...linesBody(""), body: endless, duplex: "half" }))[0]).toBe(413);
});

test("1,000 records are taken and 1,001 are not, in whichever form", async () => {
  const many = Array.from({ length: 1001 }, (_, n) => run(n, { intent_id: `i${n % 50}` }));
  const tooMany = [413, "limit_reached", "a report holds at most 1000 records; send the rest in another"];
  expect(await refused(jsonBody(many))).toEqual(tooMany);
  expect(await refused(linesBody(lines(many)))).toEqual(tooMany);
  expect(await refused(linesBody("{}\n".repeat(1001)))).toEqual(tooMany);
  const [status, ...words] = await report(jsonBody(many.slice(0, 1000)));
  expect([status, words.length, new Set(words)]).toEqual([200, 1000, new Set(["accepted"])]);
});

test.each([
  ["not JSON", jsonBody(0), "{", 400, "the body is not JSON, or is cut off; send one record, a list, or one a line"],
  ["nothing", jsonBody(0), "", 400, "the body is not JSON, or is cut off; send one record, a list, or one a line"],
  ["an empty list", jsonBody(0), "[]", 400, "the body holds no record; send at least one"],
  ["blank lines", linesBody(""), "\n\n", 400, "the body holds no record; send at least one"],
  [
    "broken UTF-8",
    linesBody(""),
    new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    400,
    "the body is not valid UTF-8; send it as UTF-8",
  ],
  [
    "half of a surrogate pair in UTF-8",
    linesBody(""),
    new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]),
    400,
    "the body is not valid UTF-8; send it as UTF-8",
  ],
  [
    "a depth of 8 million",
    jsonBody(0),
    "[".repeat(8 * MIB),
    400,
    "the body is nested too deep; flatten it; send one record, a list, or one a line",
  ],
] as const)("a body of %s is refused", async (_name, init, body, status, message) => {
  expect(await refused({ ...init, body })).toEqual([status, "invalid", message]);
});

test("another content type is refused, and the answer says which are read", async () => {
  const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "{}" };
  expect(await refused(form)).toEqual([
    415,
    "unsupported_media_type",
    'bodies of this content type are not read; send application/json or application/x-ndjson, as with curl -H "Content-Type: application/json"',
  ]);
});

test("a sender that is too slow is sent away", async () => {
  const slow = await openTestApi(inject("serverUrl"), { limits: { body: { bytes: MIB, ms: 50 } } });
  try {
    const never = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(new TextEncoder().encode("{}\n")) });
    const sent = { ...linesBody(""), body: never, duplex: "half", key: await slow.newKey() } as const;
    expect((await slow.ask("/runs", sent)).status).toBe(408);
  } finally {
    await slow.close();
  }
});

test("a body that breaks off is refused and nothing of it is stored", async () => {
  let parts = [new TextEncoder().encode(`${lines([run(1)])}\n`)];
  const broken = new ReadableStream<Uint8Array>({
    pull(to) {
      const [part] = parts;
      parts = [];
      if (part) to.enqueue(part);
      else to.error(new Error("socket closed"));
    },
  });
  expect(await refused({ ...linesBody(""), body: broken, duplex: "half" })).toEqual([
    400,
    "invalid",
    "the body broke off before its end; send it again",
  ]);
  expect(await report(jsonBody(run(1)))).toEqual([200, "accepted"]);
});

test("without a key, with a wrong one and with a revoked one nobody gets in", async () => {
  const asked = await api.ask("/runs", jsonBody(run(1)));
  expect(asked.headers.get("www-authenticate")).toBe('Bearer realm="Yardlet"');
  expect(await asked.json()).toEqual({
    error: {
      code: "unauthenticated",
      message: "send a key as the header Authorization: Bearer yk_…; an admin makes one",
      details: {},
    },
  });
  const cookie = { ...jsonBody(run(1)), headers: { cookie: "better-auth.session_token=abc" } };
  expect((await api.ask("/runs", cookie)).status).toBe(401);
  expect(await refused({ ...jsonBody(run(1)), key: "yk_wrong" })).toEqual([
    401,
    "unauthenticated",
    "this key is not known; an admin makes one under Settings, Keys",
  ]);
  const [made] = await listKeys(api.services.ctx);
  await revokeKey({ ...api.services.ctx, now: () => new Date("2026-11-20T12:00:00Z") }, { id: made?.id ?? "" });
  expect(await refused(jsonBody(run(1)))).toEqual([
    401,
    "unauthenticated",
    "the key any repo was revoked on 2026-11-20; ask an admin for another",
  ]);
});

test("a key bound to a repo speaks of that repo alone, and need not name it", async () => {
  const bound = await api.newKey("parcel");
  const sent = jsonBody([run(1, { repo: "harbor" }), run(2, { repo: undefined }), run(3)]);
  expect(await report({ ...sent, key: bound })).toEqual([200, "rejected repo", "accepted", "accepted"]);
  expect(await report(jsonBody(run(4, { repo: undefined })))).toEqual([422, "rejected repo"]);
});

test("paths that are none are told from methods that are not", async () => {
  expect(await refused({}, "/nothing")).toEqual([
    404,
    "not_found",
    "there is no such route; /api/v1/openapi.json lists what there is",
  ]);
  expect((await refused({}, "/runs/%E0%A4%A"))[0]).toBe(404);
  const wrong = await api.ask("/runs", { method: "DELETE", key });
  expect([wrong.status, wrong.headers.get("allow")?.split(", ").includes("POST")]).toEqual([405, true]);
});

test("a key that asks too often waits; another does not", async () => {
  const at = new Date("2026-11-20T12:00:00Z");
  const strict = await openTestApi(inject("serverUrl"), {
    limits: { perKey: { perSecond: 0.5, burst: 2 } },
    now: () => at,
  });
  try {
    await addTestRepos(strict.services.ctx.db, ["parcel"]);
    const [first, second] = [await strict.newKey(), await strict.newKey()];
    const ask = async (by: string) => {
      const { status, headers } = await strict.ask("/runs", { ...jsonBody(7), key: by });
      return [status, headers.get("retry-after")];
    };
    expect([await ask(first), await ask(first), await ask(first)]).toEqual([
      [422, null],
      [422, null],
      [429, "2"],
    ]);
    expect(await ask(second)).toEqual([422, null]);
    at.setSeconds(2);
    expect(await ask(first)).toEqual([422, null]);
  } finally {
    await strict.close();
  }
});

test("an address whose keys do not work is told to wait; a key that works gets through from there", async () => {
  const at = new Date("2026-11-20T12:00:00Z");
  const strict = await openTestApi(inject("serverUrl"), {
    limits: { badKeys: { perSecond: 0.1, burst: 2 } },
    now: () => at,
  });
  try {
    const ask = async (from: string, by: string) => {
      const sent = linesBody("7", { [ADDRESS_HEADER]: from });
      const { status, headers } = await strict.ask("/runs", { ...sent, key: by });
      return [status, headers.get("retry-after")];
    };
    const bad = (from: string) => ask(from, "yk_guess");
    expect([await bad("192.0.2.1"), await bad("192.0.2.1"), await bad("192.0.2.1")]).toEqual([
      [401, null],
      [401, null],
      [429, "10"],
    ]);
    expect(await bad("192.0.2.2")).toEqual([401, null]);
    expect(await ask("192.0.2.1", await strict.newKey())).toEqual([422, null]);
  } finally {
    await strict.close();
  }
});

test("a push webhook is proven by its body; a stranger learns nothing, and is told to wait", async () => {
  const at = new Date("2026-11-20T12:00:00Z");
  const limits = { badKeys: { perSecond: 0.1, burst: 3 }, body: { bytes: MIB, ms: 1_000 } };
  const strict = await openTestApi(inject("serverUrl"), { limits, now: () => at });
  try {
    await addTestRepos(strict.services.ctx.db, ["parcel", "harbor"]);
    const { secret } = await makePushSecret(strict.services.ctx, { slug: "parcel" });
    const tell = async (repo: string, by: string, body = '{"ref":"refs/heads/main"}') => {
      const signature = createHmac("sha256", by).update(body).digest("hex");
      const sent = linesBody(body, { "content-type": "application/json", "x-gitea-signature": signature });
      const answer = await strict.ask(`/hooks/push?repo=${repo}`, sent);
      return [answer.status, await answer.text()] as const;
    };
    expect(await tell("parcel", secret)).toMatchObject([200, expect.stringContaining('"did":"main was pushed to')]);
    const form = `payload=${encodeURIComponent('{"ref":"refs/heads/main"}')}`;
    const signed = { "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(form).digest("hex")}` };
    const typed = { ...signed, "content-type": "application/x-www-form-urlencoded" };
    const said = await strict.ask("/hooks/push?repo=parcel", linesBody(form, typed));
    expect(await said.text()).toContain("main was pushed to");
    expect((await tell("parcel", secret, "x".repeat(MIB + 1)))[0]).toBe(413);
    const strangers = [await tell("parcel", "guess"), await tell("harbor", secret), await tell("nowhere", secret)];
    expect(strangers.map(([status]) => status)).toEqual([401, 401, 401]);
    expect(new Set(strangers.map(([, body]) => body)).size).toBe(1);
    expect((await tell("parcel", "guess"))[0]).toBe(429);
    expect((await tell("parcel", secret))[0]).toBe(200);
  } finally {
    await strict.close();
  }
});

test("a server that is full says come again, and loses nothing it took", async () => {
  const small = await openTestApi(inject("serverUrl"), { limits: { reports: { running: 1, waiting: 2 } } });
  try {
    await addTestRepos(small.services.ctx.db, ["parcel"]);
    const by = await small.newKey();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => small.ask("/runs", { ...jsonBody([run(n)]), key: by })),
    );
    const full = answers.filter(({ status }) => status === 429);
    expect(full.length).toBeGreaterThan(0);
    expect(full.map(({ headers }) => headers.get("retry-after"))).toEqual(full.map(() => "1"));
    const taken = answers.filter(({ status }) => status === 200).length;
    expect(taken + full.length).toBe(12);
    const again = await small.ask("/runs", { ...jsonBody(Array.from({ length: 12 }, (_, n) => run(n))), key: by });
    expect(ReportAnswer.parse(await again.json())).toMatchObject({ duplicate: taken, accepted: 12 - taken });
  } finally {
    await small.close();
  }
});
