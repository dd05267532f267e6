import type { Credential, CredentialKind } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import { credentialHost, type LocationPolicy, parseLocation } from "@yardlet/repo";
import { isAbsolute } from "node:path";
import type { ServiceContext } from "../context.ts";
import { locationPolicy } from "../repo/policy.ts";

/** Where a credential is for. */
type Place = Pick<Credential, "host" | "kind">;

const SCHEMES = { password: "https", ssh_key: "ssh" } as const satisfies Record<CredentialKind, string>;

/** Which credential a remote is reached with, if there is one; undefined for what needs none, such as a file. */
export function placeOf(url: string): Place | undefined {
  // The library's source may be a folder, which is no address at all.
  if (isAbsolute(url)) return undefined;
  const host = credentialHost(url);
  if (host === undefined) return undefined;
  return { host, kind: /^https:/i.test(url) ? "password" : "ssh_key" };
}

const WITH_SCHEME = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^@/]*@)?(?<host>[^/]*)/i;
const SCP_LIKE = /^[^@/]+@(?<host>\[[^\]]*\]|[^:/]+)(?=:|$)/;

/**
 * The host that somebody named: by its name, with or without a port, or by the address of a repository there.
 * @throws DomainError `invalid` for what is no host or is reached another way, `forbidden` for a private one
 */
export async function hostOf(
  ctx: { settings: Pick<ServiceContext["settings"], keyof LocationPolicy> },
  kind: CredentialKind,
  text: string,
): Promise<string> {
  const scheme = SCHEMES[kind];
  const url = WITH_SCHEME.exec(text)?.groups;
  const scp = url ? undefined : SCP_LIKE.exec(text)?.groups;
  const given = url?.scheme?.toLowerCase() ?? (scp ? "ssh" : scheme);
  if (given !== scheme) {
    throw wrong(
      kind === "password"
        ? "a token signs in over https; name the host alone"
        : "a key signs in over ssh; name the host alone",
    );
  }
  const host = url?.host ?? scp?.host ?? text.replace(/\/.*$/s, "");
  const location = await parseLocation(`${scheme}://${host}/x`, locationPolicy(ctx.settings)).catch(
    (error: unknown) => {
      if (error instanceof DomainError && error.code === "invalid") {
        throw wrong("this is not a host; write git.example.com, or git.example.com:8443 with its port");
      }
      throw error;
    },
  );
  const found = location.kind === "url" ? placeOf(location.url) : undefined;
  if (!found) throw wrong("this is not a host; write git.example.com");
  return found.host;
}

function wrong(message: string): DomainError {
  return new DomainError("invalid", message, { issues: [{ path: "place", message }] });
}
