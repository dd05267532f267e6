"use client";

import dynamic from "next/dynamic";

// The browser fetches only the tab it shows. Split here: a dynamic import in a server component does not split client code.
export const SkillsTab = dynamic(() => import("./skills-tab.tsx").then((module) => module.SkillsTab));
export const RunsTab = dynamic(() => import("./runs-tab.tsx").then((module) => module.RunsTab));
export const ActivityTab = dynamic(() => import("./activity-tab.tsx").then((module) => module.ActivityTab));
export const SettingsTab = dynamic(() => import("./settings-tab.tsx").then((module) => module.SettingsTab));
