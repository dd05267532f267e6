import type { RemoteAccess } from "./process.ts";
import { answerPasswords } from "./sign-in-password.ts";
import { answerSignatures } from "./sign-in-ssh.ts";

/** What a command needs to sign in while it runs. Nothing of it is a secret. */
export interface SignIn {
  readonly env: Readonly<Record<string, string>>;
  readonly settings: readonly string[];
  /** What the program that signs in has noted apart from git's own words. */
  readonly said: () => Promise<string>;
}

const AS_THE_HOST: SignIn = { env: {}, settings: [], said: () => Promise.resolve("") };

/**
 * Runs `use` while somebody answers for the remote's credential: this process, on a socket in a folder of its own that only
 * this user may enter. The secret stays in memory: it is in no file, argument, environment or URL, and goes with the process.
 */
export function withSignIn<T>(remote: RemoteAccess | undefined, use: (signIn: SignIn) => Promise<T>): Promise<T> {
  const credential = remote?.credential?.();
  if (remote?.host === undefined || credential === undefined) return use(AS_THE_HOST);
  return credential.kind === "password"
    ? answerPasswords(remote.host, credential, use)
    : answerSignatures(remote.host, credential, use);
}
