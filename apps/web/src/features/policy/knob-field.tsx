import { KNOBS, type KnobName, knobText, type PolicyKnobs, readKnob } from "@yardlet/core/score/knobs";
import { useId, useState } from "react";
import { KNOB_WORDS } from "./words.ts";

interface KnobFieldProps {
  name: KnobName;
  knobs: PolicyKnobs;
  inForce: PolicyKnobs;
  onTurn: (name: KnobName, value: number) => void;
}

/** One knob as a slider and as a number: what cannot be read stays typed, and the last that could holds. */
export function KnobField({ name, knobs, inForce, onTurn }: KnobFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const { min, max, step } = KNOBS[name];
  const { label, unit, hint } = KNOB_WORDS[name];
  const value = knobs[name];
  const wrong = typed !== undefined && readKnob(name, typed) === undefined;
  const text = (one: number) => `${knobText(name, one)}${unit === "" ? "" : ` ${unit}`}`;
  return (
    <div className="knob">
      <div>
        <label htmlFor={`${id}n`}>{label}</label>
        <span className="typed">
          <input
            id={`${id}n`}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={`${id}h`}
            aria-invalid={wrong || undefined}
            value={typed ?? knobText(name, value)}
            onChange={(event) => {
              setTyped(event.target.value);
              const read = readKnob(name, event.target.value);
              if (read !== undefined) onTurn(name, read);
            }}
            onBlur={() => {
              if (!wrong) setTyped(undefined);
            }}
          />
          {unit}
        </span>
      </div>
      <input
        type="range"
        aria-label={`${label}, slider`}
        aria-describedby={`${id}h`}
        aria-valuetext={text(value)}
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => {
          setTyped(undefined);
          onTurn(name, Number(event.target.value));
        }}
      />
      <p id={`${id}h`} className={wrong ? "hint bad" : "hint"} role={wrong ? "alert" : undefined}>
        {wrong
          ? `A number from ${text(min)} to ${text(max)} in steps of ${knobText(name, step)} is expected; ${text(value)} holds.`
          : `${hint(knobs)}${value === inForce[name] ? "" : ` In force: ${text(inForce[name])}.`}`}
      </p>
    </div>
  );
}
