import { Scope } from "@yardlet/core/team";
import { createKey } from "@yardlet/services";
import { openTestServices, type Stock, type TestServices } from "@yardlet/services/testing";
import { API_PATH } from "../address.ts";
import { createApi, type ApiLimits } from "../handle.ts";

const ORIGIN = "http://yardlet.test";

/** The API over a database of a test's own. */
export interface TestApi {
  services: TestServices;
  /** Asks as a program does: a real request, a real answer. */
  ask: (path: string, init?: AskInit) => Promise<Response>;
  /** A key that may report and read, bound to `repo` if one is named. */
  newKey: (repo?: string) => Promise<string>;
  /** What was logged as a bug. */
  bugs: string[];
  /** Ends it; a bug that was logged is thrown. */
  close: () => Promise<void>;
}

type AskInit = RequestInit & { key?: string; duplex?: "half" };

/** What a test may set: the clock, limits that it can reach, and that the library has been read. */
export async function openTestApi(
  serverUrl: string,
  options: { limits?: Partial<ApiLimits>; now?: () => Date; stock?: Stock } = {},
): Promise<TestApi> {
  const services = await openTestServices(serverUrl, options.stock);
  const bugs: string[] = [];
  const { now = services.ctx.now } = options;
  const api = createApi({
    service: async (actor) => ({ ...services.ctx, actor, now }),
    onBug: (error, where) => {
      bugs.push(`${where}: ${error instanceof Error ? error.stack : String(error)}`);
      return `b${bugs.length}`;
    },
    ...(options.limits ? { limits: options.limits } : {}),
  });
  return {
    services,
    bugs,
    async ask(path, { key, headers, ...init } = {}) {
      const sent = new Headers(headers);
      if (key !== undefined) sent.set("authorization", `Bearer ${key}`);
      return api(new Request(`${ORIGIN}${API_PATH}${path}`, { ...init, headers: sent }));
    },
    async newKey(repo) {
      const { secret } = await createKey(services.ctx, {
        name: repo ?? "any repo",
        role: "curator",
        scopes: Scope.options,
        ...(repo === undefined ? {} : { repo }),
      });
      return secret;
    },
    async close() {
      await services.close();
      if (bugs.length > 0) throw new Error(bugs.join("\n"));
    },
  };
}

/** A request's body as JSON. */
export function jsonBody(value: unknown): AskInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

export function linesBody(text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): AskInit {
  return { method: "POST", headers: { "content-type": "application/x-ndjson", ...headers }, body: text };
}
