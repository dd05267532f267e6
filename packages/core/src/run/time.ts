const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The instants a record may name: from 1970 to the last one that four digits of a year can write. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The instant an RFC 3339 time names, in milliseconds since 1970, what is finer cut off; undefined when it is none. A leap second is
 * read as the first second of the next day.
 */
export function instantOf(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", sign, offsetHour, offsetMinute] = match;
  const numbers = [year, month, day, hour, minute, second, offsetHour ?? 0, offsetMinute ?? 0].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, oh = 0, om = 0] = numbers;
  if (y < 1000 || mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) || h > 23 || mi > 59 || s > 60 || oh > 23 || om > 59)
    return undefined;
  const offset = (oh * 60 + om) * MINUTE_MS * (sign === "-" ? -1 : 1);
  const instant = Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.slice(0, 3).padEnd(3, "0"))) - offset;
  if (s === 60 && instant % DAY_MS >= 1000) return undefined;
  return instant >= 0 && instant <= LAST_MS ? instant : undefined;
}

/** The one form in which times are stored and compared as texts: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function timeText(instant: number): string {
  return new Date(instant).toISOString();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
