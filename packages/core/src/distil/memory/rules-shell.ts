import type { ShellPattern } from "./types.ts";

/** Variables that a script has without anybody giving them, or that name its own output folder. */
export const SHELL_OWN =
  /^(?:IFS|OPTARG|OPTIND|OPTERR|BASH_SOURCE|BASH_REMATCH|BASH_VERSION|FUNCNAME|LINENO|PWD|OLDPWD|PIPESTATUS|REPLY|COLUMNS|LINES|MAPFILE|DIRSTACK|OUT(?:PUT)?(?:_?(?:DIR|FOLDER|PATH|ROOT|BASE|FILE))?)$/u;

const INTERPRETERS = Object.fromEntries(
  "python python2 python3 node deno bun ruby perl php lua pwsh powershell osascript tclsh Rscript java julia"
    .split(" ")
    .map((name) => [name, true] as const),
);

/** What shell scripts do it with, by rule. */
export const SHELL_PATTERNS = {
  network: {
    commands: {
      ...Object.fromEntries(
        "curl wget nc ncat netcat telnet ftp sftp scp ssh sshfs socat aria2c http https httpie xh lynx links w3m dig nslookup host ping traceroute aws gcloud az gsutil rclone gh glab kubectl helm apt apt-get yum dnf brew pip3 ntpdate mail sendmail iwr Invoke-WebRequest"
          .split(" ")
          .map((name) => [name, true] as const),
      ),
      rsync: /(?:^|\s)\S{1,200}(?:::?|:\/\/)\S*/u,
      git: /^(?:-\S{1,100}\s){0,6}(?:clone|fetch|pull|push|ls-remote|submodule|remote)\b/u,
      npm: /^(?:i|install|ci|add|publish|exec|update|view|x)\b/u,
      npx: true,
      pnpm: /^(?:i|install|add|dlx|publish|update)\b/u,
      yarn: true,
      pip: true,
      uv: true,
      cargo: /^(?:install|fetch|publish|update)\b/u,
      go: /^(?:get|install|mod\s+download)\b/u,
      docker: /^(?:pull|push|login|run|build)\b/u,
    },
    words: /^\/dev\/(?:tcp|udp)\//u,
  },
  "process-spawn": {
    commands: {
      ...INTERPRETERS,
      ...Object.fromEntries(
        "nohup setsid disown daemonize screen tmux parallel crontab at batch systemctl service launchctl docker podman sudo su doas chroot unshare nsenter kill killall pkill make coproc exec"
          .split(" ")
          .map((name) => [name, true] as const),
      ),
      xargs: true,
      find: /(?:^|\s)-(?:exec|execdir|ok|okdir)\b/u,
      awk: /\bsystem\s{0,4}\(|\|\s{0,4}getline/u,
      sed: /(?:^|\s)(?:\S{0,40}[;/])?e\s/u,
    },
  },
  "environment-read": {
    commands: {
      env: true,
      printenv: true,
      whoami: true,
      id: true,
      hostname: true,
      uname: true,
      declare: /^-\w{0,4}x/u,
      export: /^-p\b|^$/u,
      set: /^$/u,
      compgen: /-[ev]\b/u,
    },
    words:
      /(?:^|\/)\.(?:ssh|aws|gnupg|netrc|npmrc|pypirc|git-credentials|env)(?:\/|$)|^\/etc\/(?:passwd|shadow)$|^\/proc\/(?:self|\d+)\/environ$|^~(?:\/|$)/u,
    variables: /^[A-Z][A-Z0-9_]*$/u,
  },
  "dynamic-code": {
    commands: {
      eval: true,
      source: true,
      alias: /=/u,
      trap: /^[^-\s]/u,
      ".": true,
      ...Object.fromEntries("sh bash zsh dash ksh fish ash busybox".split(" ").map((name) => [name, true] as const)),
    },
  },
  "clock-randomness": {
    commands: {
      date: true,
      shuf: true,
      uuidgen: true,
      mktemp: true,
      openssl: /^rand\b/u,
      stat: true,
      timedatectl: true,
      jot: true,
      sort: /(?:^|\s)(?:-\w{0,8}R\b|--random)/u,
      awk: /\b(?:rand|srand|systime|strftime)\s{0,4}\(/u,
      printf: /%\([^)]{0,40}\)T/u,
    },
    words: /^\/dev\/u?random$/u,
    variables: /^(?:RANDOM|SRANDOM|EPOCHSECONDS|EPOCHREALTIME|SECONDS|BASHPID)$/u,
  },
} as const satisfies Readonly<Record<string, ShellPattern>>;

/** Commands that write, and which of their words (options left out) name where: the last one, or all of them. */
export const SHELL_WRITERS: Readonly<Record<string, "last" | "all">> = {
  cp: "last",
  mv: "all",
  ln: "last",
  install: "last",
  rsync: "last",
  tee: "all",
  rm: "all",
  rmdir: "all",
  mkdir: "all",
  touch: "all",
  truncate: "all",
  unlink: "all",
  shred: "all",
  mkfifo: "all",
};

/** Commands that run the command behind them. */
export const SHELL_WRAPPERS: ReadonlySet<string> = new Set(
  "command builtin exec time nice ionice timeout stdbuf sudo doas env nohup setsid xargs busybox chroot then do else ! coproc".split(
    " ",
  ),
);
