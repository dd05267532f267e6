import * as z from "zod";

/** How somebody signs in at a git host: over https with a user name and a token or password, over ssh with a key. */
export const CredentialKind = z.enum(["password", "ssh_key"]);
export type CredentialKind = z.infer<typeof CredentialKind>;

/** Credentials of a team, and characters of a host's name with its port. */
export const MOST_CREDENTIALS = 200;
export const MOST_HOST = 300;

/** How Yardlet signs in at one host. Its secret is never among what is read. */
export interface Credential {
  id: string;
  kind: CredentialKind;
  /** As a URL has it, in lower case; with the port where it is not the usual one. */
  host: string;
  /** Over https; over ssh the address names the user. */
  username: string | null;
  /** What people know it by: the last four signs of a token, the fingerprint of a key; empty for a short password. */
  hint: string;
  /** The host's own keys, as lines of a known hosts file; without them the worker's own file counts. */
  knownHosts: string | null;
  createdBy: string;
  createdAt: Date;
  rotatedBy: string | null;
  rotatedAt: Date | null;
  /** When it was last let in, to the minute. */
  usedAt: Date | null;
  /** When the host last refused it, and in which words; null since it was let in again. */
  failedAt: Date | null;
  failure: string | null;
}

/** One try whether the host lets it in: its branches are asked for, nothing else. `endedAt` is null while it waits. */
export interface CredentialTrial {
  id: string;
  credentialId: string;
  url: string;
  askedBy: string;
  askedAt: Date;
  endedAt: Date | null;
  /** How many branches there are, once they were listed. */
  branches: number | null;
  defaultBranch: string | null;
  /** Why they were not, in words. */
  error: string | null;
}
