import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Shops and what is built for them. */
export const COMMERCE_SIGNALS: Signal[] = [
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
  {
    preset: "commerce",
    weight: 0.6,
    what: "WooCommerce extension",
    when: files("woocommerce-*.php **/class-wc-*.php"),
  },
  { preset: "commerce", weight: 1, what: "Shopify theme", when: files("sections/*.liquid", { atLeast: 2 }) },
  {
    preset: "commerce",
    weight: 0.4,
    what: "shopping cart",
    when: files("**/{cart,carts,basket,baskets,shopping-cart,shoppingcart}/** **/{cart,basket,shoppingcart}.*", {
      atLeast: 2,
    }),
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
