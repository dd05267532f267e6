/**
 * Japanese syllables in Hepburn's spelling, by row of the syllabary. `transliteration` writes small kana as if they were
 * large (`siyatuto` for シャット), so they are spelled here before it sees the rest. Source: the modified Hepburn tables.
 */
const SYLLABLES = new Map(
  [
    "あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go",
    "さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to",
    "だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho",
    "ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo",
    "や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu",
    "ぁ a ぃ i ぅ u ぇ e ぉ o ゃ ya ゅ yu ょ yo ゎ wa ゕ ka ゖ ke",
    "しゃ sha しゅ shu しょ sho しぇ she じゃ ja じゅ ju じょ jo じぇ je ちゃ cha ちゅ chu ちょ cho ちぇ che",
    "ぢゃ ja ぢゅ ju ぢょ jo ふぁ fa ふぃ fi ふぇ fe ふぉ fo ふゅ fyu てぃ ti でぃ di とぅ tu どぅ du でゅ dyu",
    "うぃ wi うぇ we うぉ wo ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo つぁ tsa つぃ tsi つぇ tse つぉ tso いぇ ye",
  ]
    .flatMap((row) => row.split(" "))
    .flatMap((kana, index, all) => (index % 2 === 0 ? [[kana, all[index + 1] ?? ""] as const] : [])),
);

const KANA = /[ぁ-ゖァ-ヶー]+/g;
const KATAKANA = /[ァ-ヶ]/g;
const SMALL_Y = /^[ゃゅょ]$/;
const DISTANCE = 0x60;

/** Spells the kana of a text in Latin letters; everything else stays. Half-width forms are the caller's to widen (NFKC). */
export function spellKana(text: string): string {
  return text.replace(KANA, (run) => spellRun(run.replace(KATAKANA, toHiragana)));
}

function toHiragana(katakana: string): string {
  return String.fromCharCode(katakana.charCodeAt(0) - DISTANCE);
}

function spellRun(run: string): string {
  let spelled = "";
  let doubled = false;
  for (let at = 0; at < run.length;) {
    const kana = run.charAt(at);
    const pair = spellPair(run.slice(at, at + 2));
    at += pair === undefined ? 1 : 2;
    if (kana === "っ" || kana === "ー") {
      doubled = kana === "っ";
      continue;
    }
    const syllable = pair ?? SYLLABLES.get(kana) ?? "";
    spelled += doubled ? double(syllable) : syllable;
    doubled = false;
  }
  return spelled;
}

/** Two kana that make one syllable: one of the table, or any other syllable in i with a small ya, yu or yo. */
function spellPair(pair: string): string | undefined {
  const known = pair.length === 2 ? SYLLABLES.get(pair) : undefined;
  if (known !== undefined) return known;
  const first = SYLLABLES.get(pair.charAt(0));
  const glide = pair.charAt(1);
  if (first === undefined || !first.endsWith("i") || !SMALL_Y.test(glide)) return undefined;
  return first.slice(0, -1) + (SYLLABLES.get(glide) ?? "");
}

function double(syllable: string): string {
  if (syllable.startsWith("ch")) return `t${syllable}`;
  return /^[^aeioun]/.test(syllable) ? syllable.charAt(0) + syllable : syllable;
}
