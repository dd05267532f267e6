import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { THEME_COOKIE, themeOf } from "@/features/frame/theme.ts";
import { ApiProvider } from "@/trpc/provider.tsx";
import { Sprite } from "@/ui/glyph.tsx";
import { Hydrated } from "@/ui/hydrated.tsx";
import { Toaster } from "@/ui/toast.tsx";
import "@/styles/app.css";

export const metadata: Metadata = {
  title: { template: "%s · Yardlet", default: "Yardlet" },
  description: "The self-hosted loop around agent skills.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1114" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === "system" ? undefined : theme}
    >
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Sprite />
        <ApiProvider>{children}</ApiProvider>
        <Toaster />
        <Hydrated />
      </body>
    </html>
  );
}
