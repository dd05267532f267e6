/** Words that stand in every request and every description: they tell no skill from another. */
const COMMON: ReadonlySet<string> = new Set(
  (
    "a about above after again all alone also am an and any are as at be because been before being below between both but by can cannot " +
    "could did do does done down during each every few for from get gets give given had has have having he her here his how i if in into " +
    "is it its itself just let like made make makes many may me more most much must my need needs neither no nor not now of off on once one " +
    "only or other our out over own please same she should so some such take takes than that the their them then there these they this " +
    "those through to too two under until up us use used uses using very want was we were what when where which while who whom why will " +
    "with without would yet you your someone somebody something everything nothing add added adding change changed changes changing check " +
    "checked checks covering look new old find found code work works working"
  ).split(" "),
);

/** Word endings, longest first, with what is put in their place and how many letters must stay. */
const ENDINGS: readonly (readonly [ending: string, instead: string, stays: number])[] = [
  ["ations", "", 4],
  ["ation", "", 4],
  ["ments", "", 4],
  ["ment", "", 4],
  ["ating", "", 4],
  ["ingly", "", 4],
  ["ated", "", 4],
  ["ates", "", 4],
  ["ate", "", 4],
  ["ies", "y", 2],
  ["ied", "y", 2],
  ["ings", "", 3],
  ["ing", "", 3],
  ["ions", "", 4],
  ["ion", "", 4],
  ["edly", "", 4],
  ["ers", "", 4],
  ["er", "", 4],
  ["ed", "", 3],
  ["es", "", 3],
  ["ly", "", 4],
  ["s", "", 3],
];

const WORD = /[\p{L}\p{N}]+[#+]*/gu;

/**
 * The stems of a text in the order of their first place, each once, without the words that say nothing: lower case, endings
 * taken off. `C#` and `C++` are words of their own. A crude rule on purpose: people can follow it.
 */
export function stemsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return [...new Set(words.filter((word) => !COMMON.has(word)).map(stem))];
}

function stem(word: string): string {
  if (/^[^aeiouy]*$/.test(word) || word.endsWith("ss")) return word;
  const found = ENDINGS.find(([ending, , stays]) => word.endsWith(ending) && word.length - ending.length >= stays);
  const cut = found === undefined ? word : word.slice(0, -found[0].length) + found[1];
  return cut.replace(/([bdgklmnprt])\1$/, "$1").replace(/(?<=.{3})e$/, "");
}
