import type { LogLine } from "@yardlet/agents";
import type { JobRun } from "../job/run.ts";

/** What an agent prints reaches the job's log this soon, several lines at once. */
const FLUSH_MS = 250;
/** An agent that says more is heard no more; the number of lines is told at the end. */
const MOST_LINES = 5_000;
const LINES_AT_ONCE = 500;

export interface AgentJobLog {
  write(line: LogLine): void;
  /** Waits until everything is stored. */
  close(): Promise<void>;
}

/** Passes an agent's lines on to its job's log, in their order, without making it wait for the database. */
export function openAgentLog(run: JobRun, source: string): AgentJobLog {
  let waiting: string[] = [];
  let taken = 0;
  let left = 0;
  let storing = Promise.resolve();
  let failure: unknown;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting;
    waiting = [];
    storing = storing.then(() => store(lines)).catch((error: unknown) => void (failure ??= error));
  };
  const store = async (lines: readonly string[]) => {
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
      await run.log(source, lines.slice(from, from + LINES_AT_ONCE));
    }
  };

  return {
    write({ text }) {
      if (taken >= MOST_LINES) {
        left += 1;
        return;
      }
      taken += 1;
      waiting.push(text);
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    async close() {
      flush();
      await storing;
      if (left > 0) await run.log("yardlet", `${left} more lines of ${source} were not kept`, "warn");
      if (failure !== undefined) throw failure;
    },
  };
}
