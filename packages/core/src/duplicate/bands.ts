import type { TextSketch } from "../skill/similar.ts";

/** Bands of rows each: two texts share a band with 1 − (1 − s⁴)²⁴, where s is their similarity: 0.999 99 at 0.8, 0.04 at 0.2. */
export const BANDS = 24;
const ROWS = 4;
const HASHES = BANDS * ROWS;

/** Odd multipliers and offsets of as many hash functions, from one generator with a fixed seed. */
const FUNCTIONS = multipliers();

function multipliers(): { by: Int32Array; plus: Int32Array } {
  let state = 0x9e_37_79_b9;
  const next = () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c_1b_3c_6d);
    state = Math.imul(state ^ (state >>> 12), 0x29_7a_2d_39);
    state = (state ^ (state >>> 15)) + 0x6d_2b_79_f5;
    return state | 0;
  };
  const by = Int32Array.from({ length: HASHES }, () => next() | 1);
  return { by, plus: Int32Array.from({ length: HASHES }, next) };
}

/**
 * The bands of a text: MinHash over its shingles, cut into 24 pieces, each a 32-bit number that tells its place too. Texts that are
 * alike share at least one; which is all that has to be looked up. Empty for a text without words.
 */
export function bandsOf({ hashes }: TextSketch): Int32Array {
  if (hashes.length === 0) return new Int32Array(0);
  const { by, plus } = FUNCTIONS;
  const least = new Uint32Array(HASHES).fill(0xff_ff_ff_ff);
  for (const hash of hashes) {
    const folded = (hash >>> 0) ^ Math.floor(hash / 4_294_967_296);
    for (let at = 0; at < HASHES; at += 1) {
      let value = Math.imul(folded, by[at] ?? 1) + (plus[at] ?? 0);
      value ^= value >>> 16;
      value >>>= 0;
      if (value < (least[at] ?? 0)) least[at] = value;
    }
  }
  const bands = new Int32Array(BANDS);
  for (let band = 0; band < BANDS; band += 1) {
    let value = band + 1;
    for (let row = 0; row < ROWS; row += 1) {
      value = Math.imul(value ^ (least[band * ROWS + row] ?? 0), 0x85_eb_ca_6b);
      value ^= value >>> 13;
    }
    bands[band] = value;
  }
  return bands;
}
