import { expect, test } from "vitest";
import { git, makeCheckout, openPath, put, temporaryFolder } from "../testing/git.ts";
import { observeRepo } from "./observe.ts";

const SKILL = "---\nname: own\ndescription: Our own skill. Use it here.\n---\n\nText.\n";

async function observe(files: Record<string, string>) {
  const folder = makeCheckout(files);
  return observeRepo(await openPath(folder), { signals: [] });
}

test("a repo is seen at its commit: presets, the user's own skills, what other clients have, its settings", async () => {
  const seen = await observe({
    "Cargo.toml": '[package]\nname = "parcel"\nversion = "0.1.0"\n\n[[bin]]\nname = "parcel"\npath = "src/main.rs"\n',
    "src/main.rs": "fn main() {}\n",
    ".agents/skills/own/SKILL.md": SKILL,
    ".claude/skills/other/SKILL.md": SKILL.replace("own", "other"),
    ".agents/yardlet.yaml": "auto_equip: false\n",
  });
  expect(seen.detections.map(({ preset }) => preset)).toContain("cli-tool");
  expect(seen.placed).toMatchObject([{ name: "own", entry: undefined, description: "Our own skill. Use it here." }]);
  expect(seen.found).toMatchObject([{ name: "other", path: ".claude/skills/other" }]);
  expect([seen.files, seen.configText, seen.linkFolders]).toEqual([5, "auto_equip: false\n", [".claude/skills"]]);
});

test("a link or a file in the place of a skill is in the way, and no skill", async () => {
  const seen = await observe({
    ".agents/skills/linked": "-> ../../docs",
    "docs/a.md": "a",
    ".agents/skills/plain": "text",
  });
  expect(seen.placed.map(({ name, treeHash, entry }) => [name, treeHash, entry])).toEqual([
    ["linked", "", undefined],
    ["plain", "", undefined],
  ]);
});

test("links in a folder that only the repo's settings name are seen with their targets", async () => {
  const seen = await observe({
    ".agents/yardlet.yaml": "links: [tools/skills]\n",
    ".agents/skills/own/SKILL.md": SKILL,
    "tools/skills/own": "-> ../../.agents/skills/own",
  });
  expect(seen.present.linked).toEqual([{ path: "tools/skills/own", target: "../../.agents/skills/own" }]);
  expect(seen.found).toEqual([]);
});

test("a line of the manifest whose folder is gone is placed without hashes", async () => {
  const entry = {
    version: 1,
    hash: "a".repeat(64),
    tree_hash: "b".repeat(64),
    origin: "library",
    why: ["preset:core"],
  };
  const manifest = JSON.stringify({ schema: "yardlet.manifest/1", skills: { gone: entry } });
  const seen = await observe({ ".agents/skills/.yardlet.json": manifest });
  expect(seen.placed).toMatchObject([
    { name: "gone", treeHash: undefined, contentHash: undefined, entry: { version: 1 } },
  ]);
});

test("a broken manifest is an error, because guessing could overwrite a folder", async () => {
  await expect(observe({ ".agents/skills/.yardlet.json": "{" })).rejects.toMatchObject({ code: "invalid" });
});

test("a repo without a commit is seen by its working tree", async () => {
  const folder = temporaryFolder();
  put(folder, { "go.mod": "module example.com/x\n\ngo 1.24\n", "main.go": "package main\n" });
  git(folder, "init", "-q", "-b", "main");
  const seen = await observeRepo(await openPath(folder), { signals: [] });
  expect([seen.commit, seen.files]).toEqual([undefined, 2]);
  expect(seen.detections.map(({ preset }) => preset)).toContain("go");
});
