import { acquireLock } from "../lock/lock.ts";

/** Takes a lock and dies with it. */
const { lock }: { lock: string } = JSON.parse(process.argv[2] ?? "");
await acquireLock(lock);
process.kill(process.pid, "SIGKILL");
