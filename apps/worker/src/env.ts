import { parseEnvironment, ServiceEnvironment } from "@yardlet/services";
import * as z from "zod";

const WorkerEnvironment = ServiceEnvironment.extend({
  /** How many repos and how many other jobs this worker takes on at a time. */
  YARDLET_WORKER_REPOS: z.coerce.number().int().min(1).max(64).default(2),
  YARDLET_WORKER_JOBS: z.coerce.number().int().min(1).max(64).default(2),
});
export type WorkerEnvironment = z.infer<typeof WorkerEnvironment>;

/** The only reader of the environment in this app. */
export function readEnv(): WorkerEnvironment {
  return parseEnvironment(WorkerEnvironment, process.env);
}
