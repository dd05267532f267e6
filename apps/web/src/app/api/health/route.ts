import { getTeam } from "@yardlet/db";
import { database } from "@/server/installation.ts";

export const dynamic = "force-dynamic";

/** Answers once the server can reach its database. For `npm start` and for load balancers; says nothing else. */
export async function GET(): Promise<Response> {
  try {
    await getTeam(database());
    return Response.json({ ok: true });
  } catch {
    return Response.json({ ok: false }, { status: 503 });
  }
}
