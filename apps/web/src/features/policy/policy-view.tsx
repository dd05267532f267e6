"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { KNOB_NAMES, knobsOf, turnedKnobs } from "@yardlet/core/score/knobs";
import { useMemo, useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { When } from "@/ui/time.tsx";
import { KnobField } from "./knob-field.tsx";
import { OperatingSection } from "./operating-section.tsx";
import { SaveDialog } from "./save-dialog.tsx";
import { SavedPolicies } from "./saved-policies.tsx";
import { groundOf, sumOfTrial, tryPolicy } from "./trial.ts";
import { TrialSection } from "./trial-section.tsx";
import { useSavePolicy } from "./use-save-policy.ts";
import { useTriedKnobs } from "./use-tried-knobs.ts";
import { changeWords } from "./words.ts";

/** The policy as knobs that can be tried before they are saved: everything is computed here, from evidence that is fetched once. */
export function PolicyView() {
  const trpc = useTRPC();
  const { data: evidence } = useSuspenseQuery(trpc.policy.evidence.queryOptions());
  const { data: saved } = useSuspenseQuery(trpc.policy.saved.queryOptions());
  const maySave = useMay("policy.configure");
  const { version } = evidence;
  const inForce = useMemo(() => knobsOf(evidence.policy), [evidence.policy]);
  const { knobs, url, setUrl, turn, turnAll } = useTriedKnobs(inForce);
  const [typing, setTyping] = useState(0);
  const [asked, setAsked] = useState(false);
  const save = useSavePolicy(() => {
    setAsked(false);
    setUrl({ floor: null, alpha: null, min: null, veto: null });
  });
  const { floor, alpha, minIntents, vetoMargin } = knobs;
  const policy = useMemo(
    () => ({ ...evidence.policy, floor, alpha, minIntents, vetoMargin }),
    [evidence.policy, floor, alpha, minIntents, vetoMargin],
  );
  const ground = useMemo(() => groundOf(evidence), [evidence]);
  const rows = useMemo(() => tryPolicy(ground, policy), [ground, policy]);
  const isTurned = turnedKnobs(inForce, knobs).length > 0;
  const turnTo = (to: typeof knobs) => {
    turnAll(to);
    setTyping(typing + 1);
  };
  return (
    <>
      <PageHead
        title="Policy"
        lead={
          <>
            What-if on your own history. Nothing changes until {maySave ? "you save" : "an admin saves"}. Policy{" "}
            {version} is in force, the evidence is of <When at={evidence.at} />.
          </>
        }
      >
        <Button disabled={!isTurned} onClick={() => turnTo(inForce)}>
          Reset
        </Button>
        {maySave ? (
          <Button
            kind="primary"
            disabled={!isTurned}
            onClick={() => {
              save.reset();
              setAsked(true);
            }}
          >
            Save policy
          </Button>
        ) : null}
      </PageHead>
      <div className="knobs" role="group" aria-label="Knobs" key={typing}>
        {KNOB_NAMES.map((name) => (
          <KnobField key={name} name={name} knobs={knobs} inForce={inForce} onTurn={turn} />
        ))}
      </div>
      <TrialSection rows={rows} policy={policy} without={evidence.without} url={url} setUrl={setUrl} />
      <OperatingSection policy={evidence.policy} floor={floor} alpha={alpha} minIntents={minIntents} />
      <SavedPolicies saved={saved} onTry={turnTo} />
      {asked ? (
        <SaveDialog
          base={version}
          inForce={inForce}
          knobs={knobs}
          effect={changeWords(sumOfTrial(rows))}
          save={save}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
