import type { LocationPolicy } from "@yardlet/repo";
import type { ServiceSettings } from "../context.ts";

/** What this installation lets repos be. */
export function locationPolicy(settings: Pick<ServiceSettings, keyof LocationPolicy>): LocationPolicy {
  return {
    localRoots: settings.localRoots,
    allowFileUrls: settings.allowFileUrls,
    allowPrivateHosts: settings.allowPrivateHosts,
  };
}
