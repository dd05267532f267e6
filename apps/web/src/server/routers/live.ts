import { tracked } from "@trpc/server";
import * as z from "zod";
import { procedure, router } from "../trpc/init.ts";

export const liveRouter = router({
  /** What has changed, as topic and id; the reader fetches. A reader that comes back says the last id it heard. */
  events: procedure("repo.read")
    .input(
      z.object({
        lastEventId: z
          .string()
          .regex(/^\d{1,19}$/)
          .nullish(),
      }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const hub = await ctx.live();
      for await (const { id, topic, ref } of hub.follow(input.lastEventId ?? undefined, signal ?? NEVER)) {
        yield tracked(id, { topic, ref });
      }
    }),
});

const NEVER = new AbortController().signal;
