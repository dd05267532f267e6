import { DomainError } from "@yardlet/core/error";
import { UsageError } from "../usage-error.ts";

const MOST_CHARACTERS = 1024;
const KEYS = { enter: "\r\n", cancel: "\u0003\u0004", back: "\b\u007f" } as const;

/**
 * Reads a key: the first line of standard input, or what a person types on the terminal without seeing it.
 * @throws UsageError where there is no terminal to ask on
 */
export async function readKey(fromInput: boolean, server: string): Promise<string> {
  if (fromInput) return (await collect()).split(/\r?\n/, 1)[0]?.trim() ?? "";
  if (!process.stdin.isTTY)
    throw new UsageError("there is no terminal to type the key on; pipe it into --key-stdin, or set YARDLET_KEY");
  // The terminal stops echoing before it asks: whoever types ahead is not shown either.
  const key = typed();
  process.stderr.write(`Key for ${server} (Settings, Keys there makes one; it is not shown): `);
  try {
    return await key;
  } finally {
    process.stderr.write("\n");
  }
}

async function collect(): Promise<string> {
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.length > MOST_CHARACTERS) break;
  }
  return text.slice(0, MOST_CHARACTERS);
}

function typed(): Promise<string> {
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding("utf8").resume();
  return new Promise<string>((resolve, reject) => {
    let key = "";
    const onData = (chunk: string) => {
      for (const character of chunk) {
        if (KEYS.enter.includes(character)) return end(() => resolve(key.trim()));
        if (KEYS.cancel.includes(character))
          return end(() => reject(new DomainError("refused", "no key was given; nothing is kept")));
        key = KEYS.back.includes(character) ? key.slice(0, -1) : (key + character).slice(0, MOST_CHARACTERS);
      }
    };
    const end = (settle: () => void) => {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      settle();
    };
    stdin.on("data", onData);
  });
}
