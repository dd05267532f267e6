import type { RepoConfig } from "../config/types.ts";
import type { RepoChoice } from "../repo/types.ts";
import { compareText } from "../skill/order.ts";
import type { Choices } from "./wanted.ts";

/**
 * What people decided for one repo, from both places: `yardlet.yaml` at HEAD wins where it says something about a name, the
 * choices made on the repo's page hold for the rest. Lists are sorted, each name once.
 */
export function mergeChoices(config: RepoConfig, choices: readonly RepoChoice[]): Choices {
  const said = {
    skill: new Set([...config.skills.pick, ...config.skills.veto]),
    preset: new Set([...config.presets.add, ...config.presets.veto]),
  };
  const chosen = (kind: RepoChoice["kind"], choice: RepoChoice["choice"]) =>
    choices
      .filter((one) => one.kind === kind && one.choice === choice && !said[kind].has(one.name))
      .map((one) => one.name);
  const together = (...lists: readonly string[][]) => [...new Set(lists.flat())].toSorted(compareText);
  return {
    picks: together(config.skills.pick, chosen("skill", "pick")),
    vetoes: together(config.skills.veto, chosen("skill", "veto")),
    presetAdds: together(config.presets.add, chosen("preset", "pick")),
    presetVetoes: together(config.presets.veto, chosen("preset", "veto")),
  };
}
