import { DomainError } from "@yardlet/core/error";
import type { ServerScoreReport } from "@yardlet/core/run/command-report";
import { Grade, ScoreAction, ScoreReason } from "@yardlet/core/score";
import * as z from "zod";
import { type Exchange, exchange } from "../remote/client.ts";
import type { Server } from "../remote/server.ts";
import type { Wanted } from "./wanted.ts";

/** What is read of `GET /api/v1/scores`; a newer server may say more. */
const ScoresAnswer = z.object({
  policy: z.object({ version: z.number(), floor: z.number(), min_intents: z.number(), coins: z.number() }),
  scores: z.array(
    z.object({
      home: z.string(),
      name: z.string(),
      version: z.number(),
      epoch: z.number(),
      score: z.object({
        value: z.number().nullable(),
        lo: z.number(),
        hi: z.number(),
        intents: z.number(),
        tasks: z.number(),
        reviewed: z.number(),
        grade: Grade,
      }),
      excluded: z.record(z.string(), z.number()),
      coins: z.number(),
      decision: z.object({ action: ScoreAction, reason: ScoreReason, at: z.string() }).nullable(),
    }),
  ),
});

/**
 * The scores that a server keeps, of versions in force.
 * @throws DomainError `not_found` for a skill, or a version, of which it has none
 */
export async function scoreOnServer(
  server: Server,
  wanted: Wanted | undefined,
  timeoutMs: number,
): Promise<ServerScoreReport> {
  const query = wanted === undefined ? "" : `?${new URLSearchParams({ skill: wanted.skill }).toString()}`;
  const reply = await exchange(server, { method: "GET", path: `/api/v1/scores${query}`, timeoutMs });
  if (reply.kind !== "answered") throw refusal(reply, server);
  const answer = ScoresAnswer.safeParse(reply.body);
  if (!answer.success) throw refusal({ kind: "strange", why: "an answer that holds no scores" }, server);
  const { policy, scores } = answer.data;
  const rows = scores.map(({ home, name: skill, version, epoch, score, excluded, coins, decision }) => {
    const { value, tasks: units, ...rest } = score;
    return { home, skill, version, epoch, score: value, units, ...rest, excluded, coins, decision };
  });
  return { server: server.url, policy, scores: wanted === undefined ? rows : chosen(rows, wanted, server) };
}

function chosen(
  scores: ServerScoreReport["scores"],
  { skill, version }: Wanted,
  { url }: Server,
): ServerScoreReport["scores"] {
  const inForce = scores.map((score) => `v${score.version}`).join(", ");
  const found = scores.filter((score) => version === undefined || score.version === version);
  if (found.length > 0) return found;
  const hint = scores.length > 0 ? `in force is ${inForce}` : 'run "yardlet skill score" to see all';
  throw new DomainError("not_found", `${url} has no score of ${skill}${version ? ` v${version}` : ""}; ${hint}`);
}

function refusal(reply: Exclude<Exchange, { kind: "answered" }>, { url }: Server): DomainError {
  const details = { server: url };
  if (reply.kind === "denied") {
    const remedy = "set YARDLET_KEY to one that may read scores";
    return new DomainError(reply.code, `${url} does not take this key (${reply.why}); ${remedy}`, details);
  }
  if (reply.kind === "away")
    return new DomainError("unavailable", `${url} is away (${reply.why}); try again later`, details);
  return new DomainError(
    "unavailable",
    `${url} does not answer as a Yardlet server (${reply.why}); check its address`,
    details,
  );
}
