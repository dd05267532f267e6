import type { Fact, Reading } from "../types.ts";
import { linesOf } from "./locate.ts";

/** Reads a freedesktop entry (*.desktop): its categories, and whether it runs in a terminal. */
export function readDesktopEntry(text: string): Reading {
  const facts = linesOf(text).flatMap(({ text: raw, line }): Fact[] => {
    const [key = "", value = ""] = raw.split("=", 2).map((part) => part.trim());
    if (key === "Terminal") return [{ name: value === "true" ? "desktop.terminal" : "desktop.window", line }];
    if (key !== "Categories") return [];
    const categories = value.toLowerCase().split(";").filter(Boolean);
    return categories.map((category) => ({ name: `desktop.category:${category}`, line }));
  });
  return { dependencies: [], facts };
}
