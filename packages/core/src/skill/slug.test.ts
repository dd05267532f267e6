import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SkillName } from "./names.ts";
import { slugify } from "./slug.ts";

test.each([
  ["Write tests first", "write-tests-first"],
  ["  --Already-a-slug--  ", "already-a-slug"],
  ["React 19 / Next.js 16: App Router", "react-19-next-js-16-app-router"],
  ["Don't panic", "dont-panic"],
  ["L’été", "lete"],
  ["Foo™ & Bar®", "foo-and-bar"],
  ["C", "c"],
  ["C++", "cpp"],
  ["C++17", "cpp17"],
  ["C#", "csharp"],
  ["F#", "fsharp"],
  [".NET", "dotnet"],
  ["ASP.NET", "asp-net"],
  ["Modern C++ & C# for .NET", "modern-cpp-and-csharp-for-dotnet"],
  ["Straße, œuvre, Łódź", "strasse-oeuvre-lodz"],
  ["Đặng Việt", "dang-viet"],
  ["ｆｕｌｌ ｗｉｄｔｈ", "full-width"],
  ["Тестирование объектов", "testirovanie-obektov"],
  ["Привет, мир", "privet-mir"],
  ["한국어 테스트 작성", "hangugeo-teseuteu-jagseong"],
  ["데이터베이스 마이그레이션", "deiteobeiseu-maigeureisyeon"],
  ["テストを書く", "tesuto-o-shu-ku"],
  ["シャットダウン", "shattodaun"],
  ["コーヒーとマッチ", "kohi-to-matchi"],
  ["がっこうのきょうしつ", "gakkounokyoushitsu"],
  ["ファイルとヴァイオリン", "fairu-to-vaiorin"],
  ["ｶﾞｲﾄﾞ", "gaido"],
  ["数据库迁移", "shu-ju-ku-qian-yi"],
  ["用React写测试", "yong-react-xie-ce-shi"],
])("makes a name of %j", (title, slug) => {
  expect(slugify(title)).toBe(slug);
});

test("cuts at a word, and a word that is longer by itself at 64", () => {
  expect(slugify("word ".repeat(30))).toBe("word-word-word-word-word-word-word-word-word-word-word-word-word");
  expect(slugify(`${"a".repeat(59)} bcd efg`)).toBe(`${"a".repeat(59)}-bcd`);
  expect(slugify(`${"a".repeat(60)} bcd efg`)).toBe(`${"a".repeat(60)}-bcd`);
  expect(slugify(`${"a".repeat(61)} bcd`)).toBe("a".repeat(61));
  expect(slugify("b".repeat(80))).toBe("b".repeat(64));
});

test.each([
  ["", "skill-e3b0c442"],
  ["😀", "skill-f0443a34"],
  ["っー", "skill-a91f2fa1"],
  ["CON", "con-a3dbc4b6"],
  ["nul", "nul-99e62427"],
])("adds the title's hash to %j, which is no name by itself", (title, slug) => {
  expect(slugify(title)).toBe(slug);
});

test("adds the content's hash when the name is taken, more of it while that is taken too", () => {
  const taken =
    (...names: string[]) =>
    (slug: string) =>
      names.includes(slug);
  expect(slugify("Red", { taken: taken("red"), content: "skill" })).toBe("red-9c53c074");
  expect(slugify("Red", { taken: taken("red", "red-9c53c074"), content: "skill" })).toBe("red-9c53c074d7ac");
  expect(slugify("Red", { taken: taken("red"), content: "other" })).not.toBe("red-9c53c074");
  expect(slugify("a-".repeat(32), { taken: taken("a-".repeat(31) + "a"), content: "skill" })).toBe(
    "a-".repeat(28).slice(0, -1) + "-9c53c074",
  );
});

test("says so when every name is taken", () => {
  expect(() => slugify("Red", { taken: () => true })).toThrow(
    expect.objectContaining({
      code: "conflict",
      message: 'no free name can be made of "Red"; give the skill a name of your own',
    }),
  );
});

test("always gives a valid name that is not taken, and the same one again", () => {
  const title = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("con", "LPT1", "aux!", "-"),
  );
  fc.assert(
    fc.property(title, fc.string(), (text, content) => {
      const slug = slugify(text, { content });
      expect(SkillName.safeParse(slug).success).toBe(true);
      expect(slugify(text, { content })).toBe(slug);
      const other = slugify(text, { content, taken: (name) => name === slug });
      expect(other).not.toBe(slug);
      expect(SkillName.safeParse(other).success).toBe(true);
    }),
    { numRuns: 500 },
  );
});
