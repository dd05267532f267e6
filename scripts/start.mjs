// `npm start`: installs what is missing on the host's Node, then hands over to the server on the pinned Node.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { install, projectNode, ROOT } from "./runtime.mjs";

const USAGE = `npm start -- [--port N] [--data DIR] [--no-build] [--demo]

  --port N     the port of the dashboard; a busy one gives way to the next free one (default 3000)
  --data DIR   where the database, the library and the mirrors live (default .yardlet, or YARDLET_DATA)
  --no-build   start the last build as it is
  --demo       fill a fresh data folder with three months of a made-up team's work first: 20 repos, 78 skills,
               their runs and reviews; takes a minute or two, and is refused where there is data already`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string" },
        data: { type: "string" },
        "no-build": { type: "boolean" },
        demo: { type: "boolean" },
        dev: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new Error("--port takes a number");
    return values;
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(64);
  }
}

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
if (!(await install())) process.exit(1);

const server = spawn(projectNode(), ["--no-deprecation", "scripts/server.ts", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
