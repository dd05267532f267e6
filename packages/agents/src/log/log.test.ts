import { expect, test } from "vitest";
import { openLog } from "./log.ts";

function read(chunks: (string | Buffer)[], secrets: string[] = []) {
  const lines: string[] = [];
  const log = openLog(secrets, ({ text }) => lines.push(text));
  for (const chunk of chunks) log.write("stdout", Buffer.from(chunk));
  log.end();
  return { lines, exposed: log.exposed, bytes: log.bytes };
}

test("lines, whatever the chunks; the last one without an end too", () => {
  expect(read(["one\ntw", "o\r\n", "three"])).toEqual({ lines: ["one", "two", "three"], exposed: false, bytes: 14 });
});

test("a character cut in two stays whole", () => {
  const bytes = Buffer.from("가\n");
  expect(read([bytes.subarray(0, 1), bytes.subarray(1)]).lines).toEqual(["가"]);
});

test("a secret is hidden wherever a chunk ends, and told", () => {
  expect(read(["key=hunter", "22-hunter22 done\n"], ["hunter22-hunter22"])).toMatchObject({
    lines: ["key=*** done"],
    exposed: true,
  });
});

test("a private key is hidden as a block", () => {
  const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
  expect(read([`before\n${key}after\n`]).lines).toEqual(["before", "***", "***", "***", "***", "after"]);
});

test("a long line is cut, and a secret across the cut is not shown in part", () => {
  const { lines } = read(
    [`${"x".repeat(8 * 1024 - 4)} hunter22-hunter22 ${"y".repeat(100_000)}\nnext\n`],
    ["hunter22-hunter22"],
  );
  expect(lines.map((line) => line.length)).toEqual([8 * 1024 + 2, 4]);
  expect(lines[0]?.slice(8 * 1024 - 6)).toBe("xx *** …");
  expect(lines[1]).toBe("next");
});

test("a line without an end is passed on once", () => {
  const { lines } = read(Array.from({ length: 50 }, () => "x".repeat(4096)).concat("\nend\n"));
  expect(lines.map((line) => line.length)).toEqual([8 * 1024 + 2, 3]);
});
