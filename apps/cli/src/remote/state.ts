import { DomainError } from "@yardlet/core/error";

/**
 * Does work in the state folder.
 * @throws DomainError `unavailable` when the system does not allow it
 */
export async function inState<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError || !(error instanceof Error) || !("code" in error)) throw error;
    throw new DomainError(
      "unavailable",
      `${folder} could not be used (${String(error.code)}); make it writable, or set YARDLET_STATE to another folder`,
      { path: folder },
    );
  }
}
