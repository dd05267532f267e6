import type { Signal } from "../types.ts";
import { files, share, states, uses } from "./conditions.ts";

/** Commands that people install and type. */
export const COMMAND_SIGNALS: Signal[] = [
  {
    preset: "cli-tool",
    weight: 1,
    what: "installs a command",
    when: states(["npm.bin", "gem.bin", "composer.bin", "pub.bin", "hex.escript", "nuget.tool"]),
    main: true,
  },
  { preset: "cli-tool", weight: 0.8, what: "installs a command", when: states(["python.script"]), main: true },
  { preset: "cli-tool", weight: 0.4, what: "installs a command", when: states(["npm.side-bin"]), main: true },
  {
    preset: "cli-tool",
    weight: -0.4,
    what: "listed among web libraries",
    when: states(["python.classifier:Environment :: Web Environment"]),
  },
  {
    preset: "cli-tool",
    weight: -0.35,
    what: "listed among libraries",
    when: states([
      "python.classifier:Topic :: Software Development :: Libraries",
      "python.classifier:Topic :: Software Development :: Libraries :: Python Modules",
      "python.classifier:Topic :: Software Development :: Libraries :: Application Frameworks",
    ]),
  },
  { preset: "cli-tool", weight: 0.5, what: "builds a program", when: states(["cargo.main", "cargo.bin"]), main: true },
  {
    preset: "cli-tool",
    weight: 0.2,
    what: "builds a program of its language",
    when: states(["go.main", "cpp.executable", "nuget.exe", "jvm.application"]),
    main: true,
  },
  {
    preset: "cli-tool",
    weight: 0.6,
    what: "command-line parser in a program",
    when: uses(
      {
        cargo: "clap structopt argh pico-args lexopt gumdrop bpaf docopt getopts",
        go: `github.com/spf13/cobra github.com/urfave/cli github.com/alecthomas/kong github.com/alecthomas/kingpin gopkg.in/alecthomas/kingpin
          github.com/jessevdk/go-flags github.com/peterbourgon/ff github.com/mitchellh/cli github.com/docopt/docopt-go github.com/jawher/mow.cli
          github.com/spf13/pflag github.com/charmbracelet/fang github.com/alexflint/go-arg github.com/google/subcommands`,
        maven: `info.picocli:picocli com.beust:jcommander org.jcommander:jcommander com.github.ajalt.clikt:clikt args4j:args4j
          com.github.scopt:scopt com.monovore:decline org.springframework.shell:spring-shell-starter org.rogach:scallop
          org.jetbrains.kotlinx:kotlinx-cli commons-cli:commons-cli com.github.rvesse:airline`,
        nuget:
          "system.commandline spectre.console.cli commandlineparser mcmaster.extensions.commandlineutils cocona dragonfruit consoleappframework",
        cpp: "cli11 cxxopts argparse docopt lyra tclap popt ncurses notcurses ftxui",
        hex: "optimus owl burrito",
        composer: "laravel-zero/framework",
      },
      { in: "app" },
    ),
    main: true,
  },
  {
    preset: "cli-tool",
    weight: 0.4,
    what: "terminal interface",
    when: uses(
      {
        cargo: "ratatui tui crossterm cursive dialoguer inquire indicatif",
        go: "github.com/charmbracelet/bubbletea github.com/rivo/tview github.com/gdamore/tcell github.com/manifoldco/promptui github.com/charmbracelet/huh",
        python: "textual urwid prompt-toolkit typer click fire docopt cyclopts cement plumbum",
        npm: "ink commander yargs cac @oclif/core oclif meow @clack/prompts inquirer clipanion citty gluegun caporal sade",
        gem: "thor gli dry-cli tty-prompt optimist slop",
        composer: "symfony/console",
        nuget: "spectre.console terminal.gui",
        pub: "args mason_logger cli_util",
      },
      { in: "app" },
    ),
    main: true,
  },
  {
    preset: "cli-tool",
    weight: 0.5,
    what: "command-line parser in a program",
    when: uses({ swift: "swift-argument-parser commander swiftcli" }),
  },
  { preset: "cli-tool", weight: 0.3, what: "builds a program of its language", when: states(["swift.executable"]) },
  {
    preset: "cli-tool",
    weight: 0.6,
    what: "listed among command-line programs",
    when: states(["cargo.category:command-line-utilities"]),
    main: true,
  },
  {
    preset: "cli-tool",
    weight: -0.6,
    what: "listed among libraries for building command-line programs",
    when: states(["cargo.category:command-line-interface"]),
  },
  {
    preset: "cli-tool",
    weight: 0.2,
    what: "says that it runs in a console",
    when: states(["python.classifier:Environment :: Console", "npm.keyword:cli", "npm.keyword:command-line"]),
    main: true,
  },
  {
    preset: "cli-tool",
    weight: 0.3,
    what: "command-line entry file",
    when: files(
      "{,src/,*/,src/*/,cmd/,app/}{cli,__main__}.{py,ts,js,mjs,rb,php,go,rs} {,src/,app/}{cli,commands}/*.{ts,js,py,go,rs}",
    ),
  },
  {
    preset: "cli-tool",
    weight: 0.4,
    what: "released as a program",
    when: files(".goreleaser.{yml,yaml} .goreleaser/*.{yml,yaml} {Formula,HomebrewFormula}/*.rb dist-workspace.toml", {
      alsoIn: ["hidden"],
    }),
  },
  {
    preset: "cli-tool",
    weight: 0.15,
    what: "manual page or shell completion",
    when: files(
      "**/{man,man1,doc,docs}/**/*.1 *.1 **/{completion,completions,complete,contrib}/**/*.{bash,fish,zsh} **/{completion,completions}/_*",
      { alsoIn: ["docs", "tooling"] },
    ),
  },
  {
    preset: "cli-tool",
    weight: 0.6,
    what: "installs a command",
    when: states(["cpp.command", "cabal.executable"]),
    main: true,
  },
  {
    preset: "cli-tool",
    weight: -0.3,
    what: "web server in a program",
    when: uses({ cargo: "axum actix-web rocket warp poem tide salvo ntex tonic" }, { in: "app" }),
  },
  {
    preset: "cli-tool",
    weight: -0.3,
    what: "database behind a program",
    when: uses({
      go: "gorm.io/gorm github.com/jackc/pgx entgo.io/ent github.com/jmoiron/sqlx github.com/lib/pq github.com/go-sql-driver/mysql go.mongodb.org/mongo-driver",
      cargo: "sqlx diesel sea-orm tokio-postgres mongodb diesel-async",
    }),
  },
  { preset: "cli-tool", weight: 0.5, what: "shell program", when: share("sh bash zsh fish ps1", 0.6, { files: 4 }) },
  {
    preset: "cli-tool",
    weight: 0.3,
    what: "desktop entry that runs in a terminal",
    when: states(["desktop.terminal"]),
  },
];
