import { ExperiencePacket, FailurePacket } from "@yardlet/core/distil";
import { PublishedRun } from "@yardlet/core/run";
import { scopeOf } from "@yardlet/core/team";
import * as z from "zod";
import { API_PATH } from "./address.ts";
import { ERROR_STATUS, ErrorAnswer } from "./http-error.ts";
import type { RecordName, Route } from "./route.ts";

/** As much of OpenAPI as a reader needs to know before it reads on. */
export const OpenApi = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

type Code = keyof typeof ERROR_STATUS;

function statusOf(code: string): number {
  return new Map<string, number>(Object.entries(ERROR_STATUS)).get(code) ?? 500;
}

const MEANS = {
  invalid: "Path, query or body cannot be read; the details name every field at fault",
  unauthenticated: "No key, or one that does not work (any more); or a signature that proves nothing",
  forbidden: "The key's role, scope or repo does not cover this",
  not_found: "There is no such thing",
  conflict: "It has changed meanwhile, or is so already; the details say what is there",
  refused: "This is not done, for the reason that the message gives",
  request_timeout: "The body took too long",
  limit_reached: "More than 1,000 records or 8 MiB, unpacked",
  unsupported_media_type: "The body's content type or encoding is not read",
  method_not_allowed: "The route answers other methods, which the header Allow names",
  too_many_requests: "Come again after as many seconds as Retry-After says",
  internal: "Something unexpected happened; the server's log has it under the id in the details",
} as const satisfies Partial<Record<Code, string>>;

/** Every answer with its status, code and meaning; those without a code are no errors. */
export const ANSWERS: readonly { status: number; code: string | null; means: string }[] = [
  { status: 200, code: null, means: "Done; of a report, at least one record was taken" },
  ...Object.entries(MEANS).map(([code, means]) => ({ status: statusOf(code), code, means })),
  {
    status: 422,
    code: null,
    means:
      "Every record of a report was rejected, as a strict repo does with runs without a SkillResult; the answer says why, record by record",
  },
].toSorted((a, b) => a.status - b.status);

/** The OpenAPI 3.1 document of a table of routes; the same bytes for the same table. */
export function describeApi(routes: readonly Route[]): z.infer<typeof OpenApi> {
  return {
    openapi: "3.1.1",
    info: {
      title: "Yardlet",
      version: "1",
      description:
        "Report runs, read what came of them, read scores, skills and their versions. Every route but this document needs a key, or a signature where it says so.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: API_PATH }],
    paths: Object.fromEntries(
      Object.entries(Object.groupBy(routes, ({ path }) => path)).map(([path, here = []]) => [
        path,
        Object.fromEntries(here.map((one) => [one.method.toLowerCase(), operationOf(one)])),
      ]),
    ),
    components: {
      schemas: {
        Run: schemaOf(PublishedRun, "input"),
        Packet: schemaOf(z.union([ExperiencePacket, FailurePacket]), "input"),
        Error: schemaOf(ErrorAnswer, "output"),
      },
      responses: Object.fromEntries(
        Object.entries(MEANS).map(([code, description]) => [
          code,
          { description, content: json(ref("schemas/Error")) },
        ]),
      ),
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "A key of Settings, Keys; its scopes say what it may be used for",
        },
        signature: {
          type: "apiKey",
          in: "header",
          name: "X-Hub-Signature-256",
          description:
            "HMAC SHA-256 over the body with the secret of the repo's push webhook, as GitHub sends it; or X-Forgejo-Signature, X-Gitea-Signature, or the secret itself as GitLab's X-Gitlab-Token",
        },
      },
    },
  };
}

function operationOf(route: Route) {
  const scope = route.permission === null ? undefined : scopeOf(route.permission);
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(scope === undefined ? {} : { security: [{ key: [scope] }] }),
    ...(route.proof === null
      ? {}
      : { security: [{ signature: [] }], requestBody: { required: true, content: json({ type: "object" }) } }),
    parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
    ...(route.takesRecords ? { requestBody: recordsOf(route.record) } : {}),
    ...(route.body === null ? {} : { requestBody: { required: true, content: json(schemaOf(route.body, "input")) } }),
    responses: {
      200: { description: "Done", content: json(schemaOf(route.answer, "output")) },
      ...(route.takesRecords
        ? {
            422: {
              description: "Every record was rejected: see its problems, whose code says what its SkillResult lacks",
              content: json(schemaOf(route.answer, "output")),
            },
          }
        : {}),
      ...Object.fromEntries(errorsOf(route).map((code) => [ERROR_STATUS[code], ref(`responses/${code}`)])),
    },
  };
}

/** The refusals that a route may give. */
export function errorsOf(route: Route): (keyof typeof MEANS)[] {
  const guarded = ["unauthenticated", "forbidden", "too_many_requests"] as const;
  const reading = ["request_timeout", "limit_reached", "unsupported_media_type"] as const;
  const takesBody = route.takesRecords || route.body !== null || route.proof !== null;
  const named = route.path.includes("{") || parametersOf(route.query, "query").length > 0;
  return [
    ...(takesBody || named ? (["invalid"] as const) : []),
    ...(route.permission === null ? [] : guarded),
    ...(route.proof === null ? [] : (["unauthenticated", "too_many_requests"] as const)),
    ...(named && route.proof === null ? (["not_found"] as const) : []),
    ...(route.body === null ? [] : (["conflict", "refused"] as const)),
    ...(takesBody ? reading : []),
    "internal",
  ];
}

const Schema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})).default({}),
  required: z.array(z.string()).default([]),
});

/** The fields of a path or a query, as OpenAPI lists them. */
export function parametersOf(schema: z.ZodType, place: "path" | "query") {
  const { properties, required } = Schema.parse(schemaOf(schema, "input"));
  return Object.entries(properties).map(([name, { description, ...type }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: type,
  }));
}

function recordsOf(name: RecordName) {
  const record = ref(`schemas/${name}`);
  return {
    required: true,
    content: {
      "application/json": { schema: { oneOf: [record, { type: "array", items: record }] } },
      "application/x-ndjson": { schema: { type: "string", description: "One record a line" } },
    },
  };
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^a-z]+/i).filter((word) => word !== "");
  return [method.toLowerCase(), ...words].join("_");
}

function schemaOf(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function ref(place: string) {
  return { $ref: `#/components/${place}` };
}

function json(schema: object) {
  return { "application/json": { schema } };
}
