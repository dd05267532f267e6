import { expect, test } from "vitest";
import { effectiveSettings } from "./settings.ts";
import { defaultRepoConfig } from "./types.ts";

const SILENT = { autoEquip: null, autoSkill: null, autoPrune: null };
const TEAM = { autoEquip: true, autoSkill: true, autoPrune: false };

test("yardlet.yaml wins over the repo's settings, these over the team's default", () => {
  expect(
    effectiveSettings({
      config: { ...defaultRepoConfig(), auto_equip: false },
      repoSettings: { ...SILENT, autoEquip: true, autoSkill: false },
      teamDefaults: TEAM,
    }),
  ).toEqual({
    autoEquip: { value: false, from: "yardlet.yaml" },
    autoSkill: { value: false, from: "repo" },
    autoPrune: { value: false, from: "team" },
  });
});

test("where nobody says otherwise the team decides", () => {
  expect(effectiveSettings({ config: defaultRepoConfig(), repoSettings: SILENT, teamDefaults: TEAM })).toEqual({
    autoEquip: { value: true, from: "team" },
    autoSkill: { value: true, from: "team" },
    autoPrune: { value: false, from: "team" },
  });
});
