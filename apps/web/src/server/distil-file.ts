import { DomainError } from "@yardlet/core/error";
import { readDistilFile, type ServiceContext } from "@yardlet/services";
import { errorResponse } from "./api/http-error.ts";

interface Asked {
  id: string;
  /** `input.json` or `result.json`. */
  file: string;
  signedIn: boolean;
  service: ServiceContext;
  onBug: (error: unknown, where: string) => string;
}

/** A file of a distillation to save, byte for byte as it is stored, for the member who is signed in. */
export async function answerDistilFile({ id, file, signedIn, service, onBug }: Asked): Promise<Response> {
  try {
    if (!signedIn) throw new DomainError("unauthenticated", "sign in first");
    const { name, bytes } = await readDistilFile(service, { id, file: nameOf(file) });
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return errorResponse(error, (bug) => onBug(bug, "GET /api/distillations"));
  }
}

const FILES: Readonly<Record<string, "input" | "result">> = { "input.json": "input", "result.json": "result" };

function nameOf(file: string): "input" | "result" {
  const name = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
  if (name) return name;
  throw new DomainError("not_found", "a distillation has input.json and result.json");
}
