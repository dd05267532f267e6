import { DistilInput, DistilResult } from "@yardlet/core/distil";
import { readDistilFile, type ServiceContext } from "@yardlet/services";
import * as z from "zod";
import { Name, NOTHING } from "./fields.ts";
import { PacketReportAnswer, reportPackets } from "./packets.ts";
import { fileRoute, route, type Route } from "./route.ts";

const Params = z.strictObject({ id: Name });

async function bytesOf(ctx: ServiceContext, id: string, file: "input" | "result"): Promise<Uint8Array> {
  return (await readDistilFile(ctx, { id, file })).bytes;
}

/** What the distiller reads beside runs, and its files as they are stored: `yardlet distil` makes the one from the other. */
export const DISTIL_ROUTES: readonly Route[] = [
  route({
    method: "POST",
    path: "/packets",
    summary: "Add packets for the distiller: one, a list, or one a line",
    permission: "run.report",
    params: NOTHING,
    query: z.strictObject({
      repo: Name.optional().meta({ description: "The repo that they are about; that of the key without it" }),
    }),
    takesRecords: true,
    record: "Packet",
    answer: PacketReportAnswer,
    handle: (ctx, { records, query }) => reportPackets(ctx, records, query.repo),
  }),
  fileRoute({
    method: "GET",
    path: "/distillations/{id}/input",
    summary: "The input of a distillation, byte for byte",
    permission: "run.read",
    params: Params,
    query: NOTHING,
    answer: DistilInput,
    handle: (ctx, { params: { id } }) => bytesOf(ctx, id, "input"),
  }),
  fileRoute({
    method: "GET",
    path: "/distillations/{id}/result",
    summary: "The result of a distillation, byte for byte",
    permission: "run.read",
    params: Params,
    query: NOTHING,
    answer: DistilResult,
    handle: (ctx, { params: { id } }) => bytesOf(ctx, id, "result"),
  }),
];
