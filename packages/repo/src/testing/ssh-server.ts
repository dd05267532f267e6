import { spawn } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import ssh2 from "ssh2";

export interface SshServerOptions {
  /** Public keys that may come in, as lines of `authorized_keys`. */
  readonly keys: readonly string[];
}

export interface SshServer {
  /** The address of a repository, by its absolute path. */
  url(path: string): string;
  /** Its line of `known_hosts`. */
  readonly knownHost: string;
  /** Of its host key, as ssh shows it. */
  readonly fingerprint: string;
  /** What was tried, as `user type`, in order. */
  readonly attempts: string[];
  close(): Promise<void>;
}

const SERVED = /^git-(upload|receive)-pack '([^']*)'$/;

/** Starts a real ssh server on loopback that lets keys in and runs git's own two commands. */
export async function startSshServer({ keys }: SshServerOptions): Promise<SshServer> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const hostKey = ssh2.utils.parseKey(privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  if (hostKey instanceof Error) throw hostKey;
  const blob = hostKey.getPublicSSH();
  const allowed = keys.flatMap((line) => {
    const key = ssh2.utils.parseKey(line);
    return key instanceof Error ? [] : [key];
  });
  const attempts: string[] = [];
  const connections = new Set<{ end(): unknown }>();
  const server = new ssh2.Server({ hostKeys: [hostKey.getPrivatePEM()] }, (client) => {
    connections.add(client);
    client.on("close", () => connections.delete(client));
    client.on("error", () => {});
    client.on("authentication", (attempt) => {
      attempts.push(`${attempt.username} ${attempt.method === "publickey" ? attempt.key.algo : attempt.method}`);
      if (attempt.method !== "publickey") return attempt.reject(["publickey"]);
      const key = allowed.find((candidate) => candidate.getPublicSSH().equals(attempt.key.data));
      const isSigned =
        attempt.signature === undefined ||
        (attempt.blob !== undefined && key?.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true);
      return key && isSigned ? attempt.accept() : attempt.reject(["publickey"]);
    });
    client.on("session", (accept) => {
      accept().on("exec", (acceptExec, rejectExec, { command }) => {
        const [, service, path = ""] = SERVED.exec(command) ?? [];
        if (service === undefined) return rejectExec();
        const stream = acceptExec();
        const git = spawn("git", ["-c", "safe.directory=*", `${service}-pack`, path], {
          env: { PATH: process.env["PATH"], HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" },
        });
        stream.pipe(git.stdin);
        git.stdin.on("error", () => {});
        git.stdout.pipe(stream, { end: false });
        git.stderr.pipe(stream.stderr, { end: false });
        git.on("close", (status) => {
          stream.exit(status ?? 1);
          stream.end();
        });
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: (path) => `ssh://git@127.0.0.1:${port}${path}`,
    knownHost: `[127.0.0.1]:${port} ssh-rsa ${blob.toString("base64")}`,
    fingerprint: `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
    attempts,
    async close() {
      for (const connection of connections) connection.end();
      server.close();
      await once(server, "close");
    },
  };
}
