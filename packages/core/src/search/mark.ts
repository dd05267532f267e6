/** A piece of somebody's text, and whether it is what was searched for. Text, never markup. */
export interface Marked {
  text: string;
  hit: boolean;
}

/** How much of a text an excerpt shows, in characters. */
const EXCERPT = 220;
/** How much of it may stand before the first word that was found. */
const BEFORE = 60;

/**
 * A text in pieces, those that begin with one of the terms marked as hits. `terms` are lower-case words and stems, as the database
 * read what was typed; a stem that ends in i ("librari") stands for y as well.
 */
export function markHits(text: string, terms: readonly string[]): Marked[] {
  const pieces: Marked[] = [];
  let done = 0;
  for (const { at, length } of placesOf(text, terms)) {
    if (at > done) pieces.push({ text: text.slice(done, at), hit: false });
    pieces.push({ text: text.slice(at, at + length), hit: true });
    done = at + length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** The part of a text in which the most of the terms stand, on one line, marked; null where none of them does. */
export function excerpt(text: string, terms: readonly string[]): Marked[] | null {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const places = placesOf(line, terms);
  const [first] = places;
  if (first === undefined) return null;
  let best = { at: first.at, seen: 0 };
  for (const { at } of places) {
    const inReach = places.filter((other) => other.at >= at && other.at + other.length <= at + EXCERPT - BEFORE);
    const seen = new Set(inReach.map(({ term }) => term)).size;
    if (seen > best.seen) best = { at, seen };
  }
  const from = startOfWord(line, Math.max(0, best.at - BEFORE));
  const to = endOfWord(line, Math.min(line.length, from + EXCERPT));
  const shown = `${from > 0 ? "… " : ""}${line.slice(from, to).trim()}${to < line.length ? " …" : ""}`;
  return markHits(shown, terms);
}

/** A text no longer than `most` characters, cut at the end of a word where it is. */
export function beginning(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, endOfWord(text, most)).trimEnd()} …`;
}

interface Place {
  at: number;
  length: number;
  term: string;
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
/** A text is looked through as far as this many hits: it is shown in part anyway. */
const MOST_PLACES = 400;

function placesOf(text: string, terms: readonly string[]): Place[] {
  const begins = terms.map((term) => ({ term, either: term.endsWith("i") ? `${term.slice(0, -1)}y` : term }));
  const places: Place[] = [];
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const lower = word.toLowerCase();
    const found = begins.find(({ term, either }) => lower.startsWith(term) || lower.startsWith(either));
    if (found) places.push({ at: index, length: word.length, term: found.term });
    if (places.length === MOST_PLACES) break;
  }
  return places;
}

function startOfWord(line: string, at: number): number {
  const blank = line.lastIndexOf(" ", at);
  return at === 0 || at - blank > BEFORE ? wholeAt(line, at) : blank + 1;
}

function endOfWord(line: string, at: number): number {
  const blank = line.lastIndexOf(" ", at);
  return at === line.length || at - blank > BEFORE ? wholeAt(line, at) : blank;
}

/** Never between the halves of a surrogate pair. */
function wholeAt(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
