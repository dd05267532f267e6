import { parseRun } from "@yardlet/core/run";
import { expect, test } from "vitest";
import { ROUTES } from "@/server/api/routes.ts";
import { curlOf } from "./curl.ts";

const lines = new Map(
  ROUTES.map((route) => [`${route.method} ${route.path}`, curlOf(route, "https://yardlet.example.com")]),
);

test("every route has its line", () => {
  expect(lines.get("GET /runs")).toBe(
    'curl https://yardlet.example.com/api/v1/runs -H "Authorization: Bearer $YARDLET_KEY"',
  );
  expect(lines.get("GET /runs/{repo}/{run_id}")).toBe(
    `curl 'https://yardlet.example.com/api/v1/runs/{repo}/{run_id}' -H "Authorization: Bearer $YARDLET_KEY"`,
  );
  expect(lines.get("GET /openapi.json")).toBe("curl https://yardlet.example.com/api/v1/openapi.json");
});

test("the sample record is one that is taken", () => {
  const [, record = ""] = /-d '(.*)'$/.exec(lines.get("POST /runs") ?? "") ?? [];
  expect(parseRun(JSON.parse(record), "2026-11-25T12:00:00.000Z")).toMatchObject({ ok: true });
});
