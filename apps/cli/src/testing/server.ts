import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";

/** What a server does with one request: the plan's first, while there is one. */
export type Behaviour = (request: { body: string; response: ServerResponse; answer: () => void }) => void;

/** A real HTTP server that takes runs as contracts.md says: idempotent by id, one result a record. */
export class RunServer {
  readonly key = "yk_test-key";
  /** By run id, the content stored last. */
  readonly stored = new Map<string, string>();
  /** Every status given, by run id, in order of arrival. */
  readonly given: string[] = [];
  readonly requests: { path: string; authorization: string | undefined }[] = [];
  /** What was sent with each request, in the same order. */
  readonly bodies: string[] = [];
  /** What it says to other questions, by method and path. */
  readonly says = new Map<string, unknown>();
  /** What happens to the next requests, in their order. */
  plan: Behaviour[] = [];
  /** What it says of scores. */
  scores: unknown;
  /** Ids that are refused. */
  refuses = new Set<string>();
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<this> {
    const server = createServer((request, response) => this.#handle(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#server = server;
    const address = server.address();
    this.#port = typeof address === "object" ? (address?.port ?? 0) : 0;
    return this;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("error", () => {});
    request.on("end", () => {
      this.requests.push({ path: request.url ?? "", authorization: request.headers.authorization });
      const behave = this.plan.shift() ?? (({ answer }) => answer());
      this.bodies.push(body);
      const scores = request.url?.startsWith("/api/v1/scores") ?? false;
      const said = scores ? this.scores : this.says.get(`${request.method} ${request.url}`);
      const answer = () => (said === undefined ? this.#answer(body, response) : response.end(JSON.stringify(said)));
      behave({ body, response, answer });
    });
  }

  #answer(body: string, response: ServerResponse): void {
    const answer = this.take(body);
    const status = answer.rejected === answer.results.length ? 422 : 200;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  /** Stores a body of lines, and says what became of each. */
  take(body: string) {
    const results = body
      .split("\n")
      .filter((line) => line !== "")
      .map((line, index) => {
        const id: string = JSON.parse(line).run_id;
        const before = this.stored.get(id);
        const status = this.refuses.has(id)
          ? "rejected"
          : before === undefined
            ? "accepted"
            : before === line
              ? "duplicate"
              : "corrected";
        if (status !== "rejected") this.stored.set(id, line);
        this.given.push(`${status} ${id}`);
        const problems = status === "rejected" ? [{ path: "kind", message: "is not wanted here" }] : [];
        return { index, status, run_id: id, problems, notes: [] };
      });
    const count = (status: string) => results.filter((result) => result.status === status).length;
    return {
      accepted: count("accepted"),
      duplicate: count("duplicate"),
      corrected: count("corrected"),
      rejected: count("rejected"),
      results,
    };
  }
}

const CODES: Readonly<Record<number, string>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "refused",
  503: "unavailable",
};

/** Answers with a status and headers, and an error as our API words it. */
export function answers(status: number, headers: Record<string, string> = {}): Behaviour {
  return ({ response }) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { code: CODES[status] ?? "test", message: "so it is", details: {} } }));
  };
}
