import type { WebhookDelivery, WebhookState } from "@yardlet/core/webhook";
import { Glyph } from "@/ui/glyph.tsx";
import { STATES } from "./words.ts";

export function WebhookStateWord({ state }: { state: WebhookState }) {
  const { glyph, tone } = STATES[state];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {state}
    </span>
  );
}

/** How an attempt ended: the answer's status, or that none came. */
export function OutcomeWord({ at, status, error }: Pick<WebhookDelivery, "at" | "status" | "error">) {
  if (at === null) {
    return (
      <span className="nw">
        <Glyph name="few" tone="unk" /> waits
      </span>
    );
  }
  return (
    <span className="nw">
      <Glyph name={error === null ? "ok" : "x"} tone={error === null ? "good" : "bad"} /> {status ?? "no answer"}
    </span>
  );
}
