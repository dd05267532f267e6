import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Addresses that are not the public internet. Source: the IANA special-purpose address registries (RFC 6890 and updates). */
const IPV4: readonly (readonly [address: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** The translating prefixes (NAT64, Teredo, 6to4, IPv4-mapped) can carry any private IPv4 address, so they are out whole. */
const IPV6: readonly (readonly [address: string, bits: number])[] = [
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

// Two lists: within one, the rule for IPv4-mapped addresses would match every IPv4 address.
const PRIVATE4 = new BlockList();
const PRIVATE6 = new BlockList();
for (const [address, bits] of IPV4) PRIVATE4.addSubnet(address, bits, "ipv4");
for (const [address, bits] of IPV6) PRIVATE6.addSubnet(address, bits, "ipv6");

/** True for an address that is not on the public internet. `address` is a literal IP, without brackets. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, "");
  if (isIPv4(bare)) return PRIVATE4.check(bare, "ipv4");
  return isIPv6(bare) && PRIVATE6.check(bare, "ipv6");
}

/** Names that mean this host or this network segment, whatever a resolver says (RFC 6761, RFC 6762). */
export function isLocalName(host: string): boolean {
  return /(^|\.)(localhost|local|internal|localdomain|home\.arpa)\.?$/i.test(host);
}
