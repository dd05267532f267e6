"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { PAGES } from "@/features/frame/pages.ts";
import { useKey, useKeyboard } from "@/ui/keys.ts";
import { showOverlay, useOverlay } from "./store.ts";

const Palette = dynamic(() => import("./palette.tsx").then((module) => module.Palette), { ssr: false });
const AskedDialog = dynamic(() => import("./asked-dialog.tsx").then((module) => module.AskedDialog), { ssr: false });
const KeyHelp = dynamic(() => import("./key-help.tsx").then((module) => module.KeyHelp), { ssr: false });

/** The keys that work on every page, and what they open. Palette and help are fetched at their first use. */
export function Overlays() {
  const overlay = useOverlay();
  const close = () => showOverlay(undefined);
  useKeyboard();
  useKey("mod+k", "Go to or do anything", () => showOverlay(overlay === "palette" ? undefined : "palette"));
  useKey("?", "Show these keys", () => showOverlay("help"));
  return (
    <>
      {PAGES.map(({ href, label, key }) => (
        <GoToKey key={href} href={href} label={label} letter={key} />
      ))}
      {overlay === "palette" ? <Palette onClose={close} /> : null}
      {overlay === "help" ? <KeyHelp onClose={close} /> : null}
      {overlay === undefined || overlay === "palette" || overlay === "help" ? null : (
        <AskedDialog key={overlay} about={overlay} onClose={close} />
      )}
    </>
  );
}

function GoToKey({ href, label, letter }: { href: string; label: string; letter: string }) {
  const router = useRouter();
  useKey(`g ${letter}`, `Go to ${label}`, () => router.push(href));
  return null;
}
