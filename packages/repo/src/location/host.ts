import { lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { DomainError } from "@yardlet/core/error";
import { isPrivateAddress } from "@yardlet/core/network";
import { privateHost } from "./url.ts";

/** Gives every address of a name, as the system's resolver knows it. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export async function lookupHost(host: string): Promise<readonly string[]> {
  const found = await systemLookup(host, { all: true });
  return found.map(({ address }) => address);
}

/**
 * Resolves a host and refuses it when any of its addresses is private. The addresses are returned so that the
 * connection can be pinned to them: a second answer of the name server must not lead elsewhere.
 * @throws DomainError `forbidden` for a private address, `unavailable` for an unknown host.
 */
export async function resolvePublicHost(
  host: string,
  options: { lookup?: Lookup; behindProxy: boolean },
): Promise<readonly string[]> {
  if (isIP(host) !== 0) {
    if (isPrivateAddress(host)) throw privateHost(host);
    return [host];
  }
  const addresses = await (options.lookup ?? lookupHost)(host).catch(() => []);
  if (addresses.some(isPrivateAddress)) throw privateHost(host);
  // Behind a proxy the proxy resolves names, and often nobody else can.
  if (addresses.length === 0 && !options.behindProxy) {
    throw new DomainError("unavailable", `the host ${host} is not known here; check the address and the network`, {
      host,
    });
  }
  return addresses;
}
