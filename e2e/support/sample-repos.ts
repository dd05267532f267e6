import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

type Files = Record<string, string>;

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The layout `create-next-app` makes, with the App Router and TypeScript. */
const NEXT_APP: Files = {
  "package.json": json({
    name: "storefront-web",
    version: "0.1.0",
    private: true,
    scripts: { dev: "next dev", build: "next build", start: "next start" },
    dependencies: { next: "16.0.0", react: "19.0.0", "react-dom": "19.0.0" },
    devDependencies: { typescript: "5.9.0", "@types/react": "19.0.0", "@types/node": "24.0.0" },
  }),
  "next.config.ts": "export default {};\n",
  "tsconfig.json": json({ compilerOptions: { strict: true, jsx: "preserve" }, include: ["**/*.ts", "**/*.tsx"] }),
  "app/layout.tsx":
    "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "app/page.tsx": "export default function Page() {\n  return <main>Shop</main>;\n}\n",
  "app/globals.css": "body { margin: 0 }\n",
  "public/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  "README.md": "# storefront-web\n\nThe shop's front end.\n",
};

/** The layout `cargo new` makes, with clap. */
const RUST_CLI: Files = {
  "Cargo.toml": [
    "[package]",
    'name = "parcel-router"',
    'version = "0.3.0"',
    'edition = "2024"',
    "",
    "[[bin]]",
    'name = "parcel"',
    'path = "src/main.rs"',
    "",
    "[dependencies]",
    'clap = { version = "4", features = ["derive"] }',
    "",
  ].join("\n"),
  "src/main.rs": 'fn main() {\n    println!("parcel");\n}\n',
  "src/route.rs": "pub fn route() {}\n",
  "tests/cli.rs": "#[test]\nfn runs() {}\n",
  ".gitignore": "/target\n",
  "README.md": "# parcel-router\n\nA command that routes parcels.\n",
};

/** The layout of Kenney's starter kits for Godot 4. */
const GODOT_GAME: Files = {
  "project.godot": [
    "config_version=5",
    "",
    "[application]",
    "",
    'config/name="Harbour Run"',
    'run/main_scene="res://scenes/main.tscn"',
    'config/features=PackedStringArray("4.4", "Forward Plus")',
    "",
    "[input]",
    "",
    "jump={}",
    "",
  ].join("\n"),
  "scenes/main.tscn": '[gd_scene load_steps=2 format=3]\n\n[node name="Main" type="Node2D"]\n',
  "scenes/player.tscn": '[gd_scene format=3]\n\n[node name="Player" type="CharacterBody2D"]\n',
  "scripts/player.gd": "extends CharacterBody2D\n\nfunc _physics_process(delta):\n\tmove_and_slide()\n",
  "scripts/enemy.gd": "extends CharacterBody2D\n\nvar health = 3\n",
  "sprites/player.png": "png\n",
  "sprites/player.png.import": '[remap]\n\nimporter="texture"\n',
  "sprites/coin.png": "png\n",
  "sprites/coin.png.import": '[remap]\n\nimporter="texture"\n',
  "sounds/jump.ogg": "ogg\n",
  "export_presets.cfg": '[preset.0]\n\nname="Linux"\n',
  "README.md": "# Harbour Run\n\nA platformer game.\n",
};

export const SAMPLES = { "storefront-web": NEXT_APP, "parcel-router": RUST_CLI, "harbour-run": GODOT_GAME } as const;
export type SampleName = keyof typeof SAMPLES;

/** Makes a committed checkout of a sample below `folder` and answers its path. */
export function makeSampleRepo(folder: string, name: SampleName, as: string = name): string {
  return makeRepo(path.join(folder, as), SAMPLES[name]);
}

/** Makes a git repository with these files in one commit. */
export function makeRepo(repo: string, files: Files): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(repo, file)), { recursive: true });
    writeFileSync(path.join(repo, file), text);
  }
  git(repo, "init", "--quiet", "--initial-branch=main");
  commitAll(repo, "First commit");
  return repo;
}

export function commitAll(repo: string, message: string): void {
  git(repo, "add", "--all");
  git(repo, "-c", "user.name=tarn", "-c", "user.email=tarn@example.com", "commit", "--quiet", "-m", message);
}

/** Runs git in a repository and answers what it wrote. */
export function git(repo: string, ...args: string[]): string {
  return execFileSync("git", ["-C", repo, ...args], { encoding: "utf8" }).trim();
}
