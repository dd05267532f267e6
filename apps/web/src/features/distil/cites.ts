/** A lesson and the lines of the text that it made, from 1 to and with the last. */
export interface CitedLesson {
  id: string;
  hunks: readonly { fromLine: number; toLine: number }[];
  /** Hashes of the packets that it is made from. */
  packets: readonly string[];
}

export interface Cited {
  lesson: string;
  /** Numbers of its packets, from 1 in the order of all packets. */
  packets: number[];
}

/** What each line of a text rests on, by its number; `packets` are all packets in the order in which they are listed. */
export function citesByLine(
  lessons: readonly CitedLesson[],
  packets: readonly string[],
): ReadonlyMap<number, readonly Cited[]> {
  const numbers = new Map(packets.map((hash, at) => [hash, at + 1]));
  const cites = new Map<number, Cited[]>();
  for (const { id, hunks, packets: own } of lessons) {
    const cited = { lesson: id, packets: own.flatMap((hash) => numbers.get(hash) ?? []).toSorted((a, b) => a - b) };
    for (const { fromLine, toLine } of hunks)
      for (let line = fromLine; line <= toLine; line += 1) cites.set(line, [...(cites.get(line) ?? []), cited]);
  }
  return cites;
}
