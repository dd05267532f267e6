import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Applications for phones. */
export const MOBILE_SIGNALS: Signal[] = [
  {
    preset: "mobile",
    weight: 1,
    what: "mobile application framework",
    when: uses(
      {
        npm: "react-native expo @nativescript/core tns-core-modules @lynx-js/rspeedy nativescript-vue",
        nuget: "xamarin.forms xamarin.essentials avalonia.android avalonia.ios uno.winui.mobile",
        python: "buildozer python-for-android",
        gradle: "com.android.application",
        catalog: "plugins.android.application plugins.androidApplication",
      },
      { in: "app", scope: "any" },
    ),
  },
  {
    preset: "mobile",
    weight: 0.7,
    what: "web application in a mobile shell",
    when: uses(
      {
        npm: "@capacitor/core @capacitor/ios @capacitor/android @ionic/react @ionic/angular @ionic/vue cordova cordova-android framework7",
      },
      { in: "app", scope: "any" },
    ),
  },
  { preset: "mobile", weight: 1, what: "Android application", when: states(["android.application"]) },
  { preset: "mobile", weight: 0.6, what: "Android screen shown by the launcher", when: states(["android.launcher"]) },
  { preset: "mobile", weight: 0.6, what: "application for iOS", when: states(["apple.ios"]) },
  {
    preset: "mobile",
    weight: 0.25,
    what: "Xcode project",
    when: files("**/*.xcodeproj/project.pbxproj **/*.xcworkspace/contents.xcworkspacedata **/Project.swift"),
  },
  {
    preset: "mobile",
    weight: 0.2,
    what: "icon of an Apple application",
    when: files("**/AppIcon.appiconset/** **/*.icon/icon.json"),
  },
  { preset: "mobile", weight: 0.1, what: "Swift package for iOS", when: states(["swift.platform:ios"]) },
  {
    preset: "mobile",
    weight: 0.3,
    what: "release of a mobile application",
    when: files(
      "**/fastlane/Fastfile eas.json **/eas.json **/GoogleService-Info.plist **/google-services.json **/metro.config.js .maestro/**",
      { alsoIn: ["hidden"] },
    ),
  },
  { preset: "mobile", weight: 0.5, what: "Flutter application", when: states(["pub.flutter"], { in: "app" }) },
  {
    preset: "mobile",
    weight: 0.5,
    what: "Android and iOS folders of a Flutter application",
    when: states(["pub.platforms"], { in: "app" }),
  },
  {
    preset: "mobile",
    weight: 0.9,
    what: "application of .NET for mobile devices",
    when: states(["nuget.maui", "nuget.mobile"]),
  },
  {
    preset: "mobile",
    weight: 0.4,
    what: "Kotlin Multiplatform with an iOS application",
    when: files("iosApp/** **/iosApp/**"),
  },
];
