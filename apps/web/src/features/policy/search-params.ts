import { type KnobName, KNOB_NAMES, knobText, type PolicyKnobs, readKnob } from "@yardlet/core/score/knobs";
import { oneOf, urlState } from "@/url/state.ts";

export const SHOWN = ["acted", "changed"] as const;

/** The page as it stands in the URL: each knob as people read it, where it is not as in the policy in force. */
export const POLICY = urlState((get) => ({
  floor: get("floor"),
  alpha: get("alpha"),
  min: get("min"),
  veto: get("veto"),
  show: oneOf(SHOWN, get("show")),
  q: get("q") ?? "",
}));
export type PolicyState = (typeof POLICY)["defaults"];

const KEYS = {
  floor: "floor",
  alpha: "alpha",
  minIntents: "min",
  vetoMargin: "veto",
} as const satisfies Record<KnobName, keyof PolicyState>;

/** Where the knobs stand: as the URL says where it says what may be, else as in force. */
export function knobsOfUrl(state: PolicyState, inForce: PolicyKnobs): PolicyKnobs {
  const at = (name: KnobName) => readKnob(name, state[KEYS[name]] ?? "") ?? inForce[name];
  return { floor: at("floor"), alpha: at("alpha"), minIntents: at("minIntents"), vetoMargin: at("vetoMargin") };
}

/** What the URL has to say of knobs; null where they stand as in force. */
export function urlOfKnobs(
  knobs: PolicyKnobs,
  inForce: PolicyKnobs,
): { [K in (typeof KEYS)[KnobName]]: string | null } {
  const texts = KNOB_NAMES.map((name) => [
    KEYS[name],
    knobs[name] === inForce[name] ? null : knobText(name, knobs[name]),
  ]);
  return { floor: null, alpha: null, min: null, veto: null, ...Object.fromEntries(texts) };
}
