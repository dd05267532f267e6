import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postMessage } from "./post.ts";

const server = createServer((request, response) => {
  hosts.push(request.headers.host ?? "");
  response.end("thanks");
});
const hosts: string[] = [];
let port = 0;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
});
afterAll(() => void server.close());

const post = (host: string, addresses: string[][], allowed: boolean) => {
  const asked: string[] = [];
  const target = { url: `http://${host}:${port}/`, host, port, secure: false, allowed };
  const lookup = async (name: string) => addresses[asked.push(name) - 1] ?? [];
  const signal = new AbortController().signal;
  return { asked, answer: postMessage({ target, headers: {}, body: "{}", signal, lookup }) };
};

test("a name is looked up once, and the connection is made to what was checked", async () => {
  const { asked, answer } = post("hooks.example.com", [["127.0.0.1"], ["192.0.2.1"]], true);
  expect(await answer).toEqual({ status: 200, retryAfter: undefined, text: "thanks" });
  expect(asked).toEqual(["hooks.example.com"]);
  expect(hosts).toEqual([`hooks.example.com:${port}`]);
});

test.each([["127.0.0.1"], ["::ffff:127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["fe80::1%lo"]])(
  "nothing connects to a name that leads to %s",
  async (...addresses) => {
    await expect(post("rebind.example", [addresses], false).answer).rejects.toMatchObject({
      code: "forbidden",
      message:
        "rebind.example is not on the public internet; whoever runs the server can allow it with YARDLET_WEBHOOK_ALLOW",
    });
    expect(hosts).toHaveLength(1);
  },
);

test("what goes wrong on the way is said in words", async () => {
  const target = { url: "http://127.0.0.1:1/", host: "127.0.0.1", port: 1, secure: false, allowed: true };
  const signal = new AbortController().signal;
  await expect(postMessage({ target, headers: {}, body: "", signal })).rejects.toMatchObject({
    code: "unavailable",
    message: "nothing listens at this address",
  });
  const secure = { ...target, url: `https://127.0.0.1:${port}/`, port, secure: true };
  await expect(postMessage({ target: secure, headers: {}, body: "", signal })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/^the connection failed \(EPROTO|ERR_SSL/),
  });
});
