/** Hashes a password as the auth library checks it. Loaded when somebody comes: no worker and no command needs it. */
export async function hashPassword(password: string): Promise<string> {
  const library = await import("better-auth/crypto");
  return library.hashPassword(password);
}
