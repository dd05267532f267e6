import { DomainError } from "@yardlet/core/error";
import type { ErrorReport } from "@yardlet/core/equip";
import manifest from "../package.json" with { type: "json" };
import type { Answer } from "./command.ts";
import { AS_SURVEYOR } from "./entry.ts";
import { readEnvironment } from "./env.ts";
import { helpText } from "./help.ts";
import { ERROR_EXIT, USAGE_EXIT } from "./output/exit.ts";
import { asksForJson, parseCommandLine } from "./parse.ts";
import { UsageError } from "./usage-error.ts";

const argv = process.argv.slice(2);
const json = asksForJson(argv);

// Whoever reads us may stop early, as `head` does: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    if (argv[0] === AS_SURVEYOR) return await (await import("./author/surveyor.ts")).beSurveyor();
    const request = parseCommandLine(argv);
    if (request.kind === "version")
      return print({ report: { version: manifest.version }, text: `${manifest.version}\n` });
    if (request.kind === "help") return printHelp(request.words, request.asked);
    const run = await request.command.load();
    return print(await run({ args: request.args, options: request.options, environment: readEnvironment() }));
  } catch (error) {
    return printError(error);
  }
}

function printHelp(words: readonly string[], asked: boolean): number {
  const text = helpText(words);
  if (asked) return print({ report: { help: text }, text });
  process.stderr.write(text);
  if (json) printDocument(errorReport("usage", "a command is missing", {}));
  return USAGE_EXIT;
}

function print({ report, text, notes = [], exit = 0 }: Pick<Answer, "report" | "text"> & Partial<Answer>): number {
  for (const note of notes) process.stderr.write(`yardlet: ${note}\n`);
  if (json) printDocument(report);
  else process.stdout.write(text);
  return exit;
}

function printError(error: unknown): number {
  const [report, exit] = describeError(error);
  if (json) printDocument(report);
  process.stderr.write(`yardlet: ${report.error.message}\n`);
  return exit;
}

function describeError(error: unknown): [ErrorReport, number] {
  if (error instanceof UsageError) return [errorReport("usage", error.message, {}), USAGE_EXIT];
  if (error instanceof DomainError)
    return [errorReport(error.code, error.message, error.details), ERROR_EXIT[error.code]];
  const stack = error instanceof Error ? error.stack : undefined;
  return [errorReport("internal", `this is a bug in Yardlet, please report it: ${stack ?? String(error)}`, {}), 1];
}

function errorReport(
  code: ErrorReport["error"]["code"],
  message: string,
  details: ErrorReport["error"]["details"],
): ErrorReport {
  return { error: { code, message, details } };
}

function printDocument(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
