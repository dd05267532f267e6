import { CONFIG_PATH } from "@yardlet/core/config";
import { DomainError } from "@yardlet/core/error";
import type { Options } from "../command.ts";
import type { Environment } from "../env.ts";
import { readSetting } from "../local/config.ts";
import { findRepository } from "../local/repository.ts";
import { type Credentials, readCredentials } from "./credentials.ts";
import { isTrusted, trust } from "./trust.ts";

/** A server to talk to. `url` has no slash at its end. */
export interface Server {
  url: string;
  key: string;
}

const HELP = "give an address such as https://yardlet.example.com";

/**
 * The server that `--server` names, else YARDLET_SERVER, else `server:` in the working tree's `.agents/yardlet.yaml`, else, where
 * `orLoggedIn`, the one a person logged in to; undefined when there is none. A repository's file is not trusted with a key: beyond
 * this machine, a person names the server once.
 * @throws DomainError `unauthenticated` without a key for it, `refused` for a server that only the file names
 */
export async function findServer(
  options: Pick<Options, "server" | "repo">,
  environment: Environment,
  { orLoggedIn = false } = {},
): Promise<Server | undefined> {
  const credentials = await readCredentials(environment);
  const named = options.server ?? environment.server;
  const said = named ?? (await serverOfFile(options.repo, environment));
  if (said === undefined) return orLoggedIn ? loggedIn(credentials, environment) : undefined;
  const url = parseServer(said, options.server === undefined ? "YARDLET_SERVER" : "--server");
  const key = keyFor(url, credentials, environment);
  if (named !== undefined) await trust(url, environment);
  else if (!(await isTrusted(url, environment)))
    throw new DomainError(
      "refused",
      `${CONFIG_PATH} names the server ${url}, and a repository may not say where your key goes; confirm it once with --server ${url} or YARDLET_SERVER`,
      { server: url },
    );
  return { url, key };
}

function loggedIn(credentials: Credentials, environment: Environment): Server | undefined {
  const { current } = credentials;
  return current === null ? undefined : { url: current, key: keyFor(current, credentials, environment) };
}

/** YARDLET_KEY wins over the key of a login. */
function keyFor(url: string, { servers }: Credentials, { key }: Environment): string {
  return parseKey(key ?? (Object.hasOwn(servers, url) ? servers[url]?.key : undefined), url);
}

async function serverOfFile(repo: string | undefined, environment: Environment): Promise<string | undefined> {
  const root = await findRepository(repo, environment).catch((error: unknown) => {
    if (repo === undefined && error instanceof DomainError && error.code === "not_found") return undefined;
    throw error;
  });
  // A file that cannot be read at all may name a server too: then nothing is sent, and nothing kept elsewhere.
  return root === undefined ? undefined : readSetting(root, "server");
}

/** @throws DomainError `invalid` for what is no address of a server */
export function parseServer(text: string, from: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new DomainError("invalid", `${from} is no address with http or https; ${HELP}`);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    throw new DomainError("invalid", `${from} holds more than an address; ${HELP}, and put the key into YARDLET_KEY`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** @throws DomainError `unauthenticated` for what is no key */
export function parseKey(key: string | undefined, server: string): string {
  if (key === undefined)
    throw new DomainError(
      "unauthenticated",
      `there is no key for ${server}: YARDLET_KEY is not set; make one under Settings, Keys there, then set YARDLET_KEY or run "yardlet login ${server}"`,
      { server },
    );
  if (/^[\x21-\x7e]{1,256}$/.test(key)) return key;
  throw new DomainError("unauthenticated", "this is no key: it has blanks or letters that no key has; copy it again");
}
