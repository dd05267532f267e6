import { createFirstAdmin, finishSetup, renewSetupToken } from "@yardlet/services";
import type { BenchProduct } from "./product.ts";

/** Makes the first admin, and answers the cookie of a session of theirs. */
export async function signIn({ ctx, url, db }: BenchProduct): Promise<string> {
  const person = { name: "admin", email: "admin@example.com", password: "correct horse battery" };
  const token = (await renewSetupToken(db)) ?? "";
  await createFirstAdmin({ ...ctx, actor: { ...ctx.actor, role: "viewer" } }, { token, teamName: "bench", ...person });
  await finishSetup(ctx);
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
