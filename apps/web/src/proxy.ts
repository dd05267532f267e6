import { NextResponse, type NextRequest } from "next/server";
import { contentPolicy } from "./server/content-policy.ts";
import { DEVELOPMENT } from "./server/development.ts";
import { PATH_HEADER } from "./server/path-header.ts";

/** Gives each page its own content policy with a fresh nonce, and its path. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce, { secure: request.nextUrl.protocol === "https:", development: DEVELOPMENT });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static|_next/image|icon.svg).*)"],
};
