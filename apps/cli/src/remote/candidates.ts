import { ApplyAnswer, type ApplyBody, CandidateListAnswer, DraftAnswer } from "@yardlet/core/candidate/answers";
import { askServer, part } from "./ask.ts";
import type { Server } from "./server.ts";

const DRAFT_BYTES = 32 * 1024 * 1024;
const LIST_BYTES = 64 * 1024 * 1024;
const PAGE = "200";

/** What waits on a server, of one repo or of the whole team: the first page, most at stake first. */
export function fetchCandidates(server: Server, repo: string | undefined, timeoutMs: number) {
  return askServer(server, {
    method: "GET",
    path: "/candidates",
    query: { repo, limit: PAGE },
    answer: CandidateListAnswer,
    needs: "read what waits",
    timeoutMs,
    answerBytes: LIST_BYTES,
  });
}

export function fetchDraft(server: Server, id: string, timeoutMs: number): Promise<DraftAnswer> {
  return askServer(server, {
    method: "GET",
    path: `/drafts/${part(id)}`,
    answer: DraftAnswer,
    needs: "read what waits",
    timeoutMs,
    answerBytes: DRAFT_BYTES,
  });
}

export function sendApply(server: Server, id: string, body: ApplyBody, timeoutMs: number): Promise<ApplyAnswer> {
  return askServer(server, {
    method: "POST",
    path: `/candidates/${part(id)}/apply`,
    body,
    answer: ApplyAnswer,
    needs: "decide on what waits",
    timeoutMs,
  });
}
