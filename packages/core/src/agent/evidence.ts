import { fence, packetLine } from "./fence.ts";

/** How much of a repository goes along with a packet. UTF-16 units. */
const EVIDENCE = { file: 12_000, all: 160_000, path: 240 } as const;

/**
 * A packet with the texts of files, for an agent that has no tools and so can't read them itself: lines numbered, so that it can
 * name them, and untrusted like everything between marks. Files that no longer fit are named.
 */
export function packetWithFiles(packet: string, files: readonly { path: string; text: string }[]): string {
  let left: number = EVIDENCE.all;
  const shown: string[] = [];
  const unread: string[] = [];
  for (const { path, text } of files) {
    const name = packetLine(path, EVIDENCE.path).replaceAll("`", "'");
    const block = `### \`${name}\`\n\n${fence(numbered(text.slice(0, EVIDENCE.file)), EVIDENCE.file * 2)}`;
    if (block.length > left) unread.push(name);
    else {
      shown.push(text.length > EVIDENCE.file ? `${block}\n(cut)` : block);
      left -= block.length;
    }
  }
  const rest = unread.length === 0 ? "" : `\n\nNot shown for want of room: ${unread.length} files.`;
  return `${packet}\n## Files\n\nYou have no tools: this is what you may know of the repository's files. Answer with the result itself, as JSON.\n\n${shown.join("\n\n")}${rest}\n`;
}

function numbered(text: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index + 1} ${line}`)
    .join("\n");
}
