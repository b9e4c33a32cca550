import "./globals.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { RememberTimeZone } from "@/components/shell/remember-time-zone";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { languageTags, readPreferences } from "@/lib/i18n/locale";

export const metadata: Metadata = {
  title: { default: "Seatwise", template: "%s · Seatwise" },
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await readPreferences();
  return (
    <html lang={languageTags[locale]} data-theme={theme} suppressHydrationWarning>
      <body>
        <ClientMessages>
          <RememberTimeZone />
          {children}
        </ClientMessages>
        <TooltipLayer />
      </body>
    </html>
  );
}
