import { hostEnvironment } from "../environment.ts";
import { runApi } from "./run-api.ts";

const args = process.argv.slice(2);
process.exitCode = await runApi(args, { stdin: process.stdin, cwd: process.cwd(), env: hostEnvironment() });
