import { answerAuditExport } from "@/server/audit-export.ts";
import { contextOfRequest } from "@/server/context.ts";

export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { member, service, onBug } = await contextOfRequest(request.headers);
  return answerAuditExport(request, { file: (await params).file, signedIn: member !== undefined, service, onBug });
}
