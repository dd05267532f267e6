import { importRuns } from "@yardlet/core/run";
import type { Answer, Invocation } from "../command.ts";
import { findServer } from "../remote/server.ts";
import { readInput } from "../runs/input.ts";
import { reportOut } from "../runs/out.ts";
import { UsageError } from "../usage-error.ts";

/** `yardlet run report [<file|->]`: one record, a list, or one a line; with --flush also nothing but what waits. */
export async function reportRuns({ args, options, environment }: Invocation): Promise<Answer> {
  const [name] = args;
  if (name === undefined && !options.flush)
    throw new UsageError("yardlet run report needs a file of records or - for standard input; --flush goes without");
  const server = await findServer(options, environment);
  const found =
    name === undefined
      ? { records: [], problems: [] }
      : importRuns("runs", (await readInput(name, environment)).text, { importedAt: "", digest: "" });
  return reportOut({ ...found, server, flush: options.flush }, { options, environment });
}
