import { insertMember, removeMember, eventsAfter, latestEventId } from "@yardlet/db";
import type { Role } from "@yardlet/core/team";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import type { ServiceContext } from "../context.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { deleteView } from "./delete.ts";
import { listViews } from "./list.ts";
import { saveView } from "./save.ts";

let services: TestServices;
beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
});
afterEach(() => services.close());

async function member(name: string, role: Role = "viewer"): Promise<ServiceContext> {
  const { userId } = await insertMember(services.ctx.db, {
    name,
    email: `${name.toLowerCase()}@example.com`,
    passwordHash: "x",
    role,
  });
  return { ...services.ctx, actor: { kind: "person", id: userId, name, role } };
}

const BEHIND = { page: "repos", name: "Behind", query: "sort=behind" } as const;

test("a viewer keeps views, page by page, and nobody else sees them", async () => {
  const [wren, tarn] = [await member("Wren"), await member("Tarn", "admin")];
  const since = await latestEventId(wren.db);
  const view = await saveView(wren, BEHIND);
  await saveView(wren, { page: "repos", name: "A game", query: "preset=game" });
  await saveView(wren, { page: "jobs", name: "Behind", query: "" });
  await saveView(tarn, { ...BEHIND, query: "q=tarn" });
  const names = async (ctx: ServiceContext) =>
    (await listViews(ctx, { page: "repos" })).map(({ name, query }) => `${name}: ${query}`);
  expect(await names(wren)).toEqual(["A game: preset=game", "Behind: sort=behind"]);
  expect(await names(tarn)).toEqual(["Behind: q=tarn"]);
  const [heard] = await eventsAfter(wren.db, since, 1);
  expect(heard).toMatchObject({ topic: "view", ref: view.id });
});

test("a name that is taken asks first, and saving again changes the view in place", async () => {
  const wren = await member("Wren");
  const first = await saveView(wren, BEHIND);
  const again = { ...BEHIND, name: " Behind ", query: "sort=gaps" };
  await expect(saveView(wren, again)).rejects.toMatchObject({
    code: "conflict",
    message: 'you have a view "Behind" of this page; overwrite it or choose another name',
  });
  expect(await saveView(wren, { ...again, overwrite: true })).toMatchObject({ id: first.id, query: "sort=gaps" });
  expect(await listViews(wren, { page: "repos" })).toHaveLength(1);
  const { entries } = await listAudit(wren, { limit: 2 });
  expect(entries.map(({ action, subject, reason, actorName }) => [action, subject, reason, actorName])).toEqual([
    ["view.save", "view Behind of repos", "saved again", "Wren"],
    ["view.save", "view Behind of repos", "saved", "Wren"],
  ]);
});

test("the fifty-first view of a page is refused, also when two are saved at once", async () => {
  const wren = await member("Wren");
  for (let number = 1; number < 50; number += 1) {
    await saveView(wren, { page: "skills", name: `View ${number}`, query: "" });
  }
  const both = await Promise.allSettled(
    ["Fiftieth", "One more"].map((name) => saveView(wren, { page: "skills", name, query: "" })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(saveView(wren, { page: "skills", name: "Another", query: "" })).rejects.toMatchObject({
    code: "limit_reached",
    message: "you have 50 views of this page; delete one of them first",
  });
  await saveView(wren, { page: "skills", name: "View 1", query: "tier=core", overwrite: true });
  expect(await listViews(wren, { page: "skills" })).toHaveLength(50);
});

test("a view is deleted by its own member alone, and can be saved again", async () => {
  const [wren, tarn] = [await member("Wren"), await member("Tarn", "admin")];
  const { id } = await saveView(wren, BEHIND);
  await expect(deleteView(tarn, { id })).rejects.toMatchObject({ code: "not_found" });
  const { page, name, query } = await deleteView(wren, { id });
  expect({ page, name, query }).toEqual(BEHIND);
  expect(await listViews(wren, { page: "repos" })).toEqual([]);
  await expect(deleteView(wren, { id })).rejects.toMatchObject({ code: "not_found" });
  await saveView(wren, { page, name, query });
  expect(await listViews(wren, { page: "repos" })).toHaveLength(1);
});

test("who is no member has no views", async () => {
  const stranger = services.as("admin");
  await expect(saveView(stranger, BEHIND)).rejects.toMatchObject({
    code: "forbidden",
    message: "views belong to members, and admin is none; sign in as a member",
  });
  expect(await listViews(stranger, { page: "repos" })).toEqual([]);
});

test("the views of a member who leaves go with them", async () => {
  const wren = await member("Wren");
  await saveView(wren, BEHIND);
  await removeMember(wren.db, wren.actor.id);
  expect(await listViews(wren, { page: "repos" })).toEqual([]);
});
