import type { LoginReport } from "@yardlet/core/version/server-report";
import type { Answer, Invocation } from "../command.ts";
import { forgetKey, readCredentials } from "../remote/credentials.ts";
import { parseServer } from "../remote/server.ts";

/** `yardlet logout [<url>]`: forgets a key. What it may do on the server stays until it is revoked there. */
export async function logOut({ args, environment }: Invocation): Promise<Answer> {
  const [named] = args;
  const url = named === undefined ? (await readCredentials(environment)).current : parseServer(named, "the address");
  const isGone = url !== null && (await forgetKey(url, environment));
  const report: LoginReport = { server: isGone ? url : null, loggedIn: false };
  const text = isGone
    ? `Logged out of ${url}; revoke the key there if nobody else uses it.\n`
    : "Nothing to do: no key is kept for it.\n";
  return { report, text, notes: [], exit: 0 };
}
