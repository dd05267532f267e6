import { recordAudit } from "@yardlet/db";
import { updateTeamSettings, type ServiceContext } from "@yardlet/services";
import { openTestServices, type TestServices } from "@yardlet/services/testing";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { answerAuditExport } from "./audit-export.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
});
afterEach(() => services.close());

function ask(file: string, query = "", who: Partial<{ service: ServiceContext; signedIn: boolean }> = {}) {
  const request = new Request(`http://localhost/api/audit/${file}${query}`);
  const onBug = (error: unknown) => {
    throw error;
  };
  return answerAuditExport(request, { file, signedIn: true, service: services.as("viewer"), onBug, ...who });
}

test("the log is a file of CSV or of JSON lines, newest first and under the page's filters", async () => {
  await updateTeamSettings(services.ctx, { name: "=1+1" });
  await recordAudit(services.ctx.db, services.ctx.actor, { action: "skill.pin", subject: "100% red_", reason: "ours" });
  const csv = await ask("audit.csv");
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="audit.csv"');
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const lines = (await csv.text()).split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(",skill.pin,,100% red_,ours,");
  expect(lines[2]).toContain(",team.configure,,'=1+1,");
  const json = async (query: string) => {
    const text = await (await ask("audit.jsonl", query)).text();
    return text.split("\n").flatMap((line) => (line ? [String(Object(JSON.parse(line)).action)] : []));
  };
  expect(await json("")).toEqual(["skill.pin", "team.configure"]);
  expect(await json("?group=skill")).toEqual(["skill.pin"]);
  expect(await json("?text=RED_")).toEqual(["skill.pin"]);
  expect(await json("?text=0%25%20r")).toEqual(["skill.pin"]);
  expect(await json("?text=r%25d")).toEqual([]);
  expect(await json("?actor=ADM&actorKind=person")).toEqual(["skill.pin", "team.configure"]);
  expect(await json("?repo=nowhere")).toEqual([]);
  expect(await json("?until=2020-01-01T00:00:00Z")).toEqual([]);
  expect(await json("?since=2020-01-01T00:00:00Z&group=team")).toEqual(["team.configure"]);
});

test("a long log comes page by page, each entry once", async () => {
  for (let at = 0; at < 1_001; at++) {
    await recordAudit(services.ctx.db, services.ctx.actor, { action: "skill.pin", subject: `s${at}`, reason: "ours" });
  }
  const text = await (await ask("audit.jsonl")).text();
  const subjects = text.split("\n").flatMap((line) => (line ? [String(Object(JSON.parse(line)).subject)] : []));
  expect(subjects).toEqual(Array.from({ length: 1_001 }, (_, at) => `s${1_000 - at}`));
});

test("visitors, unknown files and bad filters are told what to do", async () => {
  const refusal = async (answer: Promise<Response>) => {
    const response = await answer;
    return [response.status, Object(Object(await response.json()).error).message];
  };
  expect(await refusal(ask("audit.csv", "", { signedIn: false }))).toEqual([401, "sign in first"]);
  expect(await refusal(ask("audit.xls"))).toEqual([404, "the audit log is there as audit.csv and as audit.jsonl"]);
  expect((await ask("audit.csv", "?since=yesterday")).status).toBe(400);
  expect((await ask("audit.csv", "?what=1")).status).toBe(400);
  const key: ServiceContext = {
    ...services.ctx,
    actor: { kind: "key", id: "k1", name: "ci", role: "admin", limits: { permissions: ["run.read"], repoId: null } },
  };
  expect((await ask("audit.csv", "", { service: key })).status).toBe(403);
});
