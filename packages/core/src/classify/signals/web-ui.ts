import type { Signal } from "../types.ts";
import { files, share, states, uses } from "./conditions.ts";

/** Pages that people open in a browser. */
export const WEB_UI_SIGNALS: Signal[] = [
  {
    preset: "web-ui",
    weight: 1,
    what: "web application framework",
    when: uses(
      {
        npm: `next nuxt nuxt3 nuxi @sveltejs/kit gatsby astro @remix-run/react @remix-run/dev @react-router/dev @angular/core @analogjs/core
          @builder.io/qwik @builder.io/qwik-city @qwik.dev/core @qwik.dev/router @solidjs/start solid-start @tanstack/react-start
          @tanstack/solid-start @redwoodjs/web @redwoodjs/sdk rwsdk blitz vike umi @umijs/max @modern-js/app-tools ember-source
          @11ty/eleventy @fresh/core waku @lynx-js/react`,
        cargo: "leptos yew sycamore perseus dioxus-web seed",
        hex: "phoenix_live_view surface",
        maven: "com.vaadin:vaadin-spring-boot-starter com.vaadin:vaadin com.vaadin:vaadin-core com.google.gwt:gwt-user",
        pub: "jaspr",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "web-ui",
    weight: 0.6,
    what: "user-interface library",
    when: uses(
      {
        npm: `react-dom preact vue svelte solid-js lit mithril inferno riot @angular/platform-browser alpinejs htmx.org
          @hotwired/turbo @hotwired/turbo-rails @hotwired/stimulus @inertiajs/react @inertiajs/vue3 @inertiajs/svelte hyperapp`,
        gem: "turbo-rails stimulus-rails importmap-rails hotwire-rails react-rails inertia_rails",
        composer:
          "livewire/livewire inertiajs/inertia-laravel filament/filament symfony/ux-turbo symfony/twig-bundle symfony/webpack-encore-bundle",
        maven: `org.springframework.boot:spring-boot-starter-thymeleaf org.springframework.boot:spring-boot-starter-freemarker
          org.springframework.boot:spring-boot-starter-mustache org.thymeleaf:thymeleaf org.apache.wicket:wicket-core
          org.primefaces:primefaces org.apache.tapestry:tapestry-core io.quarkus:quarkus-qute`,
        catalog: "spring.boot.starter.thymeleaf",
        hex: "phoenix_html",
        go: "github.com/a-h/templ",
        cargo: "dioxus maud",
        nuget: "microsoft.aspnetcore.components.webassembly mudblazor microsoft.fluentui.aspnetcore.components",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "web-ui",
    weight: 0.4,
    what: "older user-interface library",
    when: uses({ npm: "jquery backbone knockout bootstrap angular ember" }, { in: "app" }),
  },
  { preset: "web-ui", weight: 0.6, what: "Shopify theme", when: files("sections/*.liquid", { atLeast: 2 }) },
  {
    preset: "web-ui",
    weight: 0.4,
    what: "web bundler",
    when: uses(
      {
        npm: `vite webpack parcel react-scripts @vitejs/plugin-react @vitejs/plugin-react-swc @vitejs/plugin-vue @rsbuild/core @rspack/core
          @sveltejs/vite-plugin-svelte @vue/cli-service @craco/craco snowpack laravel-vite-plugin laravel-mix`,
        gem: "vite_rails webpacker jsbundling-rails shakapacker",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "web-ui",
    weight: 0.4,
    what: "data application framework with pages",
    when: uses({ python: "streamlit dash reflex nicegui panel shiny solara mesop taipy" }, { in: "app" }),
  },
  { preset: "web-ui", weight: 0.2, what: "Streamlit page", when: files("**/streamlit_app.py pages/*.py Home.py") },
  {
    preset: "web-ui",
    weight: 0.6,
    what: "WordPress plugin or theme",
    when: states(["composer.type:wordpress-plugin", "composer.type:wordpress-theme"]),
  },
  { preset: "web-ui", weight: 0.6, what: "WordPress plugin or theme", when: files("functions.php wp-content/**") },
  { preset: "web-ui", weight: 1, what: "Angular workspace", when: files("angular.json") },
  { preset: "web-ui", weight: 1, what: "Elm application", when: files("elm.json") },
  { preset: "web-ui", weight: 1, what: "Blazor WebAssembly application", when: states(["nuget.wasm"]) },
  {
    preset: "web-ui",
    weight: 0.6,
    what: "server-rendered pages",
    when: files(
      `**/app/views/**/*.{erb,haml,slim} **/resources/views/**/*.blade.php **/*.cshtml **/*.razor **/webapp/**/*.{jsp,jspx,xhtml}
       **/lib/*_web/**/*.{heex,leex,eex}`,
      { atLeast: 5 },
    ),
  },
  {
    preset: "web-ui",
    weight: 0.5,
    what: "page templates",
    when: files("**/templates/**/*.{html,htm,twig,jinja,jinja2,j2.html,html.tera,ftl,mustache,hbs}", {
      atLeast: 8,
      alsoIn: ["template"],
    }),
  },
  {
    preset: "web-ui",
    weight: 0.3,
    what: "a server-rendered page",
    when: files(
      "**/app/views/**/*.{erb,haml,slim} **/resources/views/**/*.blade.php **/*.cshtml **/*.razor **/webapp/**/*.{jsp,jspx}",
    ),
  },
  { preset: "web-ui", weight: 0.2, what: "style sheets", when: files("**/*.{css,scss,sass,less}", { atLeast: 3 }) },
  {
    preset: "web-ui",
    weight: 0.3,
    what: "component files",
    when: share("tsx jsx vue svelte astro", 0.2, { files: 5 }),
  },
];
