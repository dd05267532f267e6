import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SkillMarkdown } from "./skill-markdown.tsx";

function draw(text: string): string {
  const html = renderToStaticMarkup(
    createElement(SkillMarkdown, { text, skillHref: "/skills/library/x", renderCode: ({ text }) => text }),
  );
  return html.replace(/^<div class="prose">|<\/div>$/g, "");
}

test("headings start one below the page's own", () => {
  expect(draw("# One\n\n### Three")).toBe("<h2>One</h2>\n<h4>Three</h4>");
});

test("HTML stands there as text, comments too", () => {
  expect(draw("a <b onclick=x>b</b> <!-- hidden order -->")).toBe(
    "<p>a <code>&lt;b onclick=x&gt;</code>b<code>&lt;/b&gt;</code> <code>&lt;!-- hidden order --&gt;</code></p>",
  );
});

test("hidden characters are marks, in running text and in inline code", () => {
  expect(draw("a\u202eb `c\u200bd`")).toBe(
    '<p>a<span class="hid" title="direction override">U+202E</span>b <code>c<span class="hid" title="zero-width character">U+200B</span>d</code></p>',
  );
});

test("images are named and never loaded", () => {
  const html = draw("![pixel](https://evil.example/p.png)");
  expect(html).toBe('<p><span class="t3">[image pixel: https://evil.example/p.png, not loaded]</span></p>');
});

test("a link out says its host and keeps no way back; a link that runs something is plain text", () => {
  expect(draw("[go](https://example.com/a)")).toBe(
    '<p><a class="link" href="https://example.com/a" target="_blank" rel="noopener noreferrer nofollow">go</a> <span class="sm t3">example.com</span></p>',
  );
  expect(draw("[go](javascript:alert(1))")).toBe("<p><span>go</span></p>");
});

test("no inline styles: alignment is a class", () => {
  const html = draw("| a | b |\n|--|--:|\n| 1 | 2 |");
  expect(html).toContain('<td class="num">2</td>');
  expect(html).not.toContain("style=");
});
