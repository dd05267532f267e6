import { createHash } from "node:crypto";
import { ImportFormat, detectFormat, importRuns } from "@yardlet/core/run";
import type { Answer, Invocation } from "../command.ts";
import { findServer } from "../remote/server.ts";
import { readInput } from "../runs/input.ts";
import { reportOut } from "../runs/out.ts";
import { UsageError } from "../usage-error.ts";

/** `yardlet run import <file>`: the runs that a file of another format tells of. A second import changes nothing. */
export async function importFile({ args, options, environment }: Invocation): Promise<Answer> {
  const [name = ""] = args;
  const asked = formatOf(options.format);
  const server = await findServer(options, environment);
  const { text, bytes, changedAt } = await readInput(name, environment);
  if (changedAt === undefined)
    throw new UsageError("yardlet run import needs a file: its own time stands for runs that tell none");
  const found = importRuns(asked ?? detectFormat(text), text, {
    skill: options.skill,
    importedAt: changedAt.toISOString(),
    digest: createHash("sha256").update(bytes).digest("hex"),
  });
  return reportOut({ ...found, server, flush: false }, { options, environment });
}

function formatOf(name: string | undefined): ImportFormat | undefined {
  if (name === undefined) return undefined;
  const parsed = ImportFormat.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--format ${JSON.stringify(name)} is none of ${ImportFormat.options.join(", ")}`);
}
