"use client";

import { callsTo } from "./call.ts";
import { createApi, createApiClient, type Api, type ApiClient } from "./options.ts";

const call = callsTo("");
const api = createApi(call);
const client = createApiClient(call);

/** Options for the query library; a hook, so that components need not know how calls travel. */
export function useTRPC(): Api {
  return api;
}

/** Plain calls, for what no single option covers. */
export function useTRPCClient(): ApiClient {
  return client;
}
