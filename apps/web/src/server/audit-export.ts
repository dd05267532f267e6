import { AUDIT_FORMATS, type AuditFormat } from "@yardlet/core/audit";
import { DomainError, parseInput } from "@yardlet/core/error";
import { AuditFilter, exportAudit, type ServiceContext } from "@yardlet/services";
import * as z from "zod";
import { errorResponse } from "./api/http-error.ts";

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** The filters of the page, as they stand in a URL. */
const ExportQuery = AuditFilter.extend({ since: Moment.optional(), until: Moment.optional() });

/** The audit log as a file to save, for the member who is signed in; `file` is `audit.csv` or `audit.jsonl`. */
export async function answerAuditExport(
  request: Request,
  {
    file,
    signedIn,
    service,
    onBug,
  }: {
    file: string;
    signedIn: boolean;
    service: ServiceContext;
    onBug: (error: unknown, where: string) => string;
  },
): Promise<Response> {
  try {
    if (!signedIn) throw new DomainError("unauthenticated", "sign in first");
    const format = formatOf(file);
    const filter = parseInput(ExportQuery, Object.fromEntries(new URL(request.url).searchParams), "the query");
    const pages = exportAudit(service, { format, filter });
    const first = await pages.next();
    return new Response(streamOf(first, pages), {
      headers: {
        "Content-Type": AUDIT_FORMATS[format].type,
        "Content-Disposition": `attachment; filename="${file}"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return errorResponse(error, (bug) => onBug(bug, `GET /api/audit/${file.slice(0, 40)}`));
  }
}

const FILES: Readonly<Record<string, AuditFormat>> = { "audit.csv": "csv", "audit.jsonl": "jsonl" };

function formatOf(file: string): AuditFormat {
  const format = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
  if (format) return format;
  throw new DomainError("not_found", "the audit log is there as audit.csv and as audit.jsonl");
}

/** One page at a time, as fast as they are taken; who hangs up stops the reading. */
function streamOf(first: IteratorResult<string>, pages: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | undefined = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const page = next ?? (await pages.next());
      next = undefined;
      if (page.done) controller.close();
      else controller.enqueue(encoder.encode(page.value));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}
