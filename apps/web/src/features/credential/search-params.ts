import { listState } from "@/url/list-state.ts";
import { oneOf, urlState } from "@/url/state.ts";

export const CREDENTIAL_STATES = ["works", "refused", "locked", "unused"] as const;
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

/** The list of credentials, as it stands in the URL. */
export const CREDENTIAL_LIST = listState((get) => ({ state: oneOf(CREDENTIAL_STATES, get("state")) }));

/** Which credential's page it is; null is the list. */
export const CREDENTIAL_PAGE = urlState((get) => ({ tab: get("tab"), credential: get("credential") }));

export function credentialHref(credential: string): string {
  return CREDENTIAL_PAGE.href("/settings", { tab: "credentials", credential });
}

export const CREDENTIALS_HREF = CREDENTIAL_PAGE.href("/settings", { tab: "credentials" });
