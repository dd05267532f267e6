import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Applications with windows. */
export const DESKTOP_SIGNALS: Signal[] = [
  {
    preset: "desktop",
    weight: 1,
    what: "desktop application framework",
    when: uses(
      {
        npm: "electron nw @neutralinojs/lib @nodegui/nodegui electron-vite electrobun @electron-forge/cli electron-builder",
        cargo: `tauri eframe iced slint gtk gtk4 relm4 libadwaita druid floem fltk gpui makepad-widgets dioxus-desktop cacao xilem
          freya vizia masonry nwg native-windows-gui ribir`,
        python: `pyqt5 pyqt6 pyside2 pyside6 wxpython customtkinter dearpygui toga pywebview pygobject pysimplegui freesimplegui ttkbootstrap
          guizero pyqtgraph qtpy`,
        go: `fyne.io/fyne github.com/wailsapp/wails github.com/lxn/walk gioui.org github.com/diamondburned/gotk4 github.com/therecipe/qt
          github.com/mappu/miqt github.com/webview/webview_go github.com/andlabs/ui`,
        maven: `org.openjfx:javafx-controls org.openjfx:javafx-fxml com.formdev:flatlaf no.tornado:tornadofx org.eclipse.platform:org.eclipse.swt.gtk.linux.x86_64
          org.jetbrains.compose.desktop:desktop org.controlsfx:controlsfx`,
        gradle: "org.openjfx.javafxplugin",
        nuget: `avalonia avalonia.desktop microsoft.windowsappsdk uno.winui eto.forms gtksharp gircore.gtk-4.0 photino.net electronnet.core wpf-ui
          materialdesignthemes caliburn.micro`,
        gem: "glimmer-dsl-libui glimmer-dsl-swt gtk3 gtk4 fxruby",
        composer: "nativephp/electron nativephp/desktop",
        hex: "desktop scenic",
        cpp: "qt5 qt6 qt4 qt wxwidgets gtk+-3.0 gtk4 gtkmm-3.0 gtkmm-4.0 gtkmm fltk juce libadwaita-1 nana",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "desktop",
    weight: 0.5,
    what: "windowing or drawing library",
    when: uses(
      {
        cargo: "egui winit tao wry",
        cpp: "imgui glfw3 nuklear",
        python: "kivy kivymd flet",
        nuget: "imgui.net",
        npm: "@tauri-apps/api @tauri-apps/cli",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "desktop",
    weight: 1,
    what: "desktop shell configuration",
    when: files(
      "**/tauri.conf.{json,json5} **/tauri.toml wails.json **/electron-builder.{yml,yaml,json,json5} **/forge.config.{js,ts,cjs,mjs} **/neutralino.config.json",
    ),
  },
  { preset: "desktop", weight: 0.9, what: "windowed .NET application", when: states(["nuget.desktop"]) },
  {
    preset: "desktop",
    weight: 0.5,
    what: "windowed program",
    when: states(["nuget.winexe", "python.gui-script", "cpp.gui"]),
  },
  { preset: "desktop", weight: 0.7, what: "application for macOS", when: states(["apple.macos"]) },
  {
    preset: "desktop",
    weight: 0.8,
    what: "desktop window definitions",
    when: files("**/*.{axaml,fxml,glade,blp,lfm,xib}"),
  },
  { preset: "desktop", weight: 0.4, what: "window definitions", when: files("**/*.{ui,qml,xaml}", { atLeast: 3 }) },
  {
    preset: "desktop",
    weight: 0.25,
    what: "entry for a desktop's software centre",
    when: files(
      "**/*.{metainfo.xml,appdata.xml,metainfo.xml.in,appdata.xml.in} **/*.desktop **/*.desktop.in **/*.flatpakref",
      { alsoIn: ["tooling"] },
    ),
  },
  { preset: "desktop", weight: 0.25, what: "desktop entry that opens a window", when: states(["desktop.window"]) },
  { preset: "desktop", weight: -0.25, what: "desktop entry of a game", when: states(["desktop.category:game"]) },
  {
    preset: "desktop",
    weight: 0.2,
    what: "installer",
    when: files("**/*.{iss,nsi,wxs,wixproj,vdproj}", { alsoIn: ["tooling"] }),
  },
  {
    preset: "desktop",
    weight: 0.9,
    what: "Godot project in low-processor mode, as applications use it",
    when: states(["godot.app-mode"]),
    main: true,
  },
  { preset: "desktop", weight: 0.8, what: "Delphi or Lazarus project", when: files("**/*.{lpi,dproj} *.{lpr,dpr}") },
];
