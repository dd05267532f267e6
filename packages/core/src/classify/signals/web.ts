import type { Signal } from "../types.ts";
import { files, share, states, uses } from "./conditions.ts";

/** Front ends, and shops. */
export const WEB_SIGNALS: Signal[] = [
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
        composer: "livewire/livewire inertiajs/inertia-laravel filament/filament symfony/ux-turbo symfony/twig-bundle symfony/webpack-encore-bundle",
        maven: `org.springframework.boot:spring-boot-starter-thymeleaf org.springframework.boot:spring-boot-starter-freemarker
          org.springframework.boot:spring-boot-starter-mustache org.thymeleaf:thymeleaf org.apache.wicket:wicket-core
          org.primefaces:primefaces org.apache.tapestry:tapestry-core io.quarkus:quarkus-qute`,
        catalog: "spring.boot.starter.thymeleaf",
        hex: "phoenix_html",
        go: "github.com/a-h/templ",
        cargo: "dioxus maud askama",
        nuget: "microsoft.aspnetcore.components.webassembly mudblazor microsoft.fluentui.aspnetcore.components",
      },
      { in: "app", scope: "any" },
    ),
  },
  { preset: "web-ui", weight: 0.4, what: "older user-interface library", when: uses({ npm: "jquery backbone knockout bootstrap angular ember" }, { in: "app" }) },
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
    when: files("**/app/views/**/*.{erb,haml,slim} **/resources/views/**/*.blade.php **/*.cshtml **/*.razor **/webapp/**/*.{jsp,jspx}"),
  },
  { preset: "web-ui", weight: 0.3, what: "start page", when: files("{,public/,src/,static/,web/}index.html") },
  { preset: "web-ui", weight: 0.2, what: "style sheets", when: files("**/*.{css,scss,sass,less}", { atLeast: 3 }) },
  {
    preset: "web-ui",
    weight: 0.3,
    what: "component files",
    when: share("tsx jsx vue svelte astro", 0.2, { files: 5 }),
  },
  {
    preset: "commerce",
    weight: 1,
    what: "shop platform",
    when: uses(
      {
        npm: `@medusajs/medusa @medusajs/framework @shopify/hydrogen @shopify/shopify-app-remix @shopify/shopify-app-express
          @shopify/shopify-app-react-router @vendure/core @commercetools/platform-sdk @bigcommerce/catalyst-core @vue-storefront/core
          @vue-storefront/nuxt @spartacus/core swell-js snipcart @lemonsqueezy/lemonsqueezy.js @evershop/evershop`,
        python: "django-oscar django-shop shopifyapi",
        gem: "solidus solidus_core spree spree_core shopify_app workarea",
        composer: `magento/product-community-edition magento/framework magento/magento2-base sylius/sylius shopware/core
          bagisto/bagisto aimeos/aimeos-laravel aimeos/aimeos-core prestashop/prestashop lunarphp/lunar thelia/core oxid-esales/oxideshop-ce`,
        maven: "org.broadleafcommerce:broadleaf-framework org.broadleafcommerce:broadleaf-framework-web",
        nuget: "nop.core orchardcore.commerce",
      },
      { scope: "any" },
    ),
  },
  {
    preset: "commerce",
    weight: 0.6,
    what: "shop interface",
    when: uses(
      {
        npm: `@shopify/shopify-api @shopify/storefront-api-client @shopify/storefront-kit-react @shopify/hydrogen-react @shopify/polaris
          @shopify/app-bridge-react @woocommerce/woocommerce-rest-api @bigcommerce/checkout-sdk @medusajs/js-sdk @medusajs/medusa-js
          @saleor/sdk shopify-buy commerce-js @chec/commerce.js @moltin/sdk`,
        gem: "shopify_api activemerchant",
        python: "woocommerce",
        composer: "woocommerce/woocommerce automattic/woocommerce",
      },
      { in: "app" },
    ),
  },
  {
    preset: "commerce",
    weight: 1,
    what: "extension of a shop platform",
    when: states([
      "composer.type:magento2-module",
      "composer.type:magento2-theme",
      "composer.type:shopware-platform-plugin",
      "composer.type:prestashop-module",
      "composer.type:sylius-plugin",
    ]),
  },
  { preset: "commerce", weight: 1, what: "Shopify theme", when: files("sections/*.liquid", { atLeast: 2 }) },
  {
    preset: "commerce",
    weight: 0.4,
    what: "shopping cart",
    when: files("**/{cart,carts,basket,baskets,shopping-cart,shoppingcart}/** **/{cart,basket,shoppingcart}.*", { atLeast: 2 }),
  },
  {
    preset: "commerce",
    weight: 0.2,
    what: "orders and checkout",
    when: files("**/{checkout,checkouts,order,orders}/** **/{checkout,order,orderitem,order_item}.*", { atLeast: 2 }),
  },
  {
    preset: "commerce",
    weight: 0.2,
    what: "product catalogue",
    when: files("**/{product,products,catalog,catalogue}/** **/{product,catalogitem,catalog-item}.*", { atLeast: 2 }),
  },
  {
    preset: "commerce",
    weight: 0.2,
    what: "payments",
    when: uses(
      {
        npm: "stripe @stripe/stripe-js @stripe/react-stripe-js @paypal/react-paypal-js braintree razorpay square mollie-api-node",
        python: "stripe paypalrestsdk braintree razorpay",
        gem: "stripe pay braintree",
        composer: "stripe/stripe-php laravel/cashier mollie/mollie-api-php",
        go: "github.com/stripe/stripe-go",
        nuget: "stripe.net",
        maven: "com.stripe:stripe-java",
      },
      { in: "app" },
    ),
  },
];
