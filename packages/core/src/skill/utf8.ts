/** The platform's decoder, in every browser and in Node; core compiles without the types of either. */
declare class TextDecoder {
  constructor(label: "utf-8", options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

const BOM = "\uFEFF";

/** Text as found in a file. `text` is without the byte order mark; `valid` is false when bytes had to be replaced by U+FFFD. */
export interface DecodedText {
  text: string;
  bom: boolean;
  valid: boolean;
}

/** Decodes UTF-8. Never throws: what is not UTF-8 is replaced, and `valid` says so. A string is checked for lone surrogates. */
export function decodeText(input: string | Uint8Array): DecodedText {
  const { text, valid } = typeof input === "string" ? readString(input) : readBytes(input);
  const bom = text.startsWith(BOM);
  return { text: bom ? text.slice(BOM.length) : text, bom, valid };
}

function readString(text: string) {
  return { text: text.toWellFormed(), valid: text.isWellFormed() };
}

function readBytes(bytes: Uint8Array) {
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
      valid: true,
    };
  } catch {
    return {
      text: new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes),
      valid: false,
    };
  }
}
