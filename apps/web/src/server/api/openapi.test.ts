import { RUN_SCHEMA } from "@yardlet/core/run";
import { expect, test } from "vitest";
import { describeApi } from "./openapi.ts";
import { ROUTES } from "./routes.ts";

const document = describeApi(ROUTES);
const text = JSON.stringify(document);

test("the document names every route once, with the scope of its key", () => {
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(named.toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted());
  expect(document.paths["/runs"]?.["post"]).toMatchObject({
    operationId: "post_runs",
    security: [{ key: ["runs:write"] }],
    parameters: [],
  });
  expect(document.paths["/openapi.json"]?.["get"]).not.toHaveProperty("security");
});

test("every reference leads somewhere in the document", () => {
  const places = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place = ""]) => place);
  expect(places.length).toBeGreaterThan(10);
  const found = (place: string) =>
    place.split("/").reduce<unknown>((at, step) => Reflect.get(Object(at), step), document);
  expect(places.filter((place) => found(place) === undefined)).toEqual([]);
});

test("names in a path are its parameters, with their types", () => {
  expect(document.paths["/runs/{repo}/{run_id}"]?.["get"]).toMatchObject({
    parameters: [
      { name: "repo", in: "path", required: true, schema: { type: "string", minLength: 1, maxLength: 128 } },
      { name: "run_id", in: "path", required: true },
    ],
  });
  const { parameters } = Object(document.paths["/runs"]?.["get"]);
  expect(parameters).toContainEqual({
    name: "limit",
    in: "query",
    required: false,
    description: "50 without it",
    schema: { type: "integer", minimum: 1, maximum: 200 },
  });
});

test("the run record is the contract's own", () => {
  expect(document["components"]).toMatchObject({
    schemas: {
      Run: {
        type: "object",
        additionalProperties: false,
        properties: { schema: { const: RUN_SCHEMA } },
        required: ["schema", "run_id", "task_id", "eval_state"],
      },
    },
  });
});

test("the same table gives the same bytes", () => {
  expect(JSON.stringify(describeApi(ROUTES))).toBe(text);
});
