import { DomainError } from "@yardlet/core/error";
import { isKnobValue, KNOBS, type KnobName, knobsOf, type PolicyKnobs, turnedKnobs } from "@yardlet/core/score";
import {
  getPolicy,
  insertPolicy,
  lockPolicy,
  markAllScoresDue,
  recordAudit,
  recordDecision,
  recordEvent,
  recountCoins,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { Reason } from "../version/save.ts";

/** A knob where it may stand, in the policy's own integers. */
function knob(name: KnobName) {
  const { min, max, step } = KNOBS[name];
  return z.int().refine((value) => isKnobValue(name, value), {
    error: `${name} is from ${min} to ${max} in steps of ${step}`,
  });
}

export const Knobs = z.strictObject({
  floor: knob("floor"),
  alpha: knob("alpha"),
  minIntents: knob("minIntents"),
  vetoMargin: knob("vetoMargin"),
}) satisfies z.ZodType<PolicyKnobs>;

export const SavePolicyInput = z.strictObject({
  knobs: Knobs,
  note: Reason,
  /** The version that the person saw in force. */
  base: z.int().min(1),
});

/**
 * Puts another policy in force: a new version, by which every version of every skill is decided on anew. The coins are counted again
 * for another floor in the same transaction; meanwhile no evidence is stored.
 * @throws DomainError `conflict` when another policy was saved since, or nothing was turned
 */
export async function savePolicy(
  ctx: ServiceContext,
  input: z.infer<typeof SavePolicyInput>,
): Promise<{ version: number }> {
  requirePermission(ctx, "policy.configure");
  const { knobs, note, base } = input;
  return transact(ctx, async (tx) => {
    await lockPolicy(tx);
    const inForce = await getPolicy(tx);
    if (inForce.version !== base) {
      throw new DomainError(
        "conflict",
        `${inForce.by} saved policy ${inForce.version} since; reload the page and look at its effects first`,
        { version: inForce.version },
      );
    }
    const before = knobsOf(inForce.policy);
    const turned = turnedKnobs(before, knobs);
    if (turned.length === 0) throw new DomainError("conflict", "this policy is in force already; turn something first");
    const version = inForce.version + 1;
    const policy = { ...inForce.policy, ...knobs };
    await insertPolicy(tx, { version, policy, note, by: ctx.actor.name, at: ctx.now() });
    if (turned.includes("floor")) await recountCoins(tx, policy);
    const subject = `policy ${version}`;
    const details = { version, before, after: knobs };
    await recordDecision(tx, {
      kind: "policy.save",
      repoId: null,
      subject,
      reason: note,
      by: ctx.actor.name,
      inputs: details,
    });
    await recordAudit(tx, ctx.actor, { action: "policy.save", subject, reason: note, details });
    await recordEvent(tx, "policy", String(version));
    await markAllScoresDue(tx);
    await enqueueJob(ctx, tx, "score.decide", {});
    return { version };
  });
}
