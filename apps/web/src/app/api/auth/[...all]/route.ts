import { auth } from "@/server/auth.ts";

function handle(request: Request): Promise<Response> {
  return auth().handler(request);
}

export { handle as GET, handle as POST };
