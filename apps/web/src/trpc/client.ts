"use client";

import { callOverHttp } from "./call.ts";
import { createApi, createApiClient, type Api, type ApiClient } from "./options.ts";

const api = createApi(callOverHttp);
const client = createApiClient(callOverHttp);

/** Options for the query library; a hook, so that components need not know how calls travel. */
export function useTRPC(): Api {
  return api;
}

/** Plain calls, for what no single option covers. */
export function useTRPCClient(): ApiClient {
  return client;
}
