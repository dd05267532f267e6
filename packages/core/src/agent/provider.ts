import * as z from "zod";

/** Whose model the agent `api` asks. `compatible` is any server that speaks OpenAI's chat completions. */
export const ApiProvider = z.enum(["anthropic", "openai", "compatible"]);
export type ApiProvider = z.infer<typeof ApiProvider>;
