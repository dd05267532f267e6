import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";

const MARKS: [string, string][] = [
  ["android.intent.category.LAUNCHER", "android.launcher"],
  ['android:isGame="true"', "android.game"],
  ['android:appCategory="game"', "android.game"],
];

/** Reads AndroidManifest.xml: an activity that the launcher shows makes an application, and some call themselves games. */
export function readAndroidManifest(text: string): Reading {
  const where = locator(text);
  const facts = MARKS.flatMap(([mark, name]) => {
    const line = where.lineOf(mark);
    return line === undefined ? [] : [{ name, line }];
  });
  return { dependencies: [], facts };
}
