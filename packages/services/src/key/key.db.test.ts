import { listAudit } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { archiveRepo } from "../repo/settings.ts";
import { addTestRepos } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { authenticateKey } from "./authenticate.ts";
import { createKey } from "./create.ts";
import { listKeys } from "./list.ts";
import { revokeKey } from "./revoke.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
});
afterEach(() => services.close());

const REPORTER = {
  name: "ci of parcel",
  role: "curator",
  scopes: ["runs:write", "runs:read"],
  repo: "parcel",
} as const;
const NOON = new Date("2026-11-20T12:00:00Z");

test("a secret is shown once and speaks for its key", async () => {
  const { key, secret } = await createKey(services.ctx, { ...REPORTER, scopes: [...REPORTER.scopes] });
  expect(secret).toMatch(/^yk_[A-Za-z0-9_-]{43}$/);
  expect(key.start).toBe(secret.slice(0, 10));
  expect(await authenticateKey(services.ctx.db, secret, NOON)).toEqual({
    kind: "key",
    id: key.id,
    name: "ci of parcel",
    role: "curator",
    limits: { permissions: ["run.report", "run.read"], repoId: key.repoId },
  });
  const [listed, ...more] = await listKeys(services.ctx);
  expect(more).toEqual([]);
  expect(listed).toMatchObject({ name: "ci of parcel", start: key.start, repoSlug: "parcel", createdBy: "admin" });
  expect(JSON.stringify([listed, await listAudit(services.ctx.db, { limit: 10 })])).not.toContain(secret);
});

test("the last use is kept to the minute", async () => {
  const { secret } = await createKey(services.ctx, { ...REPORTER, scopes: ["runs:write"] });
  const used = async (at: string) => {
    await authenticateKey(services.ctx.db, secret, new Date(at));
    return (await listKeys(services.ctx))[0]?.lastUsedAt?.toISOString();
  };
  expect(await used("2026-11-20T12:00:00Z")).toBe("2026-11-20T12:00:00.000Z");
  expect(await used("2026-11-20T12:00:59Z")).toBe("2026-11-20T12:00:00.000Z");
  expect(await used("2026-11-20T12:01:01Z")).toBe("2026-11-20T12:01:01.000Z");
});

test("a revoked key opens nothing, and says so; revoking it again is refused", async () => {
  const { key, secret } = await createKey(services.ctx, { ...REPORTER, scopes: ["runs:write"] });
  await revokeKey({ ...services.ctx, now: () => NOON }, { id: key.id });
  await expect(authenticateKey(services.ctx.db, secret, NOON)).rejects.toMatchObject({
    code: "unauthenticated",
    message: "the key ci of parcel was revoked on 2026-11-20; ask an admin for another",
  });
  await expect(revokeKey(services.ctx, { id: key.id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listKeys(services.ctx))[0]).toMatchObject({ revokedBy: "admin", revokedAt: NOON });
  const audit = await listAudit(services.ctx.db, { limit: 10 });
  expect(audit.map(({ action, subject, repoSlug }) => [action, subject, repoSlug])).toEqual([
    ["key.revoke", `ci of parcel (${key.start}…)`, "parcel"],
    ["key.create", `ci of parcel (${key.start}…)`, "parcel"],
  ]);
});

test.each(["", "yk_", "yk_nothing", "x".repeat(80), "\0", "yk_'; drop table api_key; --"])(
  "%j is no key",
  async (secret) => {
    await expect(authenticateKey(services.ctx.db, secret, NOON)).rejects.toMatchObject({
      code: "unauthenticated",
      message: "this key is not known; an admin makes one under Settings, Keys",
    });
  },
);

test("a key bound to a repo ends with it", async () => {
  const { secret } = await createKey(services.ctx, { ...REPORTER, scopes: ["runs:write"] });
  await archiveRepo(services.ctx, { slug: "parcel" });
  await expect(authenticateKey(services.ctx.db, secret, NOON)).rejects.toMatchObject({
    code: "unauthenticated",
    message: "the key ci of parcel is bound to parcel, which is archived; ask an admin for another",
  });
});

test("a scope beyond the role, and a repo that is not there, are refused", async () => {
  await expect(createKey(services.ctx, { name: "x", role: "viewer", scopes: ["runs:write"] })).rejects.toMatchObject({
    code: "refused",
    message: "the scope runs:write needs the role curator; choose it, or leave the scope out",
  });
  await expect(
    createKey(services.ctx, { name: "x", role: "curator", scopes: ["runs:write"], repo: "elsewhere" }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect(await listKeys(services.ctx)).toEqual([]);
});

test("only an admin makes, sees and revokes keys", async () => {
  const curator = services.as("curator");
  const refused = { code: "forbidden" };
  await expect(createKey(curator, { ...REPORTER, scopes: ["runs:write"] })).rejects.toMatchObject(refused);
  await expect(listKeys(curator)).rejects.toMatchObject(refused);
  await expect(revokeKey(curator, { id: "k" })).rejects.toMatchObject(refused);
});
