import type { Signal } from "../types.ts";
import { files, share, states } from "./conditions.ts";

interface Language {
  preset: string;
  name: string;
  extensions: string;
  facts: string[];
}

const LANGUAGES: Language[] = [
  { preset: "rust", name: "Rust", extensions: "rs", facts: ["cargo.package"] },
  { preset: "go", name: "Go", extensions: "go", facts: ["go.module"] },
  { preset: "python", name: "Python", extensions: "py pyx ipynb", facts: ["python.package"] },
  { preset: "typescript", name: "TypeScript", extensions: "ts tsx mts cts", facts: [] },
  {
    preset: "jvm",
    name: "Java, Kotlin or Scala",
    extensions: "java kt kts scala groovy clj cljc",
    facts: ["jvm.package"],
  },
  { preset: "dotnet", name: ".NET", extensions: "cs vb razor cshtml fsi", facts: ["nuget.package"] },
  { preset: "ruby", name: "Ruby", extensions: "rb erb haml slim", facts: ["gem.package"] },
  { preset: "php", name: "PHP", extensions: "php", facts: ["composer.package"] },
  { preset: "swift", name: "Swift", extensions: "swift", facts: ["swift.package"] },
  { preset: "cpp", name: "C or C++", extensions: "c cc cpp cxx h hh hpp hxx ino cu", facts: ["cpp.project"] },
];

/** The letters fs are F# and shaders alike: F# counts by its projects. */
const FSHARP: Signal = { preset: "dotnet", weight: 0.6, what: "project in F#", when: files("**/*.fsproj") };

const TSCONFIG: Signal = {
  preset: "typescript",
  weight: 0.3,
  what: "TypeScript configuration",
  when: files("**/tsconfig.json"),
};

/** A language counts by its share of the product's code: much makes it certain, some makes it likely, a little needs a manifest. */
export const LANGUAGE_SIGNALS: Signal[] = [
  FSHARP,
  TSCONFIG,
  ...LANGUAGES.flatMap(({ preset, name, extensions, facts }): Signal[] => [
    { preset, weight: 0.5, what: name, when: share(extensions, 0.15, { files: 3 }) },
    { preset, weight: 0.7, what: `mainly ${name}`, when: share(extensions, 0.4) },
    { preset, weight: 0.2, what: `some ${name}`, when: share(extensions, 0.1, { files: 3 }) },
    ...(facts.length > 0 ? [{ preset, weight: 0.3, what: `package in ${name}`, when: states(facts) }] : []),
  ]),
];
