import { createApi } from "@/server/api/handle.ts";
import { reportBug } from "@/server/context.ts";
import { serviceContext } from "@/server/installation.ts";
import { lazily } from "@/server/lazily.ts";

/** One for the whole process: its limits count what all requests do. */
const api = lazily(() => createApi({ service: serviceContext, onBug: reportBug }));

function handle(request: Request): Promise<Response> {
  return api()(request);
}

export { handle as DELETE, handle as GET, handle as OPTIONS, handle as PATCH, handle as POST, handle as PUT };
