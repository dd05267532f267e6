import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");

test("the glyphs of a grid are those of the page, in the colours of both themes", () => {
  const tokens = new Map(
    [...read("tokens.css").matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name, light, dark]) => [
      name,
      [light, dark],
    ]),
  );
  const glyphs = read("../ui/glyph.tsx");
  const drawings = [...read("grid.css").matchAll(/\/\* (\w+): ([\w-]+) \*\/\s+--g-\1:([^;]+);/g)];
  expect(drawings.map(([, name]) => name)).toEqual(["good", "bad", "mid", "few", "ok", "up", "fork", "x", "none"]);
  for (const [, name = "", token = "", text = ""] of drawings) {
    const uris = text.split("url(").slice(1).map(decodeURIComponent);
    expect(
      uris.map((uri) => /#[\da-f]{6}/.exec(uri)?.[0]),
      name,
    ).toEqual(tokens.get(token));
    const own = new RegExp(`^  ${name}: .*?(?: d="([^"]+)"|<circle)`, "m").exec(glyphs)?.[1] ?? "<circle";
    for (const uri of uris) expect(uri, name).toContain(own);
  }
});

test("only a toast asks what the whole page has: any other rule would have every change of a page restyle all of it", () => {
  const rules = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".css"))
    .flatMap((file) => [...read(file).matchAll(/^\s*(?:body|main|html|:root):has.*$/gm)].map(([rule]) => rule.trim()));
  expect(rules.filter((rule) => !rule.endsWith(" .toast:last-child {"))).toEqual([]);
});
