import type { Reading } from "../types.ts";
import { locator } from "./locate.ts";

/** Reads AndroidManifest.xml: an activity that the launcher shows makes an application. */
export function readAndroidManifest(text: string): Reading {
  const line = locator(text).lineOf("android.intent.category.LAUNCHER");
  return { dependencies: [], facts: line === undefined ? [] : [{ name: "android.launcher", line }] };
}
