import type { Socket } from "node:net";
import type { GitCredential } from "./credential.ts";
import type { SignIn } from "./sign-in.ts";
import { withSocket } from "./sign-in-socket.ts";

type Password = Extract<GitCredential, { kind: "password" }>;

/** The variable that tells the helper where to ask. */
const SOCKET = "YARDLET_SIGN_IN";

/** Passes git's question on to us and our answer back. Constant text: what it carries it never holds in its arguments. */
const HELPER = `const s=require("net").connect(process.env.${SOCKET});s.on("error",()=>process.exit(1));s.write(process.argv[1]+"\\n");process.stdin.pipe(s);s.pipe(process.stdout)`;

const MAX_QUESTION = 64 * 1024;

/**
 * Answers git as its only credential helper, by the protocol of gitcredentials(7). Unlike an askpass program a helper is told
 * protocol and host apart, so that nothing has to be guessed from a prompt: for any other host there is no answer.
 */
export function answerPasswords<T>(
  host: string,
  credential: Password,
  use: (signIn: SignIn) => Promise<T>,
): Promise<T> {
  return withSocket(
    (connection) => hear(connection, (question) => connection.end(answerFor(question, host, credential))),
    ({ socket }) =>
      use({
        env: { [SOCKET]: socket },
        // The empty one drops the host's own helpers. A server that sends on to another place is not followed.
        settings: ["credential.helper=", `credential.helper=${helperCommand()}`, "http.followRedirects=false"],
        said: () => Promise.resolve(""),
      }),
  );
}

/** What git is told: nothing, unless it asks for this very host over https, and for no other user. */
export function answerFor(question: string, host: string, { username, secret }: Password): string {
  const [verb, ...lines] = question.split("\n");
  const asked = new Map(
    lines.flatMap((line) => {
      const at = line.indexOf("=");
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
    }),
  );
  const isOurs = asked.get("protocol") === "https" && asked.get("host") === host;
  const isOurUser = (asked.get("username") ?? username) === username;
  if (verb !== "get" || !isOurs || !isOurUser) return "";
  return `username=${username}\npassword=${secret}\n`;
}

function hear(connection: Socket, answer: (question: string) => void): void {
  let question = "";
  connection.setEncoding("utf8").on("data", (text: string) => {
    question += text;
    if (question.length > MAX_QUESTION) connection.destroy();
  });
  connection.once("end", () => answer(question));
}

/** Git hands it to a shell, followed by the verb. */
function helperCommand(): string {
  return `!${quote(process.execPath)} -e ${quote(HELPER)}`;
}

/** One word for a POSIX shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
