import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Services that answer requests. */
export const BACKEND_SIGNALS: Signal[] = [
  {
    preset: "backend-api",
    weight: 1,
    what: "web server framework",
    when: uses(
      {
        npm: `express fastify koa @hapi/hapi hono @hono/node-server @nestjs/core restify polka @feathersjs/feathers @adonisjs/core elysia
          sails loopback @loopback/rest moleculer nitro nitropack @apollo/server apollo-server apollo-server-express graphql-yoga
          mercurius @strapi/strapi payload directus @keystone-6/core @medusajs/medusa @vendure/core @oak/oak egg @midwayjs/core
          fastify-cli encore.dev @trpc/server convex @ts-rest/express @orpc/server`,
        python: `fastapi flask django djangorestframework django-ninja starlette sanic litestar falcon bottle quart robyn connexion pyramid
          cherrypy blacksheep strawberry-graphql tornado apiflask flask-restful flask-restx wagtail django-cms chalice mangum
          fastapi-slim esmerald emmett masonite web2py turbogears2 aiohttp-jinja2 graphene-django zappa`,
        cargo:
          "axum actix-web rocket warp poem tide salvo ntex tonic loco-rs gotham viz poem-openapi async-graphql juniper pavex",
        go: `github.com/gin-gonic/gin github.com/labstack/echo github.com/gofiber/fiber github.com/go-chi/chi github.com/gorilla/mux
          github.com/julienschmidt/httprouter github.com/beego/beego github.com/astaxie/beego github.com/kataras/iris
          github.com/99designs/gqlgen connectrpc.com/connect github.com/bufbuild/connect-go github.com/go-kit/kit
          github.com/go-kratos/kratos github.com/zeromicro/go-zero github.com/gobuffalo/buffalo goa.design/goa github.com/danielgtaylor/huma github.com/cloudwego/hertz github.com/cloudwego/kitex
          github.com/go-fuego/fuego encore.dev github.com/grpc-ecosystem/grpc-gateway github.com/pocketbase/pocketbase
          github.com/emicklei/go-restful github.com/valyala/fasthttp github.com/twitchtv/twirp github.com/oapi-codegen/runtime
          github.com/ogen-go/ogen github.com/swaggo/gin-swagger go-micro.dev github.com/micro/go-micro github.com/revel/revel`,
        maven: `org.springframework.boot:spring-boot-starter-web org.springframework.boot:spring-boot-starter-webmvc
          org.springframework.boot:spring-boot-starter-webflux org.springframework.boot:spring-boot-starter-data-rest
          org.springframework.boot:spring-boot-starter-graphql org.springframework.boot:spring-boot-starter-jersey
          org.springframework.cloud:spring-cloud-starter-gateway org.springframework.cloud:spring-cloud-starter-netflix-eureka-server
          org.springframework:spring-webmvc com.netflix.graphql.dgs:graphql-dgs-spring-boot-starter
          io.quarkus:quarkus-rest io.quarkus:quarkus-rest-jackson io.quarkus:quarkus-resteasy io.quarkus:quarkus-resteasy-jackson
          io.quarkus:quarkus-resteasy-reactive io.quarkus:quarkus-resteasy-reactive-jackson io.quarkus:quarkus-smallrye-graphql
          io.quarkus:quarkus-grpc io.micronaut:micronaut-http-server-netty io.micronaut:micronaut-http-server
          io.ktor:ktor-server-core io.ktor:ktor-server-core-jvm io.ktor:ktor-server-netty io.ktor:ktor-server-netty-jvm
          io.ktor:ktor-server-cio io.vertx:vertx-web io.javalin:javalin io.dropwizard:dropwizard-core com.sparkjava:spark-core
          io.helidon.webserver:helidon-webserver io.helidon.microprofile.bundles:helidon-microprofile org.http4k:http4k-core
          io.jooby:jooby-netty com.typesafe.play:play org.playframework:play com.typesafe.akka:akka-http org.apache.pekko:pekko-http
          org.http4s:http4s-ember-server org.http4s:http4s-blaze-server org.http4s:http4s-dsl dev.zio:zio-http
          com.softwaremill.sttp.tapir:tapir-core com.linecorp.armeria:armeria jakarta.platform:jakarta.jakartaee-api
          jakarta.platform:jakarta.jakartaee-web-api javax:javaee-api org.glassfish.jersey.core:jersey-server ring:ring-core
          org.eclipse.microprofile:microprofile net.devh:grpc-server-spring-boot-starter`,
        catalog: `spring.boot.starter.web spring.boot.starter.webflux plugins.spring.boot plugins.ktor plugins.quarkus ktor.server.core
          ktor.server.netty`,
        gradle: "io.ktor.plugin io.quarkus io.micronaut.application play org.playframework.play",
        nuget: "carter fastendpoints servicestack grpc.aspnetcore hotchocolate.aspnetcore ocelot yarp.reverseproxy",
        gem: "rails sinatra grape hanami hanami-router roda padrino graphql cuba jets",
        composer: `laravel/framework symfony/framework-bundle slim/slim api-platform/core api-platform/symfony cakephp/cakephp
          yiisoft/yii2 yiisoft/yii codeigniter4/framework codeigniter/framework laminas/laminas-mvc mezzio/mezzio
          laravel/lumen-framework hyperf/framework laravel/octane spiral/framework phalcon/devtools drupal/core-recommended drupal/core
          drupal/recommended-project roots/wordpress johnpbloch/wordpress craftcms/cms statamic/cms october/rain leafs/leaf
          flightphp/core hyperf/http-server shopware/core sylius/sylius magento/product-community-edition`,
        pub: "shelf dart_frog serverpod shelf_router conduit angel3_framework alfred",
        hex: "phoenix absinthe ash_json_api plug_cowboy bandit",
        swift: "vapor hummingbird kitura perfect-httpserver smoke-framework grpc-swift grpc-swift-2",
        cpp: "drogon crow oatpp pistache userver cpprestsdk cinatra restinio lithium",
      },
      { in: "app" },
    ),
  },
  { preset: "backend-api", weight: 1, what: "ASP.NET Core application", when: states(["nuget.web"]) },
  { preset: "backend-api", weight: 1, what: "Django project", when: files("**/manage.py") },
  {
    preset: "backend-api",
    weight: 0.6,
    what: "Rails or Laravel routes",
    when: files("config/routes.rb routes/api.php routes/web.php config/routes.yaml"),
  },
  {
    preset: "backend-api",
    weight: 0.5,
    what: "application server",
    when: uses(
      {
        npm: "socket.io uWebSockets.js",
        python: "uvicorn gunicorn hypercorn daphne python-socketio",
        gem: "puma unicorn falcon",
        nuget:
          "microsoft.aspnetcore.app microsoft.aspnetcore.signalr microsoft.aspnetcore.openapi swashbuckle.aspnetcore",
        composer: "openswoole/core spiral/roadrunner-http ratchet/rfc6455",
        cpp: "nghttp2 uwebsockets",
      },
      { in: "app" },
    ),
  },
  {
    preset: "backend-api",
    weight: 1,
    what: "serverless function framework",
    when: uses(
      {
        npm: "firebase-functions @google-cloud/functions-framework @azure/functions serverless @serverless-stack/core @middy/core arc",
        python: "functions-framework azure-functions aws-lambda-powertools",
        go: "github.com/aws/aws-lambda-go github.com/GoogleCloudPlatform/functions-framework-go",
        cargo: "lambda_runtime lambda_http worker",
        maven: "com.amazonaws:aws-lambda-java-core com.google.cloud.functions:functions-framework-api",
        nuget: "amazon.lambda.core microsoft.azure.functions.worker microsoft.net.sdk.functions",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "backend-api",
    weight: 0.5,
    what: "database behind an application",
    when: uses(
      {
        npm: `@prisma/client prisma drizzle-orm typeorm sequelize mongoose knex kysely pg postgres mysql mysql2 mongodb @mikro-orm/core
          objection @neondatabase/serverless @planetscale/database @libsql/client @vercel/postgres @supabase/ssr mssql`,
        go: "gorm.io/gorm github.com/jackc/pgx entgo.io/ent github.com/jmoiron/sqlx github.com/lib/pq github.com/go-sql-driver/mysql go.mongodb.org/mongo-driver",
        cargo: "sqlx diesel sea-orm tokio-postgres mongodb diesel-async",
        maven: `org.springframework.boot:spring-boot-starter-data-jpa org.springframework.boot:spring-boot-starter-jdbc
          org.mybatis.spring.boot:mybatis-spring-boot-starter org.jetbrains.exposed:exposed-core`,
        nuget:
          "microsoft.entityframeworkcore.sqlserver npgsql.entityframeworkcore.postgresql pomelo.entityframeworkcore.mysql mongodb.driver",
        hex: "ecto_sql postgrex",
        swift: "fluent fluent-postgres-driver postgres-nio postgres-kit",
      },
      { in: "app" },
    ),
  },
  {
    preset: "backend-api",
    weight: 0.3,
    what: "sign-in on the server",
    when: uses(
      {
        npm: "next-auth @auth/core better-auth lucia passport iron-session jsonwebtoken bcrypt bcryptjs argon2 @auth/sveltekit",
        python: "python-jose passlib authlib pyjwt django-allauth",
        gem: "devise omniauth warden doorkeeper",
        composer: "laravel/sanctum laravel/passport lexik/jwt-authentication-bundle",
        go: "github.com/golang-jwt/jwt github.com/casbin/casbin",
      },
      { in: "app" },
    ),
  },
  {
    preset: "backend-api",
    weight: 0.2,
    what: "route handlers of a web framework",
    when: files(
      "**/app/**/route.{ts,js,tsx} **/pages/api/**/*.{ts,js} **/server/{api,routes}/**/*.{ts,js} **/routes/**/+server.{ts,js} **/netlify/functions/**/*.{ts,js} **/supabase/functions/**/*.ts",
      { atLeast: 3 },
    ),
  },
  {
    preset: "backend-api",
    weight: 0.2,
    what: "description of an interface",
    when: files("**/{openapi,swagger}*.{yaml,yml,json} **/*.proto **/schema.graphql **/schema.graphqls **/schema.gql"),
  },
  {
    preset: "backend-api",
    weight: 0.3,
    what: "database migrations",
    when: files(
      "**/migrations/**/*.{sql,py,ts,js,rb,php,cs} **/db/migrate/*.rb **/migration/**/*.sql **/alembic.ini **/db/changelog/** **/prisma/schema.prisma",
      { atLeast: 2 },
    ),
  },
  {
    preset: "backend-api",
    weight: 0.6,
    what: "database migrations of a Python service",
    when: files("**/alembic.ini **/_migrations/env.py **/migrations/env.py **/alembic/env.py"),
  },
  {
    preset: "backend-api",
    weight: 0.2,
    what: "request handlers",
    when: files(
      "**/{controllers,controller,handlers,handler,endpoints,routers,resolvers}/**/*.{go,py,ts,js,rs,java,kt,cs,rb,php,ex,swift}",
      { atLeast: 3 },
    ),
  },
  { preset: "backend-api", weight: 0.2, what: "container that listens on a port", when: states(["docker.expose"]) },
  { preset: "backend-api", weight: 0.2, what: "database in a compose file", when: states(["compose.database"]) },
];
