import type { Signal } from "../types.ts";
import { files, share, states, uses } from "./conditions.ts";

/** Games. */
export const GAME_SIGNALS: Signal[] = [
  {
    preset: "game",
    weight: 0.7,
    what: "calls itself a game where it is installed",
    when: states(["desktop.category:game", "apple.category:games", "android.game"]),
  },
  {
    preset: "game",
    weight: 1,
    what: "game engine project",
    when: files(
      "**/ProjectSettings/ProjectVersion.txt **/*.uproject **/game.project **/*.yyp game/**/*.rpy js/{rmmz,rpg}_core.js **/*.sks **/*.scnassets/** **/*.rbxlx **/*.rbxl",
    ),
  },
  { preset: "game", weight: 0.8, what: "Godot project", when: states(["godot.project", "nuget.godot"]) },
  {
    preset: "game",
    weight: -0.8,
    what: "code of a Godot add-on",
    when: share("gd cs", 0.6, { under: "addons", files: 2 }),
  },
  {
    preset: "game",
    weight: 0.5,
    what: "Game Center or scene of a game",
    when: files("**/*GameCenter*.{swift,m,h} **/Game{Scene,ViewController}.{swift,m}"),
  },
  { preset: "game", weight: 0.5, what: "LÖVE configuration", when: files("conf.lua {src,game}/conf.lua") },
  { preset: "game", weight: 0.4, what: "main file in Lua", when: files("main.lua {src,game}/main.lua") },
  {
    preset: "game",
    weight: 1,
    what: "game engine",
    when: uses(
      {
        cargo: "bevy ggez macroquad fyrox amethyst piston comfy tetra raylib agb miniquad bracket-lib doryen-rs",
        npm: "phaser kaboom kaplay excalibur babylonjs @babylonjs/core playcanvas melonjs littlejsengine boardgame.io rot-js colyseus @colyseus/core cc impactjs crafty kontra @minecraft/server",
        python: "pygame pygame-ce arcade ursina panda3d renpy pyxel pgzero cocos2d libtcod tcod",
        go: "github.com/hajimehoshi/ebiten github.com/gen2brain/raylib-go github.com/gen2brain/raylib-go/raylib github.com/faiface/pixel github.com/gopxl/pixel github.com/EngoEngine/engo github.com/g3n/engine",
        maven:
          "com.badlogicgames.gdx:gdx com.github.almasb:fxgl org.jmonkeyengine:jme3-core de.gurkenlabs:litiengine com.soywiz.korlibs.korge2:korge",
        gradle:
          "com.soywiz.korge fabric-loom net.minecraftforge.gradle net.neoforged.gradle.userdev net.neoforged.moddev",
        nuget:
          "monogame.framework.desktopgl monogame.framework.windowsdx monogame.framework.android stride.engine nez raylib-cs fna flatredball.desktopgl unity.engine ppy.osu.framework",
        gem: "gosu ruby2d",
        pub: "flame bonfire forge2d",
        cpp: "sfml raylib allegro allegro5 sdl2 sdl3 sdl2_mixer cocos2d axmol ogre urho3d magnum openal box2d bullet",
      },
      { in: "app" },
    ),
  },
  {
    preset: "game",
    weight: 0.5,
    what: "game engine kept as a file",
    when: files(
      "**/{phaser,melonjs,kaboom,kaplay,babylon,impact,createjs,crafty,pixi,rmmz_core}{,.min,-min}.js **/lib/impact/**",
      { alsoIn: ["vendored", "generated"] },
    ),
  },
  {
    preset: "game",
    weight: 0.4,
    what: "three-dimensional or sprite renderer",
    when: uses(
      {
        npm: "three pixi.js matter-js @pixi/core cannon-es @dimforge/rapier3d-compat @react-three/fiber howler",
        python: "pyglet pymunk pyopengl moderngl",
        maven: "org.lwjgl:lwjgl",
        nuget: "silk.net opentk",
        cargo: "sdl2 rapier2d rapier3d",
      },
      { in: "app" },
    ),
  },
  {
    preset: "game",
    weight: 0.6,
    what: "listed among games",
    when: states([
      "cargo.category:games",
      "npm.keyword:game",
      "cargo.keyword:game",
      "python.classifier:Topic :: Games/Entertainment",
      "python.classifier:Topic :: Games/Entertainment :: Role-Playing",
      "composer.keyword:game",
    ]),
  },
  {
    preset: "game",
    weight: 0.3,
    what: "levels, tile maps or sprites",
    when: files(
      "**/*.{tmx,ldtk,aseprite,ase,unity,uasset,umap} **/{levels,sprites,spritesheets,tilemaps,tilesets,entities}/**",
      { atLeast: 3 },
    ),
  },
  {
    preset: "game",
    weight: 0.6,
    what: "Roblox project or mod of a game",
    when: files("default.project.json **/fabric.mod.json **/META-INF/{mods,neoforge.mods}.toml"),
  },
];
