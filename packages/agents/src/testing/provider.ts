import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import * as z from "zod";

/** What a request to a model holds, of all that is looked at. */
const Request = z.looseObject({
  model: z.string(),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});

export interface Asked {
  readonly url: string;
  readonly key: string | undefined;
  readonly body: z.infer<typeof Request>;
  readonly text: string;
}

type Answer = (response: ServerResponse, asked: Asked) => void;

/** A provider of models on this host for the length of a test; says what it was asked. */
export async function openProvider(answer: Answer): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readRequest(request).then((each) => {
      asked.push(each);
      answer(response, each);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}/v1`, asked };
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const data = await json(request);
  const key = request.headers["x-api-key"] ?? request.headers.authorization;
  return { url: request.url ?? "", key: String(key), body: Request.parse(data), text: JSON.stringify(data) };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

export function send(response: ServerResponse, status: number, data: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof data === "string" ? data : JSON.stringify(data));
}

/** A text as each provider returns it, with 30 tokens in and 12 out. */
export const ANSWERS = {
  compatible: (text: string) => ({
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { prompt_tokens: 30, completion_tokens: 12, total_tokens: 42 },
  }),
  openai: (text: string) => ({
    id: "1",
    object: "response",
    created_at: 1,
    model: "m",
    output: [
      { type: "message", role: "assistant", id: "2", content: [{ type: "output_text", text, annotations: [] }] },
    ],
    usage: { input_tokens: 30, output_tokens: 12 },
  }),
  anthropic: (text: string, tool: string | undefined) => ({
    type: "message",
    id: "1",
    role: "assistant",
    model: "m",
    content: [
      tool === undefined ? { type: "text", text } : { type: "tool_use", id: "2", name: tool, input: JSON.parse(text) },
    ],
    stop_reason: tool === undefined ? "end_turn" : "tool_use",
    usage: { input_tokens: 30, output_tokens: 12 },
  }),
} as const;
