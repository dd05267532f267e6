import { ENTRY_ERRORS } from "@yardlet/core/run";

const FAULTS: Readonly<Record<string, string>> = ENTRY_ERRORS;

/** What is wrong with an entry of a verdict, in words. */
export function faultOf(error: string | null): string | null {
  return error === null ? null : (FAULTS[error] ?? error);
}
