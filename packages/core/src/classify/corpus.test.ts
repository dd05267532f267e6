import path from "node:path";
import { expect, test } from "vitest";
import { microF1 } from "../../../../bench/classify.ts";
import { corpusFolder } from "../../../../bench/classify-corpus.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const folder = corpusFolder(root);

test("agrees with people's labels of real repositories: micro-F1 of kinds is at least 0.80", (context) => {
  if (folder === undefined) return context.skip("no corpus at ../shared/corpus/classify beside the checkout");
  expect(microF1(folder)).toBeGreaterThanOrEqual(0.8);
});
