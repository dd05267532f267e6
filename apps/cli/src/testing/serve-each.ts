import { join } from "node:path";
import { afterEach, beforeAll, beforeEach } from "vitest";
import { Workbench, buildCli } from "./cli.ts";
import { RunServer } from "./server.ts";

export interface Served {
  bench: Workbench;
  server: RunServer;
}

/** Gives every test of a file a workbench and a server of its own, with the command set to report there and to keep its spool here. */
export function serveEach(take: (served: Served) => void): void {
  let served: Served | undefined;
  beforeAll(buildCli);
  beforeEach(async () => {
    const [bench, server] = [new Workbench(), await new RunServer().open()];
    const state = join(bench.folder, "state");
    bench.variables = { YARDLET_SERVER: server.url, YARDLET_KEY: server.key, YARDLET_STATE: state };
    served = { bench, server };
    take(served);
  });
  afterEach(async () => {
    await served?.server.close();
    served?.bench.remove();
  });
}
