import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { judgeCorpus } from "../../../../bench/classify/bench.ts";
import { corpusFolder } from "../../../../bench/classify/corpus.ts";
import { scores } from "../../../../bench/classify/judge.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const folder = corpusFolder(root);
const FEWEST = 4;
const REMEDY = 'docs/classification.md is out of date; run "pnpm bench classify --ablate --write"';

test("agrees with people's labels of real repositories, and the document says how far", (context) => {
  if (folder === undefined) return context.skip("no corpus at ../shared/corpus/classify beside the checkout");
  const { f1, precision, kinds, text } = judgeCorpus(folder);
  expect(f1).toBeGreaterThanOrEqual(0.9);
  expect(precision).toBeGreaterThanOrEqual(0.9);
  const weak = kinds.filter((kind) => kind.hit + kind.missed >= FEWEST && scores(kind).f1 < 0.8);
  expect(weak.map(({ preset }) => preset)).toEqual([]);
  expect(readFileSync(path.join(root, "docs/classification.md"), "utf8"), REMEDY).toContain(text);
});
