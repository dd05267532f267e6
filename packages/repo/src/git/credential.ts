import { DomainError } from "@yardlet/core/error";
import type { Transport } from "../location/url.ts";

/** How to sign in at a remote. Lives in memory only: sealed in the database, never in argv, a URL, a log or a job. */
export type GitCredential =
  | {
      readonly kind: "password";
      readonly username: string;
      /** A token or a password, for https. */
      readonly secret: string;
    }
  | {
      readonly kind: "ssh_key";
      /** In OpenSSH's form, or PEM of an RSA or EC key. */
      readonly privateKey: string;
      readonly passphrase?: string;
      /** Lines of a `known_hosts` file. Absent: those of the host that runs git. */
      readonly knownHosts?: string;
    };

const TRANSPORTS = { password: "https", ssh_key: "ssh" } as const satisfies Record<GitCredential["kind"], Transport>;

/**
 * Holds a credential against the way it shall be used.
 * @throws DomainError `invalid` for the wrong transport, and for texts that git's own protocol of sign-ins cannot carry.
 */
export function checkCredential(credential: GitCredential, transport: Transport): GitCredential {
  if (TRANSPORTS[credential.kind] !== transport) {
    const remedy =
      transport === "file"
        ? "a file:// address needs none"
        : `give ${transport === "ssh" ? "an ssh key" : "a user name and a token"} for an address with ${transport}`;
    throw new DomainError("invalid", `this credential is not for an address with ${transport}; ${remedy}`, {
      kind: credential.kind,
      transport,
    });
  }
  if (credential.kind === "password" && [credential.username, credential.secret].some(cannotBeSent)) {
    throw new DomainError(
      "invalid",
      "a user name and a token have at least 1 character and no line breaks; give the credential again",
    );
  }
  return credential;
}

/** Everything that must be taken out of a text that a server had a hand in. */
export function secretsOf(remote: { credential: (() => GitCredential) | undefined } | undefined): string[] {
  const credential = remote?.credential?.();
  if (credential?.kind === "password") {
    const { username, secret } = credential;
    return [secret, encodeURIComponent(secret), Buffer.from(`${username}:${secret}`).toString("base64")];
  }
  return credential?.passphrase ? [credential.passphrase] : [];
}

function cannotBeSent(text: string): boolean {
  return text === "" || /[\0\r\n]/.test(text);
}
