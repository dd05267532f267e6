import { readFile, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import { unless } from "../disk/errno.ts";
import type { GitCredential } from "./credential.ts";
import type { SignIn } from "./sign-in.ts";
import { quote } from "./sign-in-password.ts";
import { withSocket } from "./sign-in-socket.ts";
import { readSshKey, type SshKey, string } from "./ssh-key.ts";

type KeyCredential = Extract<GitCredential, { kind: "ssh_key" }>;

/** Of the agent protocol (draft-ietf-sshm-ssh-agent): requests we answer, and our answers. */
const REQUEST = { identities: 11, sign: 13 } as const;
const ANSWER = { failure: 5, identities: 12, signature: 14 } as const;
const MAX_MESSAGE = 256 * 1024;

/**
 * Answers ssh as its agent, which has this one key. So the key itself is never in a file, nor its passphrase in a prompt.
 * Of the host's ssh nothing counts but its known hosts, and these only where the credential brings none.
 */
export async function answerSignatures<T>(
  host: string,
  credential: KeyCredential,
  use: (signIn: SignIn) => Promise<T>,
): Promise<T> {
  const { knownHosts } = credential;
  const key = await openedKey(credential);
  return withSocket(
    (connection) => talk(connection, key),
    async ({ socket, folder }) => {
      const files = { key: join(folder, "key.pub"), known: join(folder, "known_hosts"), log: join(folder, "log") };
      await writeFile(files.key, `${key.line}\n`, { mode: 0o600 });
      if (knownHosts !== undefined) await writeFile(files.known, `${knownHosts.trim()}\n`, { mode: 0o600 });
      const options = sshOptions(socket, files, knownHosts !== undefined);
      return use({
        env: { GIT_SSH_COMMAND: ["ssh", ...options.map(quote)].join(" "), GIT_SSH_VARIANT: "ssh" },
        settings: [],
        said: async () => tellingLines((await unless(readFile(files.log, "utf8"), "ENOENT")) ?? "", host),
      });
    },
  );
}

/** To open a sealed key takes a second of computing, so that is done once for all commands that use it. */
const opened = new WeakMap<KeyCredential, Promise<SshKey>>();

function openedKey(credential: KeyCredential): Promise<SshKey> {
  const key = opened.get(credential) ?? readSshKey(credential.privateKey, credential.passphrase);
  opened.set(credential, key);
  return key;
}

function sshOptions(socket: string, files: Record<"key" | "known" | "log", string>, bringsHosts: boolean): string[] {
  const options = {
    BatchMode: "yes",
    IdentitiesOnly: "yes",
    IdentityFile: files.key,
    IdentityAgent: socket,
    PreferredAuthentications: "publickey",
    StrictHostKeyChecking: "yes",
    ...(bringsHosts && { UserKnownHostsFile: files.known, GlobalKnownHostsFile: "/dev/null" }),
    UpdateHostKeys: "no",
    ForwardAgent: "no",
    ControlMaster: "no",
    ControlPath: "none",
    ConnectTimeout: "30",
    ServerAliveInterval: "15",
    ServerAliveCountMax: "4",
    // Only here ssh says which key the server showed.
    LogLevel: "DEBUG1",
  };
  return [
    "-F",
    "none",
    "-E",
    files.log,
    ...Object.entries(options).flatMap(([name, value]) => ["-o", `${name}="${value}"`]),
  ];
}

const SHOWN_KEY = /^debug1: Server host key: (\S+) (SHA256:\S+)/m;

/** What ssh would have said by itself, and the key that the server showed. */
function tellingLines(log: string, host: string): string {
  const [, type, fingerprint] = SHOWN_KEY.exec(log) ?? [];
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("debug"));
  return [...lines, ...(type === undefined ? [] : [`host key of ${host}: ${type} ${fingerprint}`])].join("\n");
}

/** Reads messages (length, type, content) as they come, and answers each. */
function talk(connection: Socket, key: SshKey): void {
  let rest = Buffer.alloc(0);
  connection.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0);
      if (length === 0 || length > MAX_MESSAGE) return connection.destroy();
      if (rest.length < 4 + length) return undefined;
      connection.write(string(answerTo(rest.subarray(4, 4 + length), key)));
      rest = rest.subarray(4 + length);
    }
    return undefined;
  });
  connection.once("end", () => connection.end());
}

/** The answer to one message of the agent protocol: that we have this key, or its signature; a failure to all else. */
export function answerTo(message: Buffer, key: SshKey): Buffer {
  const failure = Buffer.from([ANSWER.failure]);
  if (message[0] === REQUEST.identities) {
    return Buffer.concat([
      Buffer.from([ANSWER.identities, 0, 0, 0, 1]),
      string(key.blob),
      string(Buffer.from("yardlet")),
    ]);
  }
  if (message[0] !== REQUEST.sign) return failure;
  const blob = stringAt(message, 1);
  const data = blob && stringAt(message, 5 + blob.length);
  const flagsAt = blob && data && 9 + blob.length + data.length;
  if (!blob?.equals(key.blob) || data === undefined || flagsAt === undefined || message.length < flagsAt + 4)
    return failure;
  return Buffer.concat([Buffer.from([ANSWER.signature]), string(key.sign(data, message.readUInt32BE(flagsAt)))]);
}

function stringAt(message: Buffer, at: number): Buffer | undefined {
  if (message.length < at + 4) return undefined;
  const end = at + 4 + message.readUInt32BE(at);
  return end <= message.length ? message.subarray(at + 4, end) : undefined;
}
