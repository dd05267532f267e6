import { expect, test } from "vitest";
import { keyOfRun, readRunKey, RUN_LIST } from "./search-params.ts";

test("a list of runs is read from the URL, and what it can't be is left out", () => {
  const read = (query: string) => RUN_LIST.read(new URLSearchParams(query));
  expect(read("skill=code-review&version=3&state=Failed&since=7d")).toMatchObject({
    skill: "code-review",
    version: "3",
    state: "Failed",
    since: "7d",
  });
  expect(read("version=0&state=Finished&role=boss&since=9d&q=%00&agent=")).toMatchObject({
    version: null,
    state: null,
    role: null,
    since: null,
    q: "",
    agent: null,
  });
});

test("a run's key is read back, whatever its id", () => {
  for (const runId of ["r1", "a/b", "/"])
    expect(readRunKey(keyOfRun({ repo: "parcel", runId }))).toEqual({ repo: "parcel", runId });
});
