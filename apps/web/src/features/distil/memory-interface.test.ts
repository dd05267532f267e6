import { judgeMemoryDesign } from "@yardlet/core/distil/memory";
import { expect, test } from "vitest";
import { interfaceParts } from "./memory-interface.ts";

const faults = (value: unknown) =>
  interfaceParts(judgeMemoryDesign(value)).flatMap(({ path, fault }) => (fault === null ? [] : [[path, fault]]));
const SCHEMA = "yardlet.memory-candidate/1";

test("a part is at fault by itself or by what it lies in", () => {
  const operations = { retrieve: { input_schema: {}, output_schema: "false" } };
  expect(faults({ schema: SCHEMA, memory_plugin: { id: null, version: 1 }, operations })).toEqual([
    ["memory_plugin.id", "a text is expected"],
    ["operations.retrieve.output_schema", "an object is expected"],
    ["operations.update.input_schema", "is required"],
    ["operations.update.output_schema", "is required"],
  ]);
});

test("nothing is said of a document that cannot be read", () => {
  expect(interfaceParts(judgeMemoryDesign([]))).toEqual([]);
  expect(interfaceParts(judgeMemoryDesign({ schema: "yardlet.memory-candidate/9" }))).toEqual([]);
});
