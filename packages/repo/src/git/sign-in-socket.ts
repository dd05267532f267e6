import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inTemporaryFolder } from "../disk/temporary-folder.ts";

/** Runs `use` while `answer` talks to whoever connects to a socket in a folder that only this user may enter. */
export function withSocket<T>(
  answer: (connection: Socket) => void,
  use: (place: { socket: string; folder: string }) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const connections = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (connection) => {
      connections.add(connection);
      connection.once("close", () => connections.delete(connection));
      // Whoever asks may go away at any time.
      connection.on("error", () => {});
      answer(connection);
    });
    const socket = join(folder, "s");
    server.listen(socket);
    await once(server, "listening");
    try {
      return await use({ socket, folder });
    } finally {
      for (const connection of connections) connection.destroy();
      server.close();
      await once(server, "close");
    }
  }, shortEnough(tmpdir()));
}

/** The name of a socket has 104 bytes on macOS and 108 on Linux. */
function shortEnough(folder: string): string {
  return Buffer.byteLength(folder) > MAX_ABOVE ? "/tmp" : folder;
}

const MAX_ABOVE = 80;
