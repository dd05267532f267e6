"use client";

import dynamic from "next/dynamic";

// The browser fetches only the tab it shows. Split here: a dynamic import in a server component does not split client code.
export const ScoreTab = dynamic(() => import("../score/score-tab.tsx").then((module) => module.ScoreTab));
export const VersionsTab = dynamic(() => import("./versions-tab.tsx").then((module) => module.VersionsTab));
export const CarriersTab = dynamic(() => import("./carriers-tab.tsx").then((module) => module.CarriersTab));
export const ChecksTab = dynamic(() => import("./checks-tab.tsx").then((module) => module.ChecksTab));
