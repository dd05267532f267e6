import { FAILURE_CODES } from "@yardlet/core/run";
import { expect, test } from "vitest";
import { filterCodes } from "./code-filter.ts";
import { FAILURE_CODE_LIST } from "./search-params.ts";

const ALL = [...FAILURE_CODES.values()];
const found = (query: string) =>
  filterCodes(ALL, FAILURE_CODE_LIST.read(new URLSearchParams(query))).map(({ code }) => code);

test("without filters every code shows", () => {
  expect(found("")).toHaveLength(FAILURE_CODES.size);
});

test("words are looked for in code, meaning and remedy; the filters narrow it", () => {
  expect(found("q=HOST+time")).toEqual(["execution_error/host_timeout"]);
  expect(found("kind=infrastructure&namespace=integration_degraded")).toEqual([
    "integration_degraded/merge_conflict",
    "integration_degraded/push_unverified",
  ]);
  expect(found("severity=high&q=attack")).toEqual(["safety_block/malicious_content"]);
  expect(found("kind=evidence&q=timeout")).toEqual([]);
});
