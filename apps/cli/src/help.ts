import { type Command, OPTIONS, type OptionName } from "./command.ts";
import { COMMANDS, COMMON_OPTIONS, findCommand } from "./commands.ts";

const LINE_CHARACTERS = 100;
const EXIT_STATUS = "Exit status: 0 done; 1 failed or not found; 2 refused; 64 the command line is wrong.";

/** Help on the commands that begin with these words; on all of them when none do. */
export function helpText(words: readonly string[]): string {
  const command = findCommand(words);
  if (command) return commandHelp(command);
  const matching = COMMANDS.filter((one) => words.every((word, index) => one.words[index] === word));
  const [first, ...others] = matching;
  if (first && others.length === 0) return commandHelp(first);
  return overview(first ? matching : COMMANDS);
}

function commandHelp(command: Command): string {
  return [
    `yardlet ${usageOf(command)}`,
    "",
    `  ${command.what}`,
    "",
    ...(command.more ?? []).flatMap((paragraph) => [...wrapped(paragraph), ""]),
    "Options:",
    ...optionLines([...command.options, ...COMMON_OPTIONS]),
    "",
    EXIT_STATUS,
    "",
  ].join("\n");
}

/** A paragraph in lines that fit on a terminal. */
function wrapped(paragraph: string): string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LINE_CHARACTERS) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function overview(commands: readonly Command[]): string {
  const usages = commands.map((command) => [`yardlet ${usageOf(command)}`, command.what] as const);
  const width = Math.max(...usages.map(([usage]) => usage.length));
  return [
    "yardlet: skills for coding agents, in one repository",
    "",
    ...usages.map(([usage, what]) => `  ${usage.padEnd(width)}  ${what}`),
    "",
    "Options:",
    ...optionLines([...COMMON_OPTIONS, "version"]),
    "",
    EXIT_STATUS,
    "",
  ].join("\n");
}

function usageOf({ words, args }: Command): string {
  return [...words, args].filter((part) => part !== "").join(" ");
}

function optionLines(names: readonly OptionName[]): string[] {
  const rows = names.map((name) => {
    const { what, ...option } = OPTIONS[name];
    const short = "short" in option ? `-${option.short}, ` : "";
    const value = "value" in option ? `${"bare" in option ? "" : " "}${option.value}` : "";
    return [`${short}--${name}${value}`, what] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, what]) => `  ${left.padEnd(width)}  ${what}`);
}
