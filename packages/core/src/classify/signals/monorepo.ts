import type { Signal } from "../types.ts";
import { files } from "./conditions.ts";

/** Many packages in one repository. */
export const MONOREPO_SIGNALS: Signal[] = [
  { preset: "monorepo", weight: 1, what: "workspace member", when: { packages: 2, of: ["npm"], declared: true } },
  {
    preset: "monorepo",
    weight: 0.6,
    what: "tool for many packages",
    when: files("turbo.json lerna.json rush.json pants.toml go.work melos.yaml", { alsoIn: ["hidden"] }),
  },
  {
    preset: "monorepo",
    weight: 0.3,
    what: "Bazel, which builds one package as well as many",
    when: files("WORKSPACE WORKSPACE.bazel MODULE.bazel"),
  },
  { preset: "monorepo", weight: 0.3, what: "Nx workspace", when: files("nx.json") },
  {
    preset: "monorepo",
    weight: 0.7,
    what: "one of many packages",
    when: { packages: 4, of: ["npm", "python", "go", "pub", "gem", "hex"] },
  },
  {
    preset: "monorepo",
    weight: 0.6,
    what: "package beside others, with none in the root",
    when: { packages: 2, of: ["npm", "python", "go", "pub", "composer", "gem", "hex"], apart: true },
  },
  {
    preset: "monorepo",
    weight: 0.6,
    what: "package beside others, with none in the root",
    when: {
      packages: 2,
      of: ["npm", "python", "go", "pub", "composer", "gem", "hex", "cargo", "maven", "nuget"],
      apart: true,
      mixed: true,
    },
  },
];
