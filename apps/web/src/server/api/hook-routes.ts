import { authenticatePush, receivePush } from "@yardlet/services";
import * as z from "zod";
import { Name, NOTHING } from "./fields.ts";
import { signedRoute, type Route } from "./route.ts";

const PushQuery = z.strictObject({ repo: Name.meta({ description: "The repo that the push webhook is of" }) });

/** What git hosts call. */
export const HOOK_ROUTES: readonly Route[] = [
  signedRoute({
    method: "POST",
    path: "/hooks/push",
    summary:
      "Tell that something was pushed, so that the repo is read again; signed by the git host with the secret of the repo",
    params: NOTHING,
    query: PushQuery,
    answer: z.strictObject({
      did: z.string().meta({ description: "What it led to, in words" }),
      job_id: z.string().nullable().meta({ description: "Null when there was nothing to do" }),
    }),
    prove: (ctx, { query, header, bytes }) => authenticatePush(ctx, { ...query, header, bytes }),
    handle: async (ctx, { query, header, bytes }) => {
      const { did, jobId } = await receivePush(ctx, { ...query, header, bytes });
      return { body: { did, job_id: jobId } };
    },
  }),
];
