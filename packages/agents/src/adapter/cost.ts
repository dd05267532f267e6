import { AgentCost } from "@yardlet/core/agent";
import * as z from "zod";

const Count = z.number().int().nonnegative().catch(0);

/** The line with which each kind of agent says what it used, and what that makes. */
const USED = {
  claude: z
    .object({
      type: z.literal("result"),
      total_cost_usd: z.number().nonnegative().optional(),
      modelUsage: z
        .record(
          z.string(),
          z.object({
            inputTokens: Count,
            outputTokens: Count,
            cacheReadInputTokens: Count,
            cacheCreationInputTokens: Count,
          }),
        )
        .optional(),
    })
    .transform(({ total_cost_usd, modelUsage }) => ({
      tokens: modelUsage && sum(Object.values(modelUsage).flatMap((model) => Object.values(model))),
      usd: total_cost_usd,
    })),
  codex: z
    .object({ type: z.literal("turn.completed"), usage: z.object({ input_tokens: Count, output_tokens: Count }) })
    .transform(({ usage }) => ({ tokens: usage.input_tokens + usage.output_tokens, usd: undefined })),
  api: z
    .object({ type: z.literal("yardlet.usage"), tokens: Count })
    .transform(({ tokens }) => ({ tokens, usd: undefined })),
} as const;

/** Whose words about their cost are understood. */
export type CostDialect = keyof typeof USED;

/** What an agent has used, told line by line of its output. */
export interface CostCount {
  read(line: string): void;
  /** Undefined as long as the agent has said nothing. */
  readonly cost: AgentCost | undefined;
}

export function countCost(dialect: CostDialect | undefined): CostCount {
  let cost: AgentCost | undefined;
  return {
    read(line) {
      if (dialect === undefined || !line.startsWith("{")) return;
      const { data } = USED[dialect].safeParse(readJson(line));
      if (data === undefined) return;
      const tokens = add(cost?.tokens, data.tokens);
      const usd = add(cost?.usd, data.usd);
      cost = { ...(tokens !== undefined && { tokens }), ...(usd !== undefined && { usd }) };
    },
    get cost() {
      return cost;
    },
  };
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : a + (b ?? 0);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
