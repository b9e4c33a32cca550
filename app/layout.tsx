import "./globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { FollowTimeZone } from "@/components/shell/follow-time-zone";
import { TimeZoneScript } from "@/components/shell/time-zone-script";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { languageTags, readPreferences } from "@/lib/i18n/locale";

export const metadata: Metadata = {
  title: { default: "Seatwise", template: "%s · Seatwise" },
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await readPreferences();
  const policy = (await headers()).get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  return (
    <html lang={languageTags[locale]} data-theme={theme} suppressHydrationWarning>
      <head>
        {/* In the head from the start: what Next adds itself may come too late for the browser not to ask for favicon.ico. */}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <TimeZoneScript nonce={nonce} />
      </head>
      <body>
        <ClientMessages>
          <FollowTimeZone />
          {children}
        </ClientMessages>
        <TooltipLayer />
      </body>
    </html>
  );
}
