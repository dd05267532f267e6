import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { createAuth } from "./auth.ts";
import { acceptInvite, findInvite, inviteMember, listInvites, revokeInvite } from "./invites.ts";
import { changeRole, listMembers, removeMember } from "./members.ts";
import { updateTeamSettings } from "./settings.ts";
import { createFirstAdmin, getSetupState, renewSetupToken } from "./setup.ts";

const WREN = { name: "Wren", email: "wren@example.com", password: "correct horse battery" };
const TARN = { name: "Tarn", email: "tarn@example.com", password: "another long password" };

let services: TestServices;
beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
});
afterEach(() => services.close());

async function setUp() {
  const token = (await renewSetupToken(services.ctx.db)) ?? "";
  return createFirstAdmin(services.ctx, { token, teamName: "harbour team", ...WREN });
}

function signIn(email: string, password: string): Promise<Response> {
  const auth = createAuth({ db: services.ctx.db, secret: "0".repeat(64), baseUrl: "http://127.0.0.1:3000" });
  const request = new Request("http://127.0.0.1:3000/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000" },
    body: JSON.stringify({ email, password }),
  });
  return auth.handler(request);
}

test("the set-up link makes one admin, who can sign in, and is used up", async () => {
  expect(await getSetupState(services.ctx)).toEqual({ needsAdmin: true, setUp: false, teamName: "Team" });
  const first = await renewSetupToken(services.ctx.db);
  const token = await renewSetupToken(services.ctx.db);
  const admin = { teamName: "harbour team", ...WREN };
  await expect(createFirstAdmin(services.ctx, { token: first ?? "", ...admin })).rejects.toMatchObject({
    code: "refused",
  });
  const made = await Promise.allSettled([
    createFirstAdmin(services.ctx, { token: token ?? "", ...admin }),
    createFirstAdmin(services.ctx, { token: token ?? "", ...admin, email: "other@example.com" }),
  ]);
  expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(await renewSetupToken(services.ctx.db)).toBeUndefined();
  expect(await getSetupState(services.ctx)).toMatchObject({ needsAdmin: false, teamName: "harbour team" });
});

test("signing in needs the right password, and nobody can sign up", async () => {
  await setUp();
  expect((await signIn("WREN@example.com", WREN.password)).status).toBe(200);
  expect((await signIn(WREN.email, "wrong password")).status).toBe(401);
  expect((await signIn("nobody@example.com", "wrong password")).status).toBe(401);
  const auth = createAuth({ db: services.ctx.db, secret: "0".repeat(64), baseUrl: "http://127.0.0.1:3000" });
  const answer = await auth.handler(
    new Request("http://127.0.0.1:3000/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000" },
      body: JSON.stringify(TARN),
    }),
  );
  expect(answer.status).toBe(400);
});

test("sign-in slows an attacker down", async () => {
  await setUp();
  const answers = [];
  for (let attempt = 0; attempt < 12; attempt += 1) answers.push((await signIn(WREN.email, "wrong password")).status);
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
  expect(answers.slice(10)).toEqual([429, 429]);
});

test("an invitation makes a member with its role, once", async () => {
  await setUp();
  const { token } = await inviteMember(services.ctx, { role: "curator" });
  expect(await findInvite(services.ctx, { token })).toEqual({ role: "curator", teamName: "harbour team" });
  expect(await acceptInvite(services.ctx, { token, ...TARN })).toMatchObject({ name: "Tarn", role: "curator" });
  await expect(acceptInvite(services.ctx, { token, ...TARN, email: "x@example.com" })).rejects.toMatchObject({
    code: "refused",
  });
  expect((await signIn(TARN.email, TARN.password)).status).toBe(200);
  expect(await listInvites(services.ctx)).toEqual([]);
});

test("an invitation that was withdrawn, or is a week old, lets nobody in", async () => {
  await setUp();
  const first = await inviteMember(services.ctx, { role: "viewer" });
  await revokeInvite(services.ctx, { id: first.invite.id });
  await expect(acceptInvite(services.ctx, { token: first.token, ...TARN })).rejects.toMatchObject({ code: "refused" });
  const second = await inviteMember(services.ctx, { role: "viewer" });
  const nextWeek = { ...services.ctx, now: () => new Date(Date.now() + 8 * 86_400_000) };
  await expect(acceptInvite(nextWeek, { token: second.token, ...TARN })).rejects.toMatchObject({ code: "refused" });
});

test("an e-mail address that is a member already keeps the invitation unused", async () => {
  await setUp();
  const { token } = await inviteMember(services.ctx, { role: "viewer" });
  await expect(acceptInvite(services.ctx, { token, ...TARN, email: "Wren@example.com" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await listInvites(services.ctx)).toHaveLength(1);
});

test("the last admin can neither step down nor be removed", async () => {
  const admin = await setUp();
  await expect(changeRole(services.ctx, { userId: admin.userId, role: "viewer" })).rejects.toMatchObject({
    code: "refused",
  });
  await expect(removeMember(services.ctx, { userId: admin.userId })).rejects.toMatchObject({ code: "refused" });
  const { token } = await inviteMember(services.ctx, { role: "admin" });
  const second = await acceptInvite(services.ctx, { token, ...TARN });
  await changeRole(services.ctx, { userId: admin.userId, role: "viewer" });
  await removeMember(services.ctx, { userId: admin.userId });
  expect(await listMembers(services.ctx)).toMatchObject([{ userId: second.userId, role: "admin" }]);
  expect((await signIn(WREN.email, WREN.password)).status).toBe(401);
});

test("what admins do is in the audit log; others may not do it", async () => {
  await setUp();
  await updateTeamSettings(services.ctx, { switches: { autoEquip: false } });
  const { entries } = await listAudit(services.as("viewer"), { limit: 50 });
  expect(entries.map((entry) => entry.action)).toEqual(["team.configure", "team.set-up"]);
  for (const role of ["viewer", "curator"] as const) {
    await expect(inviteMember(services.as(role), { role: "admin" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateTeamSettings(services.as(role), { name: "ours" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeRole(services.as(role), { userId: "x", role: "admin" })).rejects.toMatchObject({
      code: "forbidden",
    });
  }
});
