import type { SignIn } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import { readSshKey } from "@yardlet/repo";

type SshKey = Extract<SignIn, { kind: "ssh_key" }>;

/**
 * The fingerprint of a private key, as ssh-keygen and git hosts show it: `SHA256:` and base64. The key is opened for it.
 * @throws DomainError `invalid` at its field, for a key that ssh cannot use, or that its passphrase does not open
 */
export async function fingerprintOf({ privateKey, passphrase }: SshKey): Promise<string> {
  try {
    return (await readSshKey(privateKey, passphrase)).fingerprint;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, details } = error;
    throw new DomainError(code, message, { issues: [{ path: `signIn.${String(details.field)}`, message }] });
  }
}
