import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { SCHEMA_NAMES, schemaDocument, schemaText } from "./schemas.ts";

const FOLDER = fileURLToPath(new URL("../../../docs/schemas/", import.meta.url));
const REMEDY = 'docs/schemas is out of date; run "node apps/cli/write-schemas.mjs"';

test("docs/schemas holds every contract as it is now, and nothing else", () => {
  expect(readdirSync(FOLDER).toSorted(), REMEDY).toEqual(SCHEMA_NAMES.map(({ name }) => `${name}.json`).toSorted());
  for (const { name } of SCHEMA_NAMES)
    expect(readFileSync(`${FOLDER}${name}.json`, "utf8"), REMEDY).toBe(schemaText(schemaDocument(name) ?? {}));
});

test("names are in order, and each says what it is", () => {
  const names = SCHEMA_NAMES.map(({ name }) => name);
  expect(names).toEqual(names.toSorted());
  expect(names).toContain("run");
  expect(schemaDocument("nothing")).toBeUndefined();
  expect(schemaDocument("login")).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "login",
    description: "yardlet login --json, logout --json",
    type: "object",
    properties: { server: { type: ["string", "null"] }, loggedIn: { type: "boolean" } },
    required: ["server", "loggedIn"],
    additionalProperties: false,
  });
});
