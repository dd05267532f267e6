"use client";

import type { SwitchName, Switches } from "@yardlet/core/repo";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { Section } from "@/ui/section.tsx";
import { Switch } from "@/ui/switch.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { toast } from "@/ui/toast.tsx";
import { CoolOffForm } from "./cool-off-form.tsx";
import { SWITCHES } from "./switches.ts";
import { useTeamSettings } from "./use-team-settings.ts";

export function TeamTab() {
  return (
    <>
      <Section title="Team">
        <NameForm />
      </Section>
      <Section title="Automatic" note="for every repo that does not say otherwise itself">
        <SwitchTable />
        <CoolOffForm />
      </Section>
    </>
  );
}

function NameForm() {
  const { settings, update } = useTeamSettings();
  const mayConfigure = useMay("team.configure");
  const [name, setName] = useState(settings.name);
  return (
    <form
      className="form narrow"
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ name }, { onSuccess: () => toast({ text: `The team is called ${name.trim()} now` }) });
      }}
    >
      <TextField
        label="Name"
        name="teamName"
        required
        maxLength={80}
        disabled={!mayConfigure}
        value={name}
        error={fieldError(update.error, "name")}
        onChange={(event) => setName(event.target.value)}
      />
      {mayConfigure ? (
        <div className="row">
          <Button type="submit" busy={update.isPending} disabled={name.trim() === settings.name}>
            Save
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function SwitchTable() {
  const { settings, update } = useTeamSettings();
  const mayConfigure = useMay("team.configure");
  const flip = (name: SwitchName, on: boolean, undone = false) =>
    update.mutate(
      { switches: { [name]: on } },
      {
        onSuccess: () =>
          toast({
            text: `${SWITCHES[name].label} is ${on ? "on" : "off"}`,
            ...(undone ? {} : { undo: () => flip(name, !on, true) }),
          }),
        onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
      },
    );
  return (
    <Table>
      <TableHead columns={["Switch", "State", "What it means"]} />
      <tbody>
        {SWITCH_NAMES.map((name) => {
          const on = settings.switches[name];
          const words = SWITCHES[name];
          return (
            <tr key={name}>
              <th scope="row">
                <code>{words.label}</code>
              </th>
              <td className="nw">
                <Switch
                  bare
                  label={words.label}
                  note={on ? "on" : "off"}
                  on={on}
                  disabled={!mayConfigure || update.isPending}
                  onChange={(next) => flip(name, next)}
                />
              </td>
              <td className="t2">{on ? words.on : words.off}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

const SWITCH_NAMES = ["autoEquip", "autoSkill", "autoPrune"] as const satisfies readonly (keyof Switches)[];
