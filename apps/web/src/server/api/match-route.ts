import { DomainError } from "@yardlet/core/error";
import { API_PATH } from "./address.ts";
import { HttpRefusal } from "./http-error.ts";
import type { Route } from "./route.ts";

/**
 * The route of a method and a path below the API's own, with what its names stand for.
 * @throws DomainError `not_found` for a path that is none, HttpRefusal `method_not_allowed` with those that are
 */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } {
  const steps = stepsOf(path);
  const here = routes.flatMap((route) => {
    const params = steps && paramsOf(route.path, steps);
    return params ? [{ route, params }] : [];
  });
  const found = here.find(({ route }) => route.method === (method === "HEAD" ? "GET" : method));
  if (found) return found;
  if (here.length === 0) {
    throw new DomainError("not_found", `there is no such route; ${API_PATH}/openapi.json lists what there is`);
  }
  const allowed = here.map(({ route }) => route.method).join(", ");
  throw new HttpRefusal("method_not_allowed", `this route answers ${allowed} only`, { Allow: allowed });
}

/** The decoded steps of a path; undefined when it is not encoded as it should be. */
function stepsOf(path: string): string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function paramsOf(template: string, steps: readonly string[]): Record<string, string> | undefined {
  const wanted = template.split("/");
  if (wanted.length !== steps.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, word] of wanted.entries()) {
    const step = steps[at] ?? "";
    if (word.startsWith("{") && step !== "") params[word.slice(1, -1)] = step;
    else if (word !== step) return undefined;
  }
  return params;
}
