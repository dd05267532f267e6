import type { Sign } from "./detect-code.ts";
import { isOwnPath } from "./output-folder.ts";
import { type ShellCommand, type ShellScript, type Word, readShell } from "./read-shell.ts";
import { isHeldOutName } from "./retrieve-side.ts";
import { SKILL_STORE } from "./rules.ts";
import { SHELL_OWN, SHELL_PATTERNS, SHELL_WRAPPERS, SHELL_WRITERS } from "./rules-shell.ts";
import type { ShellPattern } from "./types.ts";

const ROWS: readonly { rule: keyof typeof SHELL_PATTERNS; pattern: ShellPattern }[] = [
  { rule: "network", pattern: SHELL_PATTERNS.network },
  { rule: "process-spawn", pattern: SHELL_PATTERNS["process-spawn"] },
  { rule: "environment-read", pattern: SHELL_PATTERNS["environment-read"] },
  { rule: "dynamic-code", pattern: SHELL_PATTERNS["dynamic-code"] },
  { rule: "clock-randomness", pattern: SHELL_PATTERNS["clock-randomness"] },
];
const HARMLESS_TARGET = /^\/dev\/(?:(?:null|stdout|stderr|fd\/\d)$|(?:tcp|udp)\/)/u;
const OWN_VARIABLE =
  /^\$(?:OUT(?:PUT)?|out(?:put)?)(?:_?(?:DIR|FOLDER|PATH|ROOT|BASE|dir|folder|path|root|base))?(?=$|\/)/u;
const RETRIEVE = /retriev/iu;
/** A variable with more values than this is none that anybody can follow. */
const MOST_VALUES = 8;
const MOST_WRAPPED = 6;

interface ShellPlace {
  file: string;
  firstLine: number;
  plugin: string | undefined;
  onRetrieve: boolean;
}

/** What a shell script does that a memory design must not. */
export function signsOfShell(text: string, { file, firstLine, plugin, onRetrieve }: ShellPlace): Sign[] {
  const script = readShell(text, firstLine);
  const retrieves = (line: number) =>
    onRetrieve ||
    RETRIEVE.test(file) ||
    script.functions.some(({ name, from, to }) => RETRIEVE.test(name) && line >= from && line <= to);
  const values = valuesOf(script);
  const names = new Set(script.functions.map(({ name }) => name));
  return [
    ...script.commands.flatMap((command) => signsOfCommand(command, values, names, plugin)),
    ...script.commands.flatMap(({ line, words }): Sign[] => {
      const isHeldOut = words.some(({ text: word }) => word.split(/[^\w-]+/u).some((step) => isHeldOutName(step)));
      return isHeldOut && retrieves(line) ? [{ rule: "held-out-read", line }] : [];
    }),
    ...script.variables.flatMap(({ name, line }) =>
      ROWS.filter(({ pattern }) => pattern.variables?.test(name)).flatMap(({ rule }): Sign[] => {
        const isOwn = rule === "environment-read" && (values.has(name) || SHELL_OWN.test(name) || isClock(name));
        return isOwn ? [] : [{ rule, line }];
      }),
    ),
  ];
}

function isClock(name: string): boolean {
  return SHELL_PATTERNS["clock-randomness"].variables.test(name);
}

/** What each variable is given in the script; null for what is no constant. */
function valuesOf({ commands }: ShellScript): Map<string, (string | null)[]> {
  const values = new Map<string, (string | null)[]>();
  const note = (name: string, word: Word | undefined) => {
    const known = values.get(name) ?? [];
    const value = word?.isFixed ? word.text : null;
    values.set(name, known);
    if (known.length < MOST_VALUES && !known.includes(value)) known.push(value);
    else if (known.length === MOST_VALUES) known[0] = null;
  };
  for (const { assigned, words } of commands) {
    for (const { name, value } of assigned) note(name, value);
    const [head, ...rest] = words;
    if (head?.text === "read") for (const { text } of rest) note(text, undefined);
    if (head?.text === "for" && rest[0]) for (const value of rest.slice(2)) note(rest[0].text, value);
    if (head?.text === "for" && rest[0] && rest.length <= 2) note(rest[0].text, undefined);
    const declares = ["local", "declare", "typeset", "readonly", "export"].includes(head?.text ?? "");
    for (const { text, isFixed } of declares ? rest : []) {
      const [name = "", ...value] = text.split("=");
      if (value.length > 0) note(name, { text: value.join("="), isFixed, isQuoted: false });
    }
  }
  return values;
}

function signsOfCommand(
  command: ShellCommand,
  values: ReadonlyMap<string, (string | null)[]>,
  functions: ReadonlySet<string>,
  plugin: string | undefined,
): Sign[] {
  const { line, words, writesTo } = command;
  const isLoop = ["for", "case", "select"].includes(words[0]?.text ?? "");
  const signs: Sign[] = [
    ...(isLoop ? [] : signsOfWords(words, line, values, functions)),
    ...words.flatMap(({ text }) =>
      ROWS.filter(({ pattern }) => pattern.words?.test(text)).map(({ rule }) => ({ rule, line })),
    ),
    ...writesTo.flatMap(({ text }) =>
      /^\/dev\/(?:tcp|udp)\//u.test(text) ? [{ rule: "network" as const, line }] : [],
    ),
  ];
  const targets = [...writesTo, ...writtenBy(words)].map(({ text }) => text);
  for (const target of targets.flatMap((text) => resolved(text, values))) {
    if (target === null || SKILL_STORE.test(target))
      signs.push({ rule: target === null ? "write-outside" : "skill-store-write", line });
    else if (!HARMLESS_TARGET.test(target) && !isOwn(target, plugin)) signs.push({ rule: "write-outside", line });
  }
  return signs;
}

function isOwn(target: string, plugin: string | undefined): boolean {
  return isOwnPath(target, plugin) || (OWN_VARIABLE.test(target) && !target.split("/").includes(".."));
}

/** A path with its first variable put in, once for each value it is given. */
function resolved(text: string, values: ReadonlyMap<string, (string | null)[]>): (string | null)[] {
  const name = /^\$([A-Za-z_]\w*)/u.exec(text)?.[1];
  const known = name === undefined ? undefined : values.get(name);
  if (name === undefined || known === undefined) return [text];
  return known.map((value) => {
    if (value !== null) return value + text.slice(name.length + 1);
    return OWN_VARIABLE.test(text) ? text : null;
  });
}

function signsOfWords(
  words: readonly Word[],
  line: number,
  values: ReadonlyMap<string, (string | null)[]>,
  functions: ReadonlySet<string>,
): Sign[] {
  const signs: Sign[] = [];
  let at = 0;
  for (let step = 0; step < MOST_WRAPPED; step += 1) {
    const word = words[at];
    if (word === undefined) break;
    const names = resolved(word.text, values);
    if (!word.isFixed && names.some((name) => name === null || /[$`]/u.test(name)))
      return [...signs, { rule: "dynamic-code", line }];
    const rest = words.slice(at + 1).map(({ text }) => text);
    for (const name of names) {
      const [command = "", ...more] = plainCommand(name ?? "").split(/\s+/u);
      if (!functions.has(command)) signs.push(...signsOfName(command, [...more, ...rest].join(" "), line));
    }
    if (!names.some((name) => SHELL_WRAPPERS.has(plainCommand(name ?? "")))) break;
    at += 1;
    while (at < words.length && /^(?:-|\d|[A-Za-z_]\w*=)/u.test(words[at]?.text ?? "")) at += 1;
  }
  return signs;
}

function signsOfName(name: string, rest: string, line: number): Sign[] {
  return ROWS.flatMap(({ rule, pattern }): Sign[] => {
    const asked = pattern.commands && Object.hasOwn(pattern.commands, name) ? pattern.commands[name] : undefined;
    if (asked === undefined) return [];
    return asked === true || asked.test(rest) ? [{ rule, line }] : [];
  });
}

function plainCommand(text: string): string {
  return text.replace(/^.*\//u, "").replace(/\.exe$/iu, "") || text;
}

function writtenBy(words: readonly Word[]): Word[] {
  const [head, ...rest] = words;
  const name = plainCommand(head?.text ?? "");
  if (name === "dd")
    return rest.flatMap((word) => (word.text.startsWith("of=") ? [{ ...word, text: word.text.slice(3) }] : []));
  if (name === "sed" && rest.some(({ text }) => /^(?:-\w{0,6}i|--in-place)/u.test(text))) return rest.slice(-1);
  const which = Object.hasOwn(SHELL_WRITERS, name) ? SHELL_WRITERS[name] : undefined;
  const paths = rest.filter(({ text, isQuoted }) => isQuoted || !text.startsWith("-"));
  return which === undefined ? [] : which === "last" ? paths.slice(-1) : paths;
}
