import { ReportAnswer } from "@yardlet/core/run";
import * as z from "zod";
import { describeApi, OpenApi } from "./openapi.ts";
import { reportRecords } from "./report.ts";
import { route, type Route } from "./route.ts";

/** What anybody may ask without a key, and why it is safe. */
export const PUBLIC_ROUTES = {
  "GET /openapi.json": "describes the API; holds nothing of the team",
} as const satisfies Record<string, string>;

const NOTHING = z.strictObject({});

/** The HTTP API: all that agents, CI and the command line may ask. Mounted, described and shown from here. */
export const ROUTES: readonly Route[] = [
  route({
    method: "POST",
    path: "/runs",
    summary: "Report runs: one record, a list, or one a line",
    permission: "run.report",
    params: NOTHING,
    query: NOTHING,
    takesRecords: true,
    answer: ReportAnswer,
    handle: (ctx, { records }) => reportRecords(ctx, records),
  }),
  route({
    method: "GET",
    path: "/openapi.json",
    summary: "This API as an OpenAPI 3.1 document",
    permission: null,
    params: NOTHING,
    query: NOTHING,
    answer: OpenApi,
    handle: async () => ({ body: describeApi(ROUTES) }),
  }),
];
