import type { Dependency, Fact, Reading } from "../types.ts";
import { linesOf, locator } from "./locate.ts";
import { at, keysAt, readYaml, textAt } from "./read-data.ts";

/** Reads a Dockerfile: base images and exposed ports. */
export function readDockerfile(text: string): Reading {
  const dependencies: Dependency[] = [];
  const facts: Fact[] = [];
  for (const { text: raw, line } of linesOf(text)) {
    const image = /^\s*FROM\s+(?:--\S+\s+)*(\S+)/i.exec(raw)?.[1];
    if (image !== undefined) dependencies.push(...imageDependency(image, line));
    if (/^\s*EXPOSE\s+\S/i.test(raw)) facts.push({ name: "docker.expose", line });
  }
  return { dependencies, facts };
}

const DATABASES = new Set([
  "postgres",
  "mysql",
  "mariadb",
  "mongo",
  "cockroachdb/cockroach",
  "postgis/postgis",
  "timescale/timescaledb",
]);

/** Reads a compose file: the images of its services. */
export function readCompose(text: string): Reading {
  const data = readYaml(text);
  const where = locator(text);
  const dependencies = keysAt(data, "services").flatMap((service) => {
    const image = textAt(at(data, "services", service), "image");
    return image === undefined ? [] : imageDependency(image, where.lineOf(image));
  });
  const database = dependencies.find((each) => DATABASES.has(each.name));
  return { dependencies, facts: database === undefined ? [] : [{ name: "compose.database", line: database.line }] };
}

/** An image without tag, digest and the default registry's name; defaults inside `${VAR:-image}` count. */
function imageDependency(image: string, line: number | undefined): Dependency[] {
  const plain = /^\$\{\w+:?-([^}]+)\}/.exec(image)?.[1] ?? image;
  const name = plain
    .replace(/@.*$/, "")
    .replace(/:[^/]*$/, "")
    .replace(/^docker\.io\//, "")
    .replace(/^library\//, "");
  return /^[a-z0-9][\w./-]*$/i.test(name)
    ? [{ ecosystem: "docker", name: name.toLowerCase(), scope: "runtime", line }]
    : [];
}
