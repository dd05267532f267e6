import { createServer, type IncomingMessage } from "node:http";
import { API_PATH } from "../address.ts";
import type { TestApi } from "./api.ts";

export interface Listening {
  url: string;
  close: () => Promise<void>;
}

/** Serves the API of a test on this machine, for programs that ask over the network. */
export async function listen(api: TestApi): Promise<Listening> {
  const server = createServer((request, response) => {
    void answer(api, request).then(async (said) => {
      response.writeHead(said.status, Object.fromEntries(said.headers));
      response.end(Buffer.from(await said.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server on a port has an address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(api: TestApi, request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { authorization = "", "content-type": type } = request.headers;
  return api.ask((request.url ?? "").slice(API_PATH.length), {
    method: request.method ?? "GET",
    headers: { authorization, ...(type === undefined ? {} : { "content-type": type }) },
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  });
}
