/** Signs in by e-mail and password; answers what was wrong in words, or undefined. */
export async function signIn(email: string, password: string): Promise<string | undefined> {
  const answer = await post("/api/auth/sign-in/email", { email, password });
  if (answer?.ok) return undefined;
  return SIGN_IN_ERRORS.get(answer?.status ?? 0) ?? "Signing in did not work; try again in a minute";
}

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
  window.location.assign("/sign-in");
}

const SIGN_IN_ERRORS = new Map([
  [0, "The server does not answer; check that it runs, then try again"],
  [400, "This is not an e-mail address"],
  [401, "No member has this e-mail address and password"],
  [403, "This page was opened under another address than the server's own; open it under YARDLET_URL"],
  [429, "Too many tries; wait a minute"],
]);

async function post(path: string, body: object): Promise<Response | undefined> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return undefined;
  }
}
