import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { ApiProvider, packetWithFiles, readPacketHead } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { APICallError, generateText, NoObjectGeneratedError, Output, RetryError } from "ai";
import * as z from "zod";
import { API_EXITS, API_KEY } from "../adapter/own.ts";
import { readCheckout } from "../surveyor/checkout.ts";
import { type AgentPlace, print } from "../surveyor/place.ts";
import { limitAnswers, openModel } from "./model.ts";

/** The result as models return it: providers that keep to a schema want every field. */
const Answer = z.object({
  name: z.string(),
  description: z.string(),
  body: z.string(),
  rationale: z.string(),
  sources: z.array(z.object({ ref: z.string(), note: z.string() })),
  files: z.array(z.object({ path: z.string(), content: z.string() })),
});

const Arguments = z.tuple([ApiProvider, z.string(), z.string().optional()]);

const OUTPUT_TOKENS = 16_000;
/** One more try; what is down for longer is tried again with the job. */
const RETRIES = 1;
const ANSWER_BYTES = 20 * 1024 * 1024;

type Exit = keyof typeof API_EXITS;

/**
 * A model as an agent's process: reads the packet, adds the files of the checkout, asks, and writes the result file.
 * @returns the exit status: 0, or one of `API_EXITS` after a line on what went wrong
 * @throws DomainError `invalid` when it was not started as an agent
 */
export async function runApi(args: readonly string[], { stdin, cwd, env, say = print }: AgentPlace): Promise<0 | Exit> {
  const [parsed, packet] = [Arguments.safeParse(args), await text(stdin)];
  const [head, result, apiKey] = [readPacketHead(packet), env["YARDLET_RESULT_FILE"], env[API_KEY]];
  if (!parsed.success || head === undefined || result === undefined)
    throw new DomainError(
      "invalid",
      "this program is started by Yardlet: provider, model and address, a packet on stdin",
    );
  if (!apiKey) return stop(20, `${API_KEY} is not set for the worker`, say);
  const [provider, name, url] = parsed.data;
  const { files } = await readCheckout(cwd);
  say(`asking ${provider} ${name}, with ${files.length} files`);
  const answers = limitAnswers(ANSWER_BYTES);
  try {
    const { output, usage, finishReason } = await generateText({
      model: openModel(provider, name, { apiKey, url, fetch: answers.fetch }),
      output: Output.object({ schema: Answer }),
      prompt: packetWithFiles(packet, files),
      maxOutputTokens: OUTPUT_TOKENS,
      maxRetries: RETRIES,
    });
    tellUsage(usage.totalTokens, say);
    say(`answered: ${finishReason}`);
    await writeFile(result, JSON.stringify({ ...output, run_id: head.run_id }));
    return 0;
  } catch (error) {
    if (NoObjectGeneratedError.isInstance(error)) tellUsage(error.usage?.totalTokens, say);
    const [exit, why] = answers.exceeded ? ([24, "the answer was broken off"] as const) : judge(error);
    return stop(exit, why, say);
  }
}

/** What an error of the library means. Its message may quote the provider; the log hides what it knows as a secret. */
function judge(error: unknown): readonly [Exit, string] {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  if (NoObjectGeneratedError.isInstance(last)) {
    const filtered = last.finishReason === "content-filter";
    return [filtered ? 23 : 25, `${last.message} (finished: ${last.finishReason ?? "unknown"})`];
  }
  if (APICallError.isInstance(last))
    return [exitOf(last.statusCode), `${last.statusCode ?? ""} ${last.message}`.trim()];
  return [22, last instanceof Error ? last.message : String(last)];
}

function exitOf(status: number | undefined): Exit {
  if (status === undefined || status >= 500 || status === 408) return 22;
  if (status === 401 || status === 403) return 20;
  if (status === 429 || status === 402) return 21;
  // An answer that can't be read comes with the status of a good one.
  return status < 400 ? 25 : 23;
}

function stop(exit: Exit, why: string, say: (line: string) => void): Exit {
  say(why.slice(0, 2_000));
  return exit;
}

function tellUsage(tokens: number | undefined, say: (line: string) => void): void {
  if (tokens !== undefined) say(JSON.stringify({ type: "yardlet.usage", tokens }));
}
