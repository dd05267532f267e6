// `npm run yardlet-admin -- …`: installs what is missing on the host's Node, then hands over to the pinned Node.
import { spawn } from "node:child_process";
import { COMPILE_CACHE, install, projectNode, ROOT } from "./runtime.mjs";

if (!(await install())) process.exit(1);
const admin = spawn(projectNode(), ["--no-deprecation", "scripts/admin.ts", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, YARDLET_ADMIN_FROM: process.env.INIT_CWD ?? process.cwd() },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => admin.kill(signal));
admin.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
