type Files = Readonly<Record<string, string>>;

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const lines = (...all: string[]) => `${all.join("\n")}\n`;

function packageJson(name: string, more: object): string {
  return json({ name, version: "0.4.0", private: true, ...more });
}

const TSCONFIG = json({ compilerOptions: { strict: true, target: "es2024" } });

/** What lies in each repo before any skill does: a small but real layout of its kind. */
export const GROUNDS: Readonly<Record<string, Files>> = {
  "parcel-router": {
    "Cargo.toml": lines(
      "[package]",
      'name = "parcel-router"',
      'version = "0.3.0"',
      'edition = "2024"',
      "",
      "[[bin]]",
      'name = "parcel"',
      'path = "src/main.rs"',
      "",
      "[dependencies]",
      'clap = { version = "4", features = ["derive"] }',
    ),
    "src/main.rs": lines("fn main() {", '    println!("parcel");', "}"),
    "src/route.rs": lines("pub fn route() {}"),
    "tests/cli.rs": lines("#[test]", "fn runs() {}"),
  },
  "storefront-web": {
    "package.json": packageJson("storefront-web", {
      scripts: { dev: "next dev", build: "next build" },
      dependencies: { next: "16.0.0", react: "19.0.0", "react-dom": "19.0.0" },
      devDependencies: { typescript: "5.9.0" },
    }),
    "next.config.ts": lines("export default {};"),
    "tsconfig.json": TSCONFIG,
    "app/layout.tsx": lines(
      "export default function Layout({ children }) {",
      "  return <html><body>{children}</body></html>;",
      "}",
    ),
    "app/page.tsx": lines("export default function Page() {", "  return <main>Shop</main>;", "}"),
    "app/globals.css": lines("body { margin: 0 }"),
  },
  "harbour-run": {
    "project.godot": lines(
      "config_version=5",
      "",
      "[application]",
      "",
      'config/name="Harbour Run"',
      'run/main_scene="res://scenes/main.tscn"',
      'config/features=PackedStringArray("4.4", "Forward Plus")',
      "",
      "[input]",
      "",
      "jump={}",
    ),
    "scenes/main.tscn": lines("[gd_scene format=3]", "", '[node name="Main" type="Node2D"]'),
    "scenes/player.tscn": lines("[gd_scene format=3]", "", '[node name="Player" type="CharacterBody2D"]'),
    "scripts/player.gd": lines("extends CharacterBody2D", "", "func _physics_process(delta):", "\tmove_and_slide()"),
    "scripts/enemy.gd": lines("extends CharacterBody2D", "", "var health = 3"),
    "sprites/player.png": "png\n",
    "sprites/coin.png": "png\n",
    "sprites/coin.png.import": lines("[remap]", "", 'importer="texture"'),
    "sounds/jump.ogg": "ogg\n",
    "sprites/player.png.import": lines("[remap]", "", 'importer="texture"'),
    "export_presets.cfg": lines("[preset.0]", "", 'name="Linux"'),
  },
  "tide-api": {
    "pyproject.toml": lines(
      "[project]",
      'name = "tide-api"',
      'version = "1.2.0"',
      'dependencies = ["fastapi", "uvicorn", "sqlalchemy", "alembic"]',
    ),
    "tide_api/main.py": lines("from fastapi import FastAPI", "", "app = FastAPI()"),
    "tide_api/routes.py": lines("def tides():", "    return []"),
    "alembic.ini": lines("[alembic]", "script_location = migrations"),
    "tests/test_tides.py": lines("def test_tides():", "    assert True"),
  },
  "ledger-core": {
    "pom.xml": lines(
      "<project>",
      "  <modelVersion>4.0.0</modelVersion>",
      "  <groupId>com.example.harbour</groupId>",
      "  <artifactId>ledger-core</artifactId>",
      "  <version>2.1.0</version>",
      "</project>",
    ),
    "src/main/java/com/example/harbour/Ledger.java": lines(
      "package com.example.harbour;",
      "",
      "public final class Ledger {}",
    ),
    "src/main/java/com/example/harbour/Amount.java": lines(
      "package com.example.harbour;",
      "",
      "public final class Amount {}",
    ),
    "src/test/java/com/example/harbour/LedgerTest.java": lines(
      "package com.example.harbour;",
      "",
      "class LedgerTest {}",
    ),
  },
  "berth-infra": {
    "main.tf": lines(
      "terraform {",
      '  required_version = ">= 1.9"',
      "}",
      "",
      'module "berths" {',
      '  source = "./modules/berths"',
      "}",
    ),
    "variables.tf": lines('variable "region" {', "  type = string", "}"),
    "modules/berths/main.tf": lines('resource "null_resource" "berth" {}'),
    ".terraform.lock.hcl": lines('provider "registry.terraform.io/hashicorp/null" {', '  version = "3.2.3"', "}"),
  },
  "crane-firmware": {
    "platformio.ini": lines("[env:crane]", "platform = ststm32", "board = nucleo_f446re", "framework = arduino"),
    "src/main.cpp": lines("#include <Arduino.h>", "", "void setup() {}", "void loop() {}"),
    "include/motor.h": lines("#pragma once", "void lift(int millimetres);"),
  },
  "manifest-etl": {
    "dbt_project.yml": lines(
      "name: manifest_etl",
      "version: 1.0.0",
      "config-version: 2",
      "profile: harbour",
      'model-paths: ["models"]',
    ),
    "models/staging/stg_manifests.sql": lines("select * from {{ source('port', 'manifests') }}"),
    "models/marts/cargo_by_day.sql": lines("select day, sum(tons) from {{ ref('stg_manifests') }} group by day"),
    "models/schema.yml": lines("version: 2", "models:", "  - name: cargo_by_day"),
  },
  "pilot-mobile": {
    "package.json": packageJson("pilot-mobile", {
      main: "expo-router/entry",
      dependencies: { expo: "54.0.0", react: "19.0.0", "react-native": "0.82.0" },
    }),
    "app.json": json({ expo: { name: "Pilot", slug: "pilot-mobile" } }),
    "app/index.tsx": lines("export default function Home() {", "  return null;", "}"),
    "metro.config.js": lines("module.exports = {};"),
  },
  "quay-extension": {
    "manifest.json": json({
      manifest_version: 3,
      name: "Quay",
      version: "1.4",
      action: { default_popup: "popup.html" },
    }),
    "popup.html": lines("<!doctype html>", "<title>Quay</title>"),
    "content.js": lines("document.body.dataset.quay = 'yes';"),
    "background.js": lines("chrome.runtime.onInstalled.addListener(() => {});"),
  },
  "dock-desktop": {
    "package.json": packageJson("dock-desktop", {
      main: "src/main.js",
      scripts: { start: "electron ." },
      devDependencies: { electron: "39.0.0", "electron-builder": "26.0.0" },
    }),
    "electron-builder.yml": lines("appId: com.example.dock"),
    "src/main.js": lines("const { app, BrowserWindow } = require('electron');"),
    "src/index.html": lines("<!doctype html>", "<title>Dock</title>"),
  },
  "signal-ml": {
    "pyproject.toml": lines(
      "[project]",
      'name = "signal-ml"',
      'version = "0.9.0"',
      'dependencies = ["torch", "transformers", "datasets"]',
    ),
    "train.py": lines("import torch", "", "def train():", "    return torch.zeros(1)"),
    "signal_ml/model.py": lines("import torch.nn as nn", "", "class Model(nn.Module):", "    pass"),
    "configs/base.yaml": lines("epochs: 10"),
  },
  "buoy-sdk": {
    "package.json": json({
      name: "@harbour/buoy",
      version: "3.2.0",
      type: "module",
      main: "dist/index.js",
      types: "dist/index.d.ts",
      exports: { ".": "./dist/index.js" },
      files: ["dist"],
      devDependencies: { typescript: "5.9.0", vitest: "4.0.0" },
    }),
    "tsconfig.json": TSCONFIG,
    "src/index.ts": lines('export { buoy } from "./buoy.ts";'),
    "src/buoy.ts": lines("export function buoy(): string {", '  return "buoy";', "}"),
    "src/buoy.test.ts": lines('import { buoy } from "./buoy.ts";'),
  },
  "customs-shop": {
    "composer.json": json({
      name: "harbour/customs-shop",
      type: "project",
      require: { php: "^8.3", "sylius/sylius": "^2.0" },
    }),
    "src/Cart/Cart.php": lines("<?php", "", "final class Cart {}"),
    "src/Payment/Checkout.php": lines("<?php", "", "final class Checkout {}"),
    "templates/cart.html.twig": lines("<h1>Cart</h1>"),
  },
  "charts-docs": {
    "mkdocs.yml": lines("site_name: Charts", "docs_dir: docs", "theme:", "  name: material"),
    "docs/index.md": lines("# Charts", "", "How the harbour reads its charts."),
    "docs/depths.md": lines("# Depths"),
    "docs/lights.md": lines("# Lights"),
    "docs/buoys.md": lines("# Buoys"),
  },
  "fleet-monorepo": {
    "package.json": packageJson("fleet", { workspaces: ["apps/*", "packages/*"], devDependencies: { turbo: "2.6.0" } }),
    "pnpm-workspace.yaml": lines("packages:", "  - apps/*", "  - packages/*"),
    "turbo.json": json({ tasks: { build: { dependsOn: ["^build"] } } }),
    "apps/console/package.json": packageJson("console", { dependencies: { "fleet-ui": "workspace:*" } }),
    "apps/console/index.ts": lines("export {};"),
    "packages/ui/package.json": packageJson("fleet-ui", {}),
    "packages/ui/index.ts": lines("export {};"),
    "packages/routes/package.json": packageJson("fleet-routes", {}),
    "packages/routes/index.ts": lines("export {};"),
  },
  "beacon-mcp": {
    "package.json": packageJson("beacon-mcp", {
      type: "module",
      keywords: ["mcp", "mcp-server"],
      dependencies: { "@modelcontextprotocol/sdk": "1.22.0", zod: "4.1.0" },
    }),
    "src/index.ts": lines('import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";'),
    "src/tools.ts": lines("export const tools = [];"),
  },
  "rope-go": {
    "go.mod": lines("module example.com/harbour/rope", "", "go 1.25", "", "require github.com/go-chi/chi/v5 v5.2.3"),
    "main.go": lines("package main", "", "func main() {}"),
    "rope/rope.go": lines("package rope", "", "func Length() int { return 0 }"),
    "rope/rope_test.go": lines("package rope"),
  },
  "anchor-ruby": {
    Gemfile: lines('source "https://rubygems.org"', "", 'gem "rails", "~> 8.1"', 'gem "pg"'),
    "config/routes.rb": lines("Rails.application.routes.draw do", "end"),
    "app/models/anchor.rb": lines("class Anchor < ApplicationRecord", "end"),
    "app/controllers/anchors_controller.rb": lines("class AnchorsController < ApplicationController", "end"),
    "bin/rails": lines("#!/usr/bin/env ruby"),
  },
  "kelp-dotnet": {
    "Kelp.sln": lines("Microsoft Visual Studio Solution File, Format Version 12.00"),
    "src/Kelp/Kelp.csproj": lines(
      '<Project Sdk="Microsoft.NET.Sdk.Web">',
      "  <PropertyGroup>",
      "    <TargetFramework>net10.0</TargetFramework>",
      "  </PropertyGroup>",
      "</Project>",
    ),
    "src/Kelp/Program.cs": lines("var builder = WebApplication.CreateBuilder(args);", "builder.Build().Run();"),
    "src/Kelp/Beds.cs": lines("namespace Kelp;", "", "public sealed class Beds;"),
  },
};
