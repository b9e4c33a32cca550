import "./globals.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { readPreferences } from "@/lib/i18n/locale";

export const metadata: Metadata = {
  title: { default: "Seatwise", template: "%s · Seatwise" },
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await readPreferences();
  return (
    <html lang={locale} data-theme={theme} suppressHydrationWarning>
      <body>
        <ClientMessages>{children}</ClientMessages>
      </body>
    </html>
  );
}
