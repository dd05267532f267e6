import type { Dependency, Fact, Reading } from "../types.ts";
import { type Locator, locator } from "./locate.ts";
import { at, type Data, eachAt, isRecord, readXml, textAt } from "./read-data.ts";

const SDKS: Readonly<Record<string, string>> = {
  "microsoft.net.sdk.web": "nuget.web",
  "microsoft.net.sdk.blazorwebassembly": "nuget.wasm",
  "microsoft.net.sdk.worker": "nuget.worker",
};

/** Reads *.csproj, *.fsproj and *.vbproj: packages, framework references, and what the project builds. NuGet ignores case. */
export function readMsbuild(text: string): Reading {
  const project = at(readXml(text), "Project");
  if (!isRecord(project)) return { dependencies: [], facts: [] };
  const where = locator(text);
  const dependencies = eachAt(project, "ItemGroup").flatMap((group) =>
    ["PackageReference", "FrameworkReference", "Reference"].flatMap((kind) =>
      eachAt(group, kind).flatMap((item): Dependency[] => {
        const include = textAt(item, "@Include") ?? textAt(item, "@Update");
        const name = include?.split(",")[0]?.trim().toLowerCase();
        const scope =
          textAt(item, "PrivateAssets") === "all" || textAt(item, "@PrivateAssets") === "all" ? "build" : "runtime";
        return name === undefined || name === ""
          ? []
          : [{ ecosystem: "nuget", name, scope, line: where.lineOf(`"${include}"`) }];
      }),
    ),
  );
  const isTest = dependencies.some((each) => each.name === "microsoft.net.test.sdk");
  return { dependencies, facts: [...projectFacts(project, where), ...(isTest ? [{ name: "nuget.test" }] : [])] };
}

function projectFacts(project: Record<string, unknown>, where: Locator): Fact[] {
  const properties = eachAt(project, "PropertyGroup");
  const property = (key: string) =>
    properties
      .map((group) => valueOf(group, key))
      .find((value) => value !== undefined)
      ?.toLowerCase();
  const sdk = (textAt(project, "@Sdk") ?? textAt(project, "Sdk", "@Name") ?? "").split("/")[0] ?? "";
  const targets = property("TargetFrameworks") ?? property("TargetFramework") ?? "";
  const fact = (name: string, holds: boolean, key: string): Fact[] =>
    holds ? [{ name, line: where.lineOf(`<${key}`) }] : [];
  const sdkFact = SDKS[sdk.toLowerCase()] ?? (sdk.toLowerCase() === "godot.net.sdk" ? "nuget.godot" : undefined);
  const isPackage =
    property("PackageId") !== undefined ||
    property("PackageTags") !== undefined ||
    property("GeneratePackageOnBuild") === "true";
  return [
    { name: "nuget.package", line: where.lineOf("<Project") },
    ...(sdkFact === undefined ? [] : [{ name: sdkFact, line: where.lineOf(sdk) }]),
    ...fact("nuget.exe", property("OutputType") === "exe", "OutputType"),
    ...fact("nuget.winexe", property("OutputType") === "winexe", "OutputType"),
    ...fact("nuget.tool", property("PackAsTool") === "true", "PackAsTool"),
    ...fact("nuget.publishable", isPackage && property("IsPackable") !== "false", "Package"),
    ...fact(
      "nuget.desktop",
      property("UseWPF") === "true" || property("UseWindowsForms") === "true" || property("UseWinUI") === "true",
      "Use",
    ),
    ...fact("nuget.maui", property("UseMaui") === "true", "UseMaui"),
    ...fact("nuget.mobile", /-(?:android|ios)\b|^(?:monoandroid|xamarin)/.test(targets), "TargetFramework"),
    ...fact("nuget.test", property("IsTestProject") === "true", "IsTestProject"),
  ];
}

/** A property is text, or text with a condition attribute. */
function valueOf(group: Data, key: string): string | undefined {
  return (
    textAt(group, key) ??
    textAt(group, key, "#text") ??
    eachAt(group, key)
      .map((each) => textAt(each, "#text"))
      .find(Boolean)
  );
}
