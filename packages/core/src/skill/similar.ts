import { SKILL_FILE, parseSkill } from "./parse.ts";
import type { SkillFile } from "./types.ts";

/** Words of a shingle. */
const SHINGLE = 5;

/** Shingles that a sketch keeps; a text with no more of them is compared exactly. */
const KEPT = 2_048;

/** Scripts without blanks between words: each sign counts as a word. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}])+/gu;

/** A text for comparing: the smallest hashes of its shingles, ascending. `count` is how many different shingles it has. */
export interface TextSketch {
  readonly hashes: readonly number[];
  readonly count: number;
}

/** The prose of a skill for comparing: what SKILL.md says of itself and its body, without names and numbers of Yardlet's. */
export function sketchSkill(files: readonly SkillFile[]): TextSketch {
  const file = files.find(({ path }) => path === SKILL_FILE);
  if (file === undefined) return sketchText("");
  const { description = "", body } = parseSkill(file.bytes);
  return sketchText(`${description}\n${body}`);
}

/** Cuts a text into overlapping runs of five words, without case and punctuation; a shorter text is one run. */
export function sketchText(text: string): TextSketch {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  const hashed = words.map(hashWord);
  const hashes = new Set<number>();
  const last = Math.max(1, words.length - SHINGLE + 1);
  for (let from = 0; from < last && words.length > 0; from += 1) hashes.add(hashRun(hashed, from));
  const sorted = Float64Array.from(hashes).sort();
  return { hashes: Array.from(sorted.subarray(0, KEPT)), count: sorted.length };
}

/**
 * How alike two texts are, 0 to 1: the Jaccard index of their shingles. Exact up to 2,048 different shingles each; beyond that
 * estimated from the 2,048 smallest hashes of both together (bottom-k MinHash: standard error 0.009 at 0.8). A text without
 * words is like no other. Same texts, same number, on every machine.
 */
export function similarity(a: TextSketch, b: TextSketch): number {
  if (a.count === 0 || b.count === 0) return 0;
  const isExact = a.count <= KEPT && b.count <= KEPT;
  const most = isExact ? Number.POSITIVE_INFINITY : KEPT;
  let [i, j, seen, shared] = [0, 0, 0, 0];
  while (seen < most && (i < a.hashes.length || j < b.hashes.length)) {
    const left = a.hashes[i] ?? Number.POSITIVE_INFINITY;
    const right = b.hashes[j] ?? Number.POSITIVE_INFINITY;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    if (left === right) shared += 1;
    seen += 1;
  }
  return shared / seen;
}

/** Two hashes of 32 bits that run over a word. */
interface Hashed {
  low: number;
  high: number;
}

const SEEDS: Hashed = { low: 0xde_ad_be_ef, high: 0x41_c6_ce_57 };

function hashWord(word: string): Hashed {
  let { low, high } = SEEDS;
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    low = Math.imul(low ^ unit, 2_654_435_761);
    high = Math.imul(high ^ unit, 1_597_334_677);
  }
  return mixed(low, high);
}

/** 53 bits of the words of a run, in their order: few enough for a number, enough for no two runs to meet. */
function hashRun(words: readonly Hashed[], from: number): number {
  let { low, high } = SEEDS;
  const end = Math.min(words.length, from + SHINGLE);
  for (let at = from; at < end; at += 1) {
    low = Math.imul(low ^ (words[at]?.low ?? 0), 2_654_435_761);
    low ^= low >>> 15;
    high = Math.imul(high ^ (words[at]?.high ?? 0), 1_597_334_677);
    high ^= high >>> 13;
  }
  const run = mixed(low, high);
  return 4_294_967_296 * (2_097_151 & run.high) + (run.low >>> 0);
}

function mixed(one: number, two: number): Hashed {
  const low = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  return { low, high: Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909) };
}
