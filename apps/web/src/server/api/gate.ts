import { tooMany } from "./http-error.ts";

/** How many are worked on at a time, and how many more may wait for their turn. */
export interface GateSize {
  running: number;
  waiting: number;
}

export interface Gate {
  /**
   * Lets somebody in, until `work` ends. `turn` runs the heavy part of it when it is its turn, first come first served.
   * @throws HttpRefusal `too_many_requests` when it is full
   */
  enter<T>(work: (turn: <U>(part: () => Promise<U>) => Promise<U>) => Promise<T>): Promise<T>;
}

/** Bounds what one process does at a time: who finds it full is told to come again at once, instead of all waiting for ever. */
export function makeGate({ running, waiting }: GateSize): Gate {
  let inside = 0;
  let busy = 0;
  const queue: (() => void)[] = [];
  const turn = async <U>(part: () => Promise<U>): Promise<U> => {
    if (busy < running) busy += 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await part();
    } finally {
      const next = queue.shift();
      if (next) next();
      else busy -= 1;
    }
  };
  return {
    async enter(work) {
      if (inside >= running + waiting) throw tooMany("the server is busy with other reports; send this again", 1000);
      inside += 1;
      try {
        return await work(turn);
      } finally {
        inside -= 1;
      }
    },
  };
}
