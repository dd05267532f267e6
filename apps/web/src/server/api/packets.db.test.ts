import { distilDocument, distilText } from "@yardlet/core/distil";
import { startDistil } from "@yardlet/services";
import { addTestRepos } from "@yardlet/services/testing/evidence";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { PacketReportAnswer } from "./packets.ts";
import { jsonBody, linesBody, openTestApi, type TestApi } from "./testing/api.ts";

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi(inject("serverUrl"));
  await addTestRepos(api.services.ctx.db, ["parcel", "harbor"]);
});
afterEach(() => api.close());

const packet = (run_id: string) => ({
  run_id,
  task_id: run_id,
  task_signature: "release/cli-tool",
  reason_codes: ["execution_error/command_failed"],
  missing_actions: ["Tag before publishing."],
  symptom: "the tag was missing",
  minimal_repro_refs: [`https://ci.example.com/${run_id}`],
  severity: "medium",
  tool_errors: [{ 10: "ten", 9: "nine" }],
});

test("packets are posted one a line, and a distillation's files are the bytes that are stored", async () => {
  const key = await api.newKey("parcel");
  const lines = [JSON.stringify(packet("p1")), "{", JSON.stringify(packet("p2"))].join("\n");
  const posted = await api.ask("/packets", { key, ...linesBody(lines) });
  expect([posted.status, PacketReportAnswer.parse(await posted.json())]).toMatchObject([
    200,
    { accepted: 2, rejected: 1, results: [{ index: 0 }, { index: 1, status: "rejected", hash: null }, { index: 2 }] },
  ]);
  const bad = await api.ask("/packets", { key, ...jsonBody({ ...packet("p3"), severity: 1 }) });
  expect(bad.status).toBe(422);
  expect((await api.ask("/packets?repo=harbor", { key, ...jsonBody(packet("p4")) })).status).toBe(403);
  expect((await api.ask("/packets", { key: await api.newKey(), ...jsonBody(packet("p4")) })).status).toBe(400);

  const { distillationId: id } = await startDistil(api.services.ctx, { repo: "parcel" });
  expect((await api.ask(`/distillations/${id}/result`, { key })).status).toBe(404);
  await api.services.runJobs();
  const input = await api.ask(`/distillations/${id}/input`, { key });
  expect(input.headers.get("content-type")).toBe("application/json");
  const text = await input.text();
  expect(text).toContain('{"10":"ten","9":"nine"}');
  const result = await (await api.ask(`/distillations/${id}/result`, { key })).text();
  expect(result).toBe(distilText(distilDocument(JSON.parse(text)).result));
  expect((await api.ask(`/distillations/${id}/input`, { key: await api.newKey("harbor") })).status).toBe(403);
});
