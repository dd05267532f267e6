import { parseInput } from "@yardlet/core/error";
import * as z from "zod";
import { printable } from "../output/printable.ts";

/** A person's reason as it goes into a commit's message: one line. */
const Reason = z
  .string()
  .transform((text) => printable(text.replaceAll(/\s+/g, " ").trim()))
  .pipe(z.string().min(1, "it is empty; say why, or leave it out").max(500, "it has more than 500 characters"));

/** @throws DomainError `invalid` for a text that is empty or longer than 500 characters */
export function reasonOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : parseInput(Reason, text, "--reason");
}
