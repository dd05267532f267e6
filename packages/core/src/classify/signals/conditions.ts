import type { Ecosystem, SignalCondition } from "../types.ts";
import { words } from "../words.ts";

type Options<Key extends string> = Omit<Extract<SignalCondition, Record<Key, unknown>>, Key>;

/** A dependency by exact name: names by ecosystem, separated by white space. */
export function uses(
  names: Partial<Record<Ecosystem, string>>,
  options: Options<"dependencies"> = {},
): SignalCondition {
  const dependencies = Object.fromEntries(Object.entries(names).map(([ecosystem, list]) => [ecosystem, words(list)]));
  return { dependencies, ...options };
}

/** Tracked paths that match globs, separated by white space. */
export function files(globs: string, options: Options<"files"> = {}): SignalCondition {
  return { files: words(globs), ...options };
}

/** A fact that a manifest states. */
export function states(facts: string[], options: Options<"facts"> = {}): SignalCondition {
  return { facts, ...options };
}

/** The share of files with these extensions. */
export function share(extensions: string, atLeast: number, options: Partial<Options<"share">> = {}): SignalCondition {
  return { share: words(extensions), of: "code", atLeast, ...options };
}
