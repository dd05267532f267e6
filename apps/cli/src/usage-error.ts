/** The command line itself is wrong: exit 64, with what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
