/** A number in 0..1 for a name; the same name always gives the same one, in whatever order they are asked for. */
export type Draw = (...name: readonly (string | number)[]) => number;

/** Repeatable numbers by name. A name is mixed by FNV-1a and then by the finalizer of MurmurHash3. */
export function drawOf(seed: number): Draw {
  return (...name) => {
    let state = (2_166_136_261 ^ seed) >>> 0;
    for (const char of name.join("/")) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16_777_619);
    state = Math.imul(state ^ (state >>> 16), 0x85_eb_ca_6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2_b2_ae_35);
    return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
  };
}

type Weighted<T> = readonly [T, number];

/** At least one choice, each with its weight. */
export type Choices<T> = readonly [Weighted<T>, ...Weighted<T>[]];

/** The choice that a number in 0..1 falls on. */
export function choose<T>(at: number, choices: Choices<T>): T {
  let left = at * choices.reduce((sum, [, weight]) => sum + weight, 0);
  const found = choices.find(([, weight]) => (left -= weight) < 0);
  return (found ?? choices[0])[0];
}
