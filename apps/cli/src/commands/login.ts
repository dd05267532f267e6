import { DomainError } from "@yardlet/core/error";
import type { LoginReport } from "@yardlet/core/version/server-report";
import type { Answer, Invocation } from "../command.ts";
import { readKey } from "../remote/ask-key.ts";
import { exchange } from "../remote/client.ts";
import { keepKey } from "../remote/credentials.ts";
import { type Server, parseKey, parseServer } from "../remote/server.ts";
import { isThisMachine, trust } from "../remote/trust.ts";

/** `yardlet login <url>`: a key that the server knows is kept for this person, and this server is the one from now on. */
export async function logIn({ args, options, environment }: Invocation): Promise<Answer> {
  const url = parseServer(args[0] ?? "", "the address");
  const key = parseKey(await readKey(options["key-stdin"], url), url);
  const may = await checkKey({ url, key }, environment.timeoutMs);
  await keepKey(url, key, environment);
  await trust(url, environment);
  const notes = [
    ...(url.startsWith("http:") && !isThisMachine(url)
      ? [`${url} is not encrypted: whoever is in between can read the key`]
      : []),
    ...(may ? [] : ["this key may not read runs; what it may do is under Settings, Keys"]),
    ...(environment.key === undefined ? [] : ["YARDLET_KEY is set, and wins over the key that is kept now"]),
  ];
  const report: LoginReport = { server: url, loggedIn: true };
  return { report, text: `Logged in to ${url}.\n`, notes, exit: 0 };
}

/**
 * Asks for what little any key may ask. A key that may not is known all the same: false.
 * @throws DomainError `unauthenticated` for a key that the server does not know, `unavailable` when it is away or no Yardlet server
 */
async function checkKey(server: Server, timeoutMs: number): Promise<boolean> {
  const reply = await exchange(server, { method: "GET", path: "/api/v1/runs?limit=1", timeoutMs });
  if (reply.kind === "answered" && "runs" in Object(reply.body)) return true;
  if (reply.kind === "denied" && reply.error?.code === "forbidden") return false;
  const details = { server: server.url };
  if (reply.kind === "denied" && reply.error !== undefined)
    throw new DomainError(
      "unauthenticated",
      `${server.url} does not know this key (${reply.why}); copy it again`,
      details,
    );
  const why = reply.kind === "answered" ? "an answer that lists no runs" : reply.why;
  const what = reply.kind === "away" ? "is away" : "does not answer as a Yardlet server; check its address";
  throw new DomainError("unavailable", `${server.url} ${what} (${why}); nothing is kept`, details);
}
