import { DomainError } from "@yardlet/core/error";
import type { Answer, Invocation } from "../command.ts";
import { columns } from "../output/columns.ts";
import { nearestNames } from "../output/nearest.ts";
import { SCHEMA_NAMES, schemaDocument, schemaText } from "../schemas.ts";

/** `yardlet schema [<name>]`: the JSON Schema of a contract, or the list of them. The schema is the answer in both forms. */
export async function printSchema({ args }: Invocation): Promise<Answer> {
  const [name] = args;
  if (name === undefined) {
    const schemas = SCHEMA_NAMES;
    const text = `${columns(
      schemas.map((row) => [row.name, row.what]),
      "",
    ).join("\n")}\n`;
    return { report: { schemas }, text, notes: [], exit: 0 };
  }
  const report = schemaDocument(name);
  if (report === undefined) throw unknownSchema(name);
  return { report, text: schemaText(report), notes: [], exit: 0 };
}

function unknownSchema(name: string): DomainError {
  const nearest = nearestNames(
    name,
    SCHEMA_NAMES.map((one) => one.name),
  );
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : 'run "yardlet schema" to see all';
  return new DomainError("not_found", `there is no schema ${JSON.stringify(name)}; ${hint}`, { nearest });
}
