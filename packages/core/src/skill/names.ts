import * as z from "zod";

/** Names Windows keeps for devices: a folder so called cannot be checked out there. */
export const DEVICE_NAMES: ReadonlySet<string> = new Set([
  "con",
  "prn",
  "aux",
  "nul",
  ...Array.from({ length: 9 }, (_, i) => `com${i + 1}`),
  ...Array.from({ length: 9 }, (_, i) => `lpt${i + 1}`),
]);

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The one schema every skill name from outside passes before it touches a path:
 * 1–64 characters, lower-case letters, digits, single hyphens inside, no Windows device name.
 */
export const SkillName = z
  .string()
  .min(1, "a skill name has at least 1 character")
  .max(64, "a skill name has at most 64 characters")
  .regex(KEBAB, "a skill name has lower-case letters, digits and single hyphens inside, such as write-tests-first")
  .refine((name) => !DEVICE_NAMES.has(name), "this name is reserved by Windows; choose another");
export type SkillName = z.infer<typeof SkillName>;

/** A preset's name: same alphabet as a skill's. */
export const PresetName = z
  .string()
  .min(1)
  .max(64)
  .regex(KEBAB, "a preset name has lower-case letters, digits and single hyphens inside, such as web-ui");
export type PresetName = z.infer<typeof PresetName>;
