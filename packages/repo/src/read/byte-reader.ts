import { Buffer } from "node:buffer";

/** Takes a stream of bytes apart on demand; what nobody asks for is not pulled from the source. */
export interface ByteReader {
  /** Up to the next newline, without it; `undefined` at the end. */
  line(): Promise<string | undefined>;
  bytes(count: number): Promise<Uint8Array | undefined>;
  /** Passes over bytes without keeping them. False when the stream ends before. */
  skip(count: number): Promise<boolean>;
}

const NEWLINE = 10;

export function readBytesOf(source: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);

  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    rest = next.value;
    return true;
  };

  /** Hands out what is at hand in pieces until `count` bytes are through. */
  const through = async (count: number, take: (piece: Uint8Array) => void): Promise<boolean> => {
    let left = count;
    while (left > 0) {
      if (rest.length === 0 && !(await more())) return false;
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      take(piece);
    }
    return true;
  };

  return {
    async line() {
      const pieces: Uint8Array[] = [];
      for (;;) {
        const at = rest.indexOf(NEWLINE);
        if (at >= 0) {
          pieces.push(rest.subarray(0, at));
          rest = rest.subarray(at + 1);
          return Buffer.concat(pieces).toString("utf8");
        }
        pieces.push(rest);
        rest = rest.subarray(rest.length);
        if (!(await more())) return undefined;
      }
    },
    async bytes(count) {
      const whole = new Uint8Array(count);
      let at = 0;
      const complete = await through(count, (piece) => {
        whole.set(piece, at);
        at += piece.length;
      });
      return complete ? whole : undefined;
    },
    skip: (count) => through(count, () => {}),
  };
}
