/** The commands of a body's sections by their titles, in order: the first code of each item. */
export function commandsBySection(body: string): Record<string, string[]> {
  const sections: Record<string, string[]> = {};
  let title = "";
  for (const line of body.split("\n")) {
    title = /^## (.+)/.exec(line)?.[1] ?? title;
    const command = /^- `+ ?(.+?) ?`+/.exec(line)?.[1];
    if (command !== undefined) (sections[title] ??= []).push(command);
  }
  return sections;
}

/** Every place that a body names. */
export function placesIn(body: string): { path: string; line: number }[] {
  return [...body.matchAll(/`([^`\n]+):(\d+)`/g)].map(([, path = "", line]) => ({ path, line: Number(line) }));
}
