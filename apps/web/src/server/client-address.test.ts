import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ADDRESS_HEADER, nameClients } from "./client-address.ts";

let server: Server;
let stop: () => void = () => undefined;

beforeEach(async () => {
  server = createServer((request, response) => response.end(request.headers[ADDRESS_HEADER]));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  stop();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Who the server thinks asks, when this is what the request says. */
async function seen(said?: string): Promise<string> {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const headers = new Headers(said === undefined ? {} : { [ADDRESS_HEADER]: said });
  return (await fetch(`http://127.0.0.1:${port}/`, { headers })).text();
}

test("who asks can't choose an address: without a trusted proxy it is the socket's", async () => {
  stop = nameClients({ trustProxy: false });
  expect([await seen(), await seen("192.0.2.1"), await seen("192.0.2.2, 192.0.2.3")]).toEqual([
    "127.0.0.1",
    "127.0.0.1",
    "127.0.0.1",
  ]);
});

test("behind a trusted proxy it is what that proxy added, whatever stood before", async () => {
  stop = nameClients({ trustProxy: true });
  expect([await seen("203.0.113.9"), await seen("192.0.2.1, 203.0.113.9"), await seen(), await seen("")]).toEqual([
    "203.0.113.9",
    "203.0.113.9",
    "127.0.0.1",
    "127.0.0.1",
  ]);
});
