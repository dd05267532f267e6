import type { ErrorData } from "../server/trpc/errors.ts";
import { transformer } from "./transformer.ts";

export const API_PATH = "/api/trpc";

/** One call of a procedure. */
export interface Call {
  kind: "query" | "mutation";
  /** `repo.get`. */
  procedure: string;
  input: unknown;
  /** Gives the call up. */
  signal?: AbortSignal;
}

/** The server said no. `data` is what it says to people; absent when something between us answered in its place. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly data: ErrorData | undefined;

  constructor(message: string, data: ErrorData | undefined) {
    super(message);
    this.data = data;
  }
}

/**
 * Calls procedures of the server at `origin` ("" is the page's own) by tRPC's HTTP protocol: a query carries its input in the URL,
 * a mutation in the body. Rejects with an ApiError when the server says no, with a TypeError when it does not answer.
 */
export function callsTo(origin: string): (call: Call) => Promise<unknown> {
  return async ({ kind, procedure, input, signal = null }) => {
    const sent = input === undefined ? undefined : JSON.stringify(transformer.serialize(input));
    const url = `${origin}${API_PATH}/${procedure}`;
    const response =
      kind === "query"
        ? await fetch(sent === undefined ? url : `${url}?input=${encodeURIComponent(sent)}`, { signal })
        : await fetch(url, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: sent ?? null,
            signal,
          });
    return resultOf(await response.json().catch(() => undefined), response.status);
  };
}

function resultOf(answer: unknown, status: number): unknown {
  const result = at(answer, "result");
  if (result !== undefined) return transformer.deserialize(at(result, "data"));
  const domain = at(at(transformer.deserialize(at(answer, "error")), "data"), "domain");
  throw new ApiError(`the server answered ${status}`, isErrorData(domain) ? domain : undefined);
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function isErrorData(value: unknown): value is ErrorData {
  return typeof at(value, "code") === "string" && typeof at(value, "message") === "string";
}
