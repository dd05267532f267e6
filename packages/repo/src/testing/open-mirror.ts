import { openRepo } from "../open/open.ts";

/** Opens a remote like a worker would, and says what it saw. */
const { url, mirrorsDir }: { url: string; mirrorsDir: string } = JSON.parse(process.argv[2] ?? "");
const policy = { localRoots: undefined, allowFileUrls: true, allowPrivateHosts: true };
const { head } = await openRepo({ kind: "url", url }, { policy, mirrorsDir });
process.stdout.write(head ?? "none");
