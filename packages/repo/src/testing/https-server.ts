import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { makeCertificate } from "./certificate.ts";

/**
 * How the server answers. `hanging` never does, `wrong_type` sends a web
 * page, `empty` nothing at all, `cut_short` half of a pack, `endless_redirect` sends to itself, `huge_list` names branches without end.
 */
export type Manner =
  | "honest"
  | "hanging"
  | "wrong_type"
  | "empty"
  | "cut_short"
  | "endless_redirect"
  | "huge_list"
  | { readonly redirectTo: string };

export interface GitServerOptions {
  /** The bare repositories lie in here. */
  readonly folder: string;
  /** Who may come in, and with what; absent: anybody. */
  readonly user?: string;
  readonly password?: string;
  /** A push is answered with 403, as of a token that may only read. */
  readonly readOnly?: boolean;
  /** Branches that a hook of the server declines pushes to. */
  readonly protectedBranches?: readonly string[];
  /** Whether partial clones are answered; default they are. */
  readonly filters?: boolean;
}

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

export interface GitServer {
  /** The address of the repository with this folder name. */
  url(name: string): string;
  /** The certificate to trust, by `GIT_SSL_CAINFO`. */
  readonly caFile: string;
  readonly requests: SeenRequest[];
  behave(manner: Manner): void;
  /** From now on only this password opens. */
  changePassword(password: string): void;
  close(): Promise<void>;
}

/** Starts `git http-backend` behind https on loopback: a real server, with the ways in which servers go wrong. */
export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const own = mkdtempSync(join(tmpdir(), "yardlet-server-"));
  const { cert, key } = makeCertificate();
  const caFile = join(own, "ca.pem");
  writeFileSync(caFile, cert);
  writeProtection(own, options.protectedBranches ?? []);
  let manner: Manner = "honest";
  let { password } = options;
  const requests: SeenRequest[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const { method = "", url: path = "" } = request;
    requests.push({ method, path, authorization: request.headers.authorization });
    const isPush = /receive-pack/.test(path);
    if (typeof manner === "object") redirect(response, `${manner.redirectTo}${path}`);
    else if (MISBEHAVE[manner]?.(response, path)) return;
    else if (!isWelcome(request, options.user, password)) refuse(response, 401);
    else if (isPush && options.readOnly === true) refuse(response, 403);
    else runBackend(request, response, environmentOf(request, options, own), manner === "cut_short");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: (name) => `https://127.0.0.1:${port}/${name}`,
    caFile,
    requests,
    behave: (next) => void (manner = next),
    changePassword: (next) => void (password = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      rmSync(own, { recursive: true, force: true });
    },
  };
}

/** True when the answer is given, or never will be. */
type Misbehave = (response: ServerResponse, path: string) => boolean;

const MISBEHAVE: Readonly<Record<string, Misbehave>> = {
  hanging: () => true,
  wrong_type: (response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>\n<h1>Please sign in</h1>\n");
    return true;
  },
  empty: (response) => {
    response.writeHead(200).end();
    return true;
  },
  endless_redirect: (response, path) => {
    redirect(response, path);
    return true;
  },
  huge_list: (response) => {
    response.writeHead(200, { "content-type": "application/x-git-upload-pack-advertisement" });
    response.write("001e# service=git-upload-pack\n0000");
    writeBranches(response, 0);
    return true;
  },
};

function writeBranches(response: ServerResponse, from: number): void {
  const lines = Array.from({ length: 1000 }, (_, index) => {
    const caps = from + index === 0 ? "\0side-band-64k" : "";
    const line = `${"1".repeat(40)} refs/heads/b${from + index}-${"x".repeat(900)}${caps}\n`;
    return `${(line.length + 4).toString(16).padStart(4, "0")}${line}`;
  });
  if (response.destroyed) return;
  response.write(lines.join(""), (error) => {
    if (!error) writeBranches(response, from + lines.length);
  });
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { location: to }).end();
}

function refuse(response: ServerResponse, status: 401 | 403): void {
  response.writeHead(status, status === 401 ? { "www-authenticate": 'Basic realm="git"' } : {}).end();
}

function isWelcome(request: IncomingMessage, user: string | undefined, password: string | undefined): boolean {
  if (user === undefined) return true;
  const expected = Buffer.from(`${user}:${password ?? ""}`).toString("base64");
  return request.headers.authorization === `Basic ${expected}`;
}

/** A hook in a folder of the server's own, so that the repositories stay as they are. */
function writeProtection(own: string, branches: readonly string[]): void {
  const pattern = branches.map((branch) => `refs/heads/${branch}`).join("|") || "none";
  const script = `#!/bin/sh\nwhile read -r old new ref; do case "$ref" in ${pattern}) echo "the branch is protected" >&2; exit 1;; esac; done\n`;
  writeFileSync(join(own, "pre-receive"), script);
  chmodSync(join(own, "pre-receive"), 0o755);
}

function environmentOf(
  request: IncomingMessage,
  { folder, user, filters }: GitServerOptions,
  hooks: string,
): Record<string, string | undefined> {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const settings = [
    ["http.receivepack", "true"],
    ["uploadpack.allowFilter", String(filters ?? true)],
    ["core.hooksPath", hooks],
    ["safe.directory", "*"],
  ];
  return {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
    PATH_INFO: path,
    QUERY_STRING: query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers["content-type"],
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
    REMOTE_USER: user,
    REMOTE_ADDR: "127.0.0.1",
  };
}

/** Runs git's own CGI program; half of a pack is sent when the answer shall be cut short. */
function runBackend(
  request: IncomingMessage,
  response: ServerResponse,
  env: Record<string, string | undefined>,
  cutShort: boolean,
): void {
  const backend = spawn("git", ["http-backend"], { env, stdio: ["pipe", "pipe", "ignore"] });
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => {});
  backend.on("error", () => response.destroy());
  buffer(backend.stdout).then(
    (output) => {
      const end = output.indexOf("\r\n\r\n");
      const lines = output.subarray(0, end).toString("latin1").split("\r\n");
      const headers = lines.map((line) => line.split(": ")).filter(([name]) => name !== "Status");
      const status = Number(lines.find((line) => line.startsWith("Status: "))?.slice(8, 11) ?? 200);
      const body = output.subarray(end + 4);
      const isCut = cutShort && body.includes("PACK");
      response.writeHead(status, Object.fromEntries(headers));
      if (isCut) response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
      else response.end(body);
    },
    () => response.destroy(),
  );
}
