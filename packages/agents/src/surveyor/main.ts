import { hostEnvironment } from "../environment.ts";
import { runSurveyor } from "./run-surveyor.ts";

await runSurveyor({ stdin: process.stdin, cwd: process.cwd(), env: hostEnvironment() });
