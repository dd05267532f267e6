import type { SwitchName } from "@yardlet/core/repo";

/** The automatic switches in words; the label is what the configuration file calls them. */
export const SWITCHES = {
  autoEquip: {
    label: "auto_equip",
    on: "places the missing skills",
    off: "proposes, a person decides",
  },
  autoSkill: {
    label: "auto_skill",
    on: "records skills that runs suggest",
    off: "suggested skills wait for a person",
  },
  autoPrune: {
    label: "auto_prune",
    on: "archives learned skills that fail",
    off: "proposes, a person decides",
  },
} as const satisfies Record<SwitchName, { label: string; on: string; off: string }>;
