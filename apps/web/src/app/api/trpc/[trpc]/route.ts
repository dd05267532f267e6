import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "@/server/app-router.ts";
import { contextOfRequest } from "@/server/context.ts";

const MOST_BYTES = 1024 * 1024;

async function handle(request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) {
    return new Response("The request is larger than 1 MiB", { status: 413 });
  }
  if (request.headers.get("sec-fetch-site") === "cross-site") {
    return new Response("Requests from other sites are refused", { status: 403 });
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    allowBatching: false,
    createContext: () => contextOfRequest(request.headers),
  });
}

export { handle as GET, handle as POST };
