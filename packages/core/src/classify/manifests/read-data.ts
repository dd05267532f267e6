import { XMLParser } from "fast-xml-parser";
import { parse as parseToml } from "smol-toml";
import { parseDocument } from "yaml";

/** Untrusted data as parsed: every step into it is checked. Missing or malformed data reads as `undefined`. */
export type Data = unknown;

export function isRecord(value: Data): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value under the keys, own properties only. */
export function at(value: Data, ...keys: string[]): Data {
  let here: Data = value;
  for (const key of keys) {
    if (!isRecord(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

export function textAt(value: Data, ...keys: string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** The own keys of a table, in the order of the file. */
export function keysAt(value: Data, ...keys: string[]): string[] {
  const found = at(value, ...keys);
  return isRecord(found) ? Object.keys(found) : [];
}

export function listAt(value: Data, ...keys: string[]): Data[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** The texts of a list; a lone text counts as a list of one. */
export function textsAt(value: Data, ...keys: string[]): string[] {
  const found = at(value, ...keys);
  if (typeof found === "string") return [found];
  return listAt(value, ...keys).filter((each) => typeof each === "string");
}

/** JSON, also with comments and trailing commas. Anything else reads as nothing. */
export function readJson(text: string): Data {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return attempt(() => JSON.parse(plain)) ?? attempt(() => JSON.parse(withoutComments(plain)));
}

export function readToml(text: string): Data {
  return attempt(() => parseToml(text));
}

/** Manifests in YAML are short; the parser takes its time over what only looks like YAML. In UTF-16 units. */
const MAX_YAML = 64 * 1024;

/** The first document of a YAML stream, as YAML 1.2 data. Aliases are bounded; broken or long documents read as nothing. */
export function readYaml(text: string): Data {
  if (text.length > MAX_YAML) return undefined;
  return attempt(() => {
    const document = parseDocument(text, {
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
    return document.errors.some((error) => error.code !== "MULTIPLE_DOCS")
      ? undefined
      : document.toJS({ maxAliasCount: 50 });
  });
}

const XML = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  trimValues: true,
});

/** XML without entities: a document that defines its own is refused. */
export function readXml(text: string): Data {
  return /<!ENTITY/i.test(text) ? undefined : attempt(() => XML.parse(text));
}

/** An XML child, which may come once or many times, as a list. */
export function eachAt(value: Data, ...keys: string[]): Data[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : found === undefined ? [] : [found];
}

function attempt(parse: () => Data): Data {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** Leaves out comments and trailing commas, outside of strings. */
function withoutComments(text: string): string {
  let plain = "";
  let comma = "";
  let i = 0;
  while (i < text.length) {
    const skipTo = endOfComment(text, i);
    const end = skipTo ?? (text[i] === '"' ? endOfString(text, i) : i + 1);
    const token = skipTo === undefined ? text.slice(i, end) : "";
    i = end;
    if (token.trim() === "") {
      comma += comma === "" ? "" : token;
      plain += comma === "" ? token : "";
    } else if (token === ",") {
      plain += comma;
      comma = token;
    } else {
      plain += (token === "}" || token === "]" ? "" : comma) + token;
      comma = "";
    }
  }
  return plain;
}

function endOfComment(text: string, start: number): number | undefined {
  if (text[start] !== "/") return undefined;
  const close = text[start + 1] === "/" ? "\n" : text[start + 1] === "*" ? "*/" : undefined;
  if (close === undefined) return undefined;
  const end = text.indexOf(close, start + 2);
  return end === -1 ? text.length : end + close.length;
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}
