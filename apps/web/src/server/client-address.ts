import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

/** The header that says who sent a request; limits of keys that do not work and of signing in count by it. */
export const ADDRESS_HEADER = "x-forwarded-for";

/** Published for every request of an HTTP server, before the server itself sees it. */
const CHANNEL = "http.server.request.start";

/**
 * From now on the header of every request that this process serves is one address its sender can't choose: that of the socket, or
 * what the nearest proxy says where a proxy is trusted. Answers what ends this.
 */
export function nameClients({ trustProxy }: { trustProxy: boolean }): () => void {
  const name = (message: unknown) => {
    const request = requestOf(message);
    if (request) request.headers[ADDRESS_HEADER] = (trustProxy && saidByProxy(request)) || socketOf(request);
  };
  subscribe(CHANNEL, name);
  return () => void unsubscribe(CHANNEL, name);
}

function requestOf(message: unknown): IncomingMessage | undefined {
  const isOne = typeof message === "object" && message !== null && "request" in message;
  return isOne && message.request instanceof IncomingMessage ? message.request : undefined;
}

/** A proxy adds the address it sees to what the sender wrote, at the end. */
function saidByProxy({ headers }: IncomingMessage): string | undefined {
  const said = headers[ADDRESS_HEADER];
  return (Array.isArray(said) ? said.join() : said)?.split(",").at(-1)?.trim().slice(0, 64);
}

function socketOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? "";
}
