import { parseArgs } from "node:util";
import { type Command, OPTIONS, type OptionName, type Options } from "./command.ts";
import { COMMANDS, COMMON_OPTIONS, findCommand } from "./commands.ts";
import { nearestNames } from "./output/nearest.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line asks for. */
export type Request =
  | { kind: "version"; options: Options }
  | { kind: "help"; options: Options; words: readonly string[]; asked: boolean }
  | { kind: "run"; options: Options; command: Command; args: readonly string[] };

/**
 * Reads a command line. Options may stand anywhere before `--`.
 * @throws UsageError that says what is wrong and what is near.
 */
export function parseCommandLine(argv: readonly string[]): Request {
  const { given, positionals } = parseOptions(argv);
  const options: Options = {
    help: given.help ?? false,
    version: given.version ?? false,
    json: given.json ?? false,
    why: given.why ?? false,
    link: given.link ?? false,
    flush: given.flush ?? false,
    local: given.local ?? false,
    library: given.library ?? false,
    "dry-run": given["dry-run"] ?? false,
    "key-stdin": given["key-stdin"] ?? false,
    repo: given.repo,
    profile: given.profile,
    server: given.server,
    format: given.format,
    skill: given.skill,
    receipt: given.receipt,
    verify: given.verify,
    reason: given.reason,
    "replaced-by": given["replaced-by"],
    from: given.from,
    to: given.to,
    agent: given.agent,
    access: given.access,
    input: given.input,
    output: given.output,
  };
  if (options.version) return { kind: "version", options };
  const asked = options.help || positionals[0] === "help";
  const words = positionals[0] === "help" ? positionals.slice(1) : positionals;
  const command = findCommand(words);
  if (asked || (!command && isBeginning(words))) return { kind: "help", options, words, asked };
  if (!command) throw unknownCommand(words);
  const args = words.slice(command.words.length);
  checkOptions(command, given);
  checkArity(command, args);
  return { kind: "run", options, command, args };
}

/** Whether JSON was asked for, even on a command line that is otherwise wrong. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).includes("--json");
}

/** Words that a command begins with, but that are none yet, such as `yardlet skill`. */
function isBeginning(words: readonly string[]): boolean {
  return COMMANDS.some((command) => words.every((word, index) => command.words[index] === word));
}

function parseOptions(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: withBareValues(argv),
      options: OPTIONS,
      allowPositionals: true,
      strict: true,
    });
    return { given: values, positionals };
  } catch (error) {
    throw new UsageError(`${messageOf(error)}; run "yardlet --help"`);
  }
}

/** An option whose value may be left out, with what it then means: Node's own parser would take the next word for it. */
function withBareValues(argv: readonly string[]): string[] {
  const bare = new Map<string, string>(
    Object.entries(OPTIONS).flatMap(([name, option]) =>
      "bare" in option ? [[`--${name}`, option.bare] as const] : [],
    ),
  );
  const end = argv.indexOf("--");
  return argv.map((word, index) => {
    const value = end < 0 || index < end ? bare.get(word) : undefined;
    return value === undefined ? word : `${word}=${value}`;
  });
}

/** Node's own sentence, without its advice on `--`. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const first = text.split(/[.\n]/, 1)[0] ?? text;
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}

function checkOptions({ words, options }: Command, given: Partial<Record<OptionName, unknown>>) {
  for (const [name, { type }] of Object.entries(OPTIONS)) {
    const allowed = [...COMMON_OPTIONS, ...options].some((option) => option === name);
    const value = Object.entries(given).find(([key]) => key === name)?.[1];
    if (value === undefined) continue;
    if (!allowed)
      throw new UsageError(
        `yardlet ${words.join(" ")} does not take --${name}; run "yardlet ${words.join(" ")} --help"`,
      );
    if (type === "string" && value === "") throw new UsageError(`--${name} needs a value`);
  }
}

function checkArity({ words, arity, args: usage }: Command, args: readonly string[]) {
  const line = `yardlet ${words.join(" ")}`;
  if (args.length < arity.min) throw new UsageError(`${line} needs ${usage}`);
  if (args.length > arity.max)
    throw new UsageError(`${line} takes ${usage || "no names"}; ${JSON.stringify(args[arity.max])} is too much`);
}

function unknownCommand(words: readonly string[]): UsageError {
  const typed = words.slice(0, 2).join(" ");
  const near = nearestNames(
    typed,
    COMMANDS.map((command) => command.words.join(" ")),
  );
  const hint = near.length > 0 ? `; did you mean ${near.map((name) => `"yardlet ${name}"`).join(" or ")}?` : "";
  return new UsageError(`there is no command ${JSON.stringify(typed)}${hint || '; run "yardlet --help"'}`);
}
