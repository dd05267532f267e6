import type { Signal } from "../types.ts";
import { files, share, uses } from "./conditions.ts";

/** Notebooks and text. */
export const TEXT_SIGNALS: Signal[] = [
  { preset: "notebook", weight: 1, what: "notebooks", when: share("ipynb qmd", 0.3, { files: 3 }) },
  { preset: "notebook", weight: 0.5, what: "several notebooks", when: share("ipynb qmd rmd", 0.15, { files: 5 }) },
  {
    preset: "docs",
    weight: 0.7,
    what: "mostly text",
    when: share("md mdx markdown rst adoc asciidoc tex typ org qmd", 0.7, { of: "text", files: 3 }),
  },
  {
    preset: "docs",
    weight: 1,
    what: "mostly text",
    when: share("md mdx markdown rst adoc asciidoc tex typ org qmd", 0.9, { of: "text", files: 2 }),
  },
  {
    preset: "docs",
    weight: 0.5,
    what: "mostly text",
    when: share("md mdx markdown rst adoc asciidoc tex typ org qmd", 0.45, { of: "text", files: 30 }),
  },
  {
    preset: "docs",
    weight: 0.3,
    what: "documentation site in the root",
    when: files(
      "{mkdocs,docusaurus.config,_config,conf,hugo,config,zensical,mint,docs,astro.config}.{yml,yaml,toml,js,ts,mjs,py,json} .vitepress/** _posts/** {,src/,docs/}SUMMARY.md",
      { alsoIn: ["hidden"] },
    ),
  },
  {
    preset: "docs",
    weight: 1,
    what: "exercises with a text to each",
    when: files("{exercises,lessons,lectures,chapters}/**/*.{md,mdx,rst,adoc}", {
      atLeast: 5,
      alsoIn: ["docs", "hidden"],
    }),
  },
  {
    preset: "docs",
    weight: 0.5,
    what: "numbered chapters",
    when: files(
      "{,*/}{0,1,2}?{-,_,.}*.{md,mdx,rst,adoc,ipynb} {,*/}{0,1,2}?{-,_,.}*/**/{README,index}.{md,mdx,rst,adoc}",
      { atLeast: 8 },
    ),
  },
  {
    preset: "docs",
    weight: 0.7,
    what: "book in the root",
    when: files("book.toml antora.yml _toc.yml _bookdown.yml _quarto.yml"),
  },
  {
    preset: "docs",
    weight: 0.45,
    what: "documentation generator",
    when: uses(
      {
        npm: "@docusaurus/core vitepress vuepress nextra fumadocs-ui fumadocs-core @astrojs/starlight docsify docsify-cli @mintlify/cli mint @rspress/core rspress honkit gitbook-cli hexo",
      },
      { in: "app", scope: "any" },
    ),
    main: true,
  },
  {
    preset: "docs",
    weight: 0.6,
    what: "documentation generator",
    when: uses(
      {
        python: "mkdocs mkdocs-material sphinx jupyter-book zensical pelican nikola",
        gem: "jekyll github-pages just-the-docs middleman nanoc",
        go: "github.com/gohugoio/hugo",
      },
      { in: "app" },
    ),
    main: true,
  },
];
