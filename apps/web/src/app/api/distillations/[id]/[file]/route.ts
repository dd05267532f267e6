import { contextOfRequest } from "@/server/context.ts";
import { answerDistilFile } from "@/server/distil-file.ts";

interface Named {
  params: Promise<{ id: string; file: string }>;
}

export async function GET(request: Request, { params }: Named): Promise<Response> {
  const { member, service, onBug } = await contextOfRequest(request.headers);
  return answerDistilFile({ ...(await params), signedIn: member !== undefined, service, onBug });
}
