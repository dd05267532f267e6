/** A line for the shell that reports one finished run of a repo; the key is in the environment, the time is the shell's. */
export function firstRunCommand(address: string, repo: string): string {
  const fields = {
    schema: "yardlet.run/1",
    run_id: "first-run",
    repo,
    task_id: "T-1",
    agent: { name: "claude", session: "s-1" },
    eval_state: "Done",
    ended_at: "NOW",
  };
  const record = JSON.stringify(fields)
    .replaceAll("'", String.raw`'\''`)
    .replace('"NOW"', `"'"$(date -u +%FT%TZ)"'"`);
  return [
    `curl ${address}/api/v1/runs`,
    `-H "Authorization: Bearer $YARDLET_KEY"`,
    `-H "Content-Type: application/json"`,
    `-d '${record}'`,
  ].join(" ");
}
