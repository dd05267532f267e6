import type { Dependency, DependencyScope, Fact, Reading } from "../types.ts";
import { locator } from "./locate.ts";
import { isRecord, keysAt, readJson, textAt, textsAt } from "./read-data.ts";

const SCOPES = { require: "runtime", "require-dev": "dev" } as const satisfies Record<string, DependencyScope>;

/** Types of packages that run by themselves or inside of a product, rather than being built on. */
const APPLICATION =
  /^project$|^(?:wordpress|drupal|moodle|typo3|magento2?|shopware|prestashop|craft|concrete5|october)-/;

/** Reads composer.json. Composer's own default type is `library`; without a name nothing can be published. */
export function readComposerJson(text: string): Reading {
  const data = readJson(text);
  if (!isRecord(data)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const dependencies = Object.entries(SCOPES).flatMap(([section, scope]) =>
    keysAt(data, section).map((name): Dependency => ({
      ecosystem: "composer",
      name: name.toLowerCase(),
      scope,
      line: where.jsonKey(section, name),
    })),
  );
  const name = textAt(data, "name")?.toLowerCase();
  const self: Dependency[] =
    name === undefined ? [] : [{ ecosystem: "composer", name, scope: "self", line: where.jsonKey("name") }];
  const type = textAt(data, "type")?.toLowerCase();
  const isLibrary = name !== undefined && !APPLICATION.test(type ?? "library");
  const facts: Fact[] = [
    { name: "composer.package", line: where.jsonKey("name") ?? 1 },
    ...(type === undefined ? [] : [{ name: `composer.type:${type}`, line: where.jsonKey("type") }]),
    ...(isLibrary ? [{ name: "composer.publishable", line: where.jsonKey("type") ?? where.jsonKey("name") }] : []),
    ...(textsAt(data, "bin").length > 0 ? [{ name: "composer.bin", line: where.jsonKey("bin") }] : []),
    ...textsAt(data, "keywords").map((word) => ({
      name: `composer.keyword:${word.toLowerCase()}`,
      line: where.jsonKey("keywords"),
    })),
  ];
  return { dependencies: [...self, ...dependencies], facts };
}
