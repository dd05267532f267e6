import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CONFIG_PATH, type RepoConfig, parseRepoConfig } from "@yardlet/core/config";
import { DomainError } from "@yardlet/core/error";

/** Longer files are no settings of a person, and core would not use them either. */
const CONFIG_BYTES = 256 * 1024;

/**
 * One setting of the working tree's `.agents/yardlet.yaml`; undefined where the file is absent or silent.
 * @throws DomainError `invalid` when the setting is broken, or the file so broken that it may hold any
 */
export async function readSetting<K extends keyof RepoConfig>(
  root: string,
  key: K,
): Promise<RepoConfig[K] | undefined> {
  const file = join(root, CONFIG_PATH);
  const info = await lstat(file).catch(() => undefined);
  if (info?.isFile() !== true || info.size > CONFIG_BYTES) return undefined;
  const { config, findings } = parseRepoConfig(await readFile(file, "utf8"));
  const broken = findings.find(
    ({ severity, rule, message }) => severity === "error" && (rule !== "config-value" || message.startsWith(`${key}:`)),
  );
  if (broken === undefined) return config[key];
  throw new DomainError(
    "invalid",
    `${CONFIG_PATH}${broken.line === undefined ? "" : `:${broken.line}`}: ${broken.message}`,
  );
}
