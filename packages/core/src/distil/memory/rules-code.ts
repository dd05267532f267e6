import type { CodePattern, WriteCall } from "./types.ts";

type Patterns = Readonly<Record<string, { javascript?: CodePattern; python?: CodePattern }>>;

function words(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== "");
}

function modules(names: string): string[] {
  return words(names).map((name) => `@${name}`);
}

function members(base: string, names: string): string[] {
  return words(names).map((name) => `${base}.${name}`);
}

const STORES =
  /^[^\s]{0,200}(?:\.ssh\/|\.aws\/|\.gnupg\/|\.netrc$|\.npmrc$|\.pypirc$|\.git-credentials$|\.docker\/config\.json$|\.kube\/config$|\/etc\/(?:passwd|shadow)$|\/proc\/(?:self|\d+)\/environ$)|^(?:[^\s]{0,200}\/)?\.env(?:\.\w+)?$/u;

const NODE_WRITES = words(
  "writeFile appendFile createWriteStream mkdir mkdtemp rm rmdir unlink truncate chmod chown utimes lutimes lchmod lchown outputFile outputJson writeJson ensureDir ensureFile remove emptyDir",
);
const NODE_MOVES = words("rename copyFile cp symlink link copy move");
const PATH_METHODS = words("write_text write_bytes touch mkdir unlink rmdir symlink_to hardlink_to");
const OS_WRITES = words("remove unlink makedirs mkdir rmdir removedirs chmod chown truncate utime mkfifo mknod lchown");

function nodeWrites(): WriteCall[] {
  return ["@fs", "@fs.promises", "@fs-extra", "@graceful-fs", "Deno"].flatMap((base) => [
    ...NODE_WRITES.flatMap((name) => both(base, name, 0)),
    ...NODE_MOVES.flatMap((name) => both(base, name, 1)),
    ...["rename", "move"].flatMap((name) => both(base, name, 0)),
    ...both(base, "open", 0, 1),
  ]);
}

function both(base: string, name: string, target: number, mode?: number): WriteCall[] {
  return [name, `${name}Sync`].map((one) => ({
    path: `${base}.${one}`,
    target,
    ...(mode === undefined ? {} : { mode }),
  }));
}

/** What programs do it with, by rule. */
export const CODE_PATTERNS = {
  network: {
    javascript: {
      paths: [
        ...words("fetch XMLHttpRequest WebSocket EventSource WebTransport RTCPeerConnection importScripts"),
        ...words(
          "navigator.sendBeacon navigator.serviceWorker Deno.connect Deno.listen Deno.serve Bun.connect Bun.serve Bun.fetch",
        ),
        ...modules(
          "http https http2 net tls dgram dns dns/promises undici node-fetch cross-fetch axios got superagent request needle ky ws socket.io socket.io-client nodemailer ssh2 puppeteer playwright ftp basic-ftp mqtt ioredis redis pg mysql mysql2 mongodb @aws-sdk openai @anthropic-ai/sdk simple-git isomorphic-git octokit @octokit inspector",
        ),
      ],
      texts: /^(?:wss?|ftp):\/\//u,
    },
    python: {
      paths: modules(
        "socket socketserver ssl urllib.request urllib.urlopen urllib2 urllib3 http.client http.server httplib httplib2 httpx requests aiohttp websockets websocket ftplib smtplib poplib imaplib nntplib telnetlib xmlrpc asyncio.open_connection asyncio.start_server asyncio.open_unix_connection paramiko fabric boto3 botocore google.cloud openai anthropic pycurl selenium playwright scapy zmq pika redis psycopg psycopg2 pymongo mysql sqlalchemy.create_engine dns git webbrowser huggingface_hub wget tornado.httpclient grpc",
      ),
    },
  },
  "process-spawn": {
    javascript: {
      paths: [
        ...modules(
          "child_process cluster worker_threads execa cross-spawn shelljs zx node-pty piscina process.binding",
        ),
        ...words(
          "Deno.Command Deno.run Bun.spawn Bun.spawnSync Bun.$ process.kill process.dlopen process.binding Worker SharedWorker",
        ),
      ],
    },
    python: {
      paths: [
        ...modules(
          "subprocess multiprocessing pty popen2 commands sh plumbum pexpect invoke concurrent.futures.ProcessPoolExecutor asyncio.create_subprocess_exec asyncio.create_subprocess_shell asyncio.subprocess ctypes cffi joblib",
        ),
        ...members(
          "@os",
          "system popen popen2 popen3 popen4 fork forkpty kill killpg startfile posix_spawn posix_spawnp execl execle execlp execlpe execv execve execvp execvpe spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe",
        ),
        "*.loop.subprocess_exec",
        "*.loop.subprocess_shell",
      ],
    },
  },
  "write-outside": {
    javascript: {
      paths: words("localStorage sessionStorage indexedDB caches document.cookie"),
      writes: [
        ...nodeWrites(),
        ...members("Deno", "writeTextFile writeTextFileSync create createSync makeTempDir makeTempFile").map(
          (path) => ({ path, target: 0 }),
        ),
        { path: "Bun.write", target: 0 },
      ],
    },
    python: {
      paths: modules("tempfile shelve dbm sqlite3 winreg"),
      writes: [
        ...words("open @io.open @codecs.open @os.open @gzip.open @bz2.open @lzma.open").map((path) => ({
          path,
          target: 0,
          mode: 1,
        })),
        { path: "*.open", target: "receiver", mode: 0 },
        ...PATH_METHODS.map((name): WriteCall => ({ path: `*.${name}`, target: "receiver" })),
        ...OS_WRITES.map((name) => ({ path: `@os.${name}`, target: 0 })),
        ...words("rename replace renames symlink link").flatMap((name) =>
          [0, 1].map((target) => ({ path: `@os.${name}`, target })),
        ),
        ...words("copy copy2 copyfile copytree move copymode copystat").map((name) => ({
          path: `@shutil.${name}`,
          target: 1,
        })),
        ...words("rmtree chown make_archive").map((name) => ({ path: `@shutil.${name}`, target: 0 })),
        { path: "@shutil.unpack_archive", target: 1 },
        { path: "@logging.FileHandler", target: 0 },
      ],
    },
  },
  "environment-read": {
    javascript: {
      paths: [
        ...words(
          "process.env process.argv0 process.report process.getuid process.title Deno.env Bun.env import.meta.env navigator.userAgent document.cookie navigator.credentials",
        ),
        ...members("@os", "homedir userInfo hostname networkInterfaces tmpdir"),
        ...modules("dotenv dotenv/config keytar envalid"),
      ],
      texts: STORES,
    },
    python: {
      paths: [
        ...members("@os", "environ environb getenv getenvb getlogin uname getcwdb"),
        ...modules("dotenv keyring getpass netrc pwd grp spwd decouple environs posix.environ platform.node"),
        "@os.path.expanduser",
        "@os.path.expandvars",
        "@pathlib.Path.home",
        "*.expanduser",
      ],
      texts: STORES,
    },
  },
  "dynamic-code": {
    javascript: {
      paths: [
        ...words(
          "eval Function AsyncFunction GeneratorFunction execScript WebAssembly module._load module._compile require.extensions require.cache @[]",
        ),
        ...modules("vm vm2 isolated-vm module repl v8"),
        ..."globalThis[] process[] Reflect.construct module.constructor process.mainModule process.getBuiltinModule".split(
          " ",
        ),
        ...words("fs child_process os crypto http https net fs.promises").map((name) => `@${name}[]`),
        "*.constructor.constructor",
        "*.constructor()",
        "Math[]",
        "Date[]",
        "window[]",
        "global[]",
        "self[]",
      ],
      carriers: words("globalThis process Math Date @fs @fs.promises @os @crypto require"),
    },
    python: {
      paths: [
        ...words("eval exec compile __import__ execfile globals()[] vars()[] locals()[] __builtins__[] @[]"),
        ...modules(
          "importlib imp runpy code codeop marshal pickle dill cloudpickle pickletools builtins.eval builtins.exec builtins.compile types.CodeType types.FunctionType zipimport",
        ),
        ...words("os sys builtins io shutil pathlib time datetime").map((name) => `@${name}[]`),
        "*.__subclasses__",
        "*.__globals__",
        "*.__code__",
        "*.__builtins__",
        "*.__loader__",
        "@sys.modules",
        "@sys.meta_path",
        "@sys.path_hooks",
        "@yaml.load",
        "@yaml.unsafe_load",
      ],
      carriers: words("@os @sys @builtins @io @shutil @time @datetime globals() __builtins__ getattr __import__ open"),
    },
  },
  "clock-randomness": {
    javascript: {
      paths: [
        ...words(
          "Date.now Math.random performance crypto.randomUUID crypto.getRandomValues process.hrtime process.uptime process.cpuUsage Temporal.Now Bun.nanoseconds",
        ),
        ...members(
          "@crypto",
          "randomUUID randomBytes randomInt randomFill randomFillSync getRandomValues webcrypto pseudoRandomBytes",
        ),
        ...modules(
          "perf_hooks uuid nanoid timers timers/promises seedrandom chance @faker-js/faker os.uptime os.loadavg",
        ),
      ],
      emptyCalls: ["Date"],
    },
    python: {
      paths: [
        ...modules(
          "random secrets uuid timeit numpy.random torch.rand torch.randn torch.randint torch.randperm os.urandom os.getrandom os.times os.getpid",
        ),
        ...members(
          "@time",
          "time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time localtime gmtime ctime clock",
        ),
        ...members("@datetime.datetime", "now utcnow today"),
        ...members("@datetime", "now utcnow today"),
        "@datetime.date.today",
        "@time.strftime",
      ],
    },
  },
} as const satisfies Patterns;
