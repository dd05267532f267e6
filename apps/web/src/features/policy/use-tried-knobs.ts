import { type KnobName, type PolicyKnobs, turnedKnobs } from "@yardlet/core/score/knobs";
import { useEffect, useState } from "react";
import { useUrlState } from "@/url/use-url-state.ts";
import { knobsOfUrl, POLICY, urlOfKnobs } from "./search-params.ts";

/** How long knobs rest before the URL follows: browsers take only so many changes of it. */
const SETTLE_MS = 200;

/** The knobs that are tried: they turn at once, and the URL follows once they rest. */
export function useTriedKnobs(inForce: PolicyKnobs) {
  const [url, setUrl] = useUrlState(POLICY);
  const said = knobsOfUrl(url, inForce);
  const [knobs, setKnobs] = useState(said);
  const [told, setTold] = useState(said);
  const [written, setWritten] = useState(said);
  if (!isSame(said, told)) {
    setTold(said);
    setWritten(said);
    if (!isSame(said, written)) setKnobs(said);
  }
  useEffect(() => {
    if (isSame(knobs, knobsOfUrl(POLICY.read(new URLSearchParams(window.location.search)), inForce))) return;
    const timer = setTimeout(() => {
      setWritten(knobs);
      setUrl(urlOfKnobs(knobs, inForce));
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  });
  return {
    knobs,
    url,
    setUrl,
    turn: (name: KnobName, value: number) => setKnobs((before) => ({ ...before, [name]: value })),
    turnAll: setKnobs,
  };
}

function isSame(a: PolicyKnobs, b: PolicyKnobs): boolean {
  return turnedKnobs(a, b).length === 0;
}
