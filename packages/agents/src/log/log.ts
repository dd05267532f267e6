import { StringDecoder } from "node:string_decoder";
import { redact } from "@yardlet/core/redact";

export type LogSource = "stdout" | "stderr";

export interface LogLine {
  readonly source: LogSource;
  readonly text: string;
}

export interface AgentLog {
  write(source: LogSource, chunk: Buffer): void;
  /** Passes on what stands in an unfinished last line. */
  end(): void;
  readonly bytes: number;
  /** Whether a known secret was printed. */
  readonly exposed: boolean;
}

/** A line is shown up to here; of a longer one, twice as much is read so that no secret is cut in two. */
const SHOWN = 8 * 1024;
const READ = 2 * SHOWN;
const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const KEY_END = /-----END [A-Z ]*PRIVATE KEY-----/;

/**
 * Makes lines of what a process prints, without its secrets: by value, by their form, and private keys as a block. `onRaw` gets
 * each line of stdout as it was printed, for reading only.
 */
export function openLog(
  secrets: readonly string[],
  onLine: (line: LogLine) => void,
  onRaw: (line: string) => void = () => {},
): AgentLog {
  let bytes = 0;
  let exposed = false;
  const readers = {
    stdout: { decoder: new StringDecoder("utf8"), rest: "", skips: false, inKey: false },
    stderr: { decoder: new StringDecoder("utf8"), rest: "", skips: false, inKey: false },
  };

  const say = (source: LogSource, line: string) => {
    if (secrets.some((secret) => line.includes(secret))) exposed = true;
    if (source === "stdout") onRaw(line);
    const reader = readers[source];
    const begins = KEY_BEGIN.test(line);
    const hidden = reader.inKey || begins;
    if (begins) reader.inKey = true;
    if (KEY_END.test(line)) reader.inKey = false;
    const text = hidden ? "***" : redact(line.slice(0, READ), secrets).trimEnd();
    onLine({ source, text: text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text });
  };

  const take = (source: LogSource, text: string) => {
    const reader = readers[source];
    const lines = `${reader.rest}${text}`.split("\n");
    reader.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!reader.skips) say(source, line);
      reader.skips = false;
    }
    if (reader.skips) reader.rest = "";
    else if (reader.rest.length > READ) {
      say(source, reader.rest);
      reader.rest = "";
      reader.skips = true;
    }
  };

  return {
    write(source, chunk) {
      bytes += chunk.length;
      take(source, readers[source].decoder.write(chunk));
    },
    end() {
      for (const source of ["stdout", "stderr"] as const) {
        take(source, readers[source].decoder.end());
        if (readers[source].rest !== "") say(source, readers[source].rest);
        readers[source].rest = "";
      }
    },
    get bytes() {
      return bytes;
    },
    get exposed() {
      return exposed;
    },
  };
}
