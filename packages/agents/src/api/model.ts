import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { ApiProvider } from "@yardlet/core/agent";
import type { LanguageModel } from "ai";

/** Where a provider is, and what it is signed in with. */
export interface Access {
  readonly apiKey: string;
  readonly url: string | undefined;
  readonly fetch: typeof fetch;
}

const OPEN = {
  anthropic: (model, { apiKey, url, fetch }) => createAnthropic({ apiKey, fetch, ...(url && { baseURL: url }) })(model),
  openai: (model, { apiKey, url, fetch }) => createOpenAI({ apiKey, fetch, ...(url && { baseURL: url }) })(model),
  compatible: (model, { apiKey, url = "", fetch }) =>
    createOpenAICompatible({ name: "compatible", apiKey, fetch, baseURL: url, supportsStructuredOutputs: true })(model),
} as const satisfies Record<ApiProvider, (model: string, access: Access) => LanguageModel>;

export function openModel(provider: ApiProvider, model: string, access: Access): LanguageModel {
  return OPEN[provider](model, access);
}

/** Answers up to a size: a longer one is broken off, and `exceeded` says so. */
export function limitAnswers(bytes: number): { fetch: typeof fetch; readonly exceeded: boolean } {
  let exceeded = false;
  return {
    get exceeded() {
      return exceeded;
    },
    async fetch(input, init) {
      const answer = await fetch(input, init);
      if (answer.body === null) return answer;
      let read = 0;
      const counted = answer.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            read += chunk.byteLength;
            if (read <= bytes) return controller.enqueue(chunk);
            exceeded = true;
            controller.error(new Error(`the answer has more than ${bytes} bytes`));
          },
        }),
      );
      return new Response(counted, answer);
    },
  };
}
