import type { ReactNode } from "react";
import { setLocale, setTheme } from "@/app/preferences-actions";
import { LanguageSwitch, ThemeSwitch } from "@/components/shell/preference-switches";
import { readPreferences } from "@/lib/i18n/locale";

/** Pages for people who are not signed in: no navigation, only language and appearance. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { theme } = await readPreferences();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-12 items-center justify-end gap-1 px-2 md:px-4">
        <LanguageSwitch setLocale={setLocale} />
        <ThemeSwitch theme={theme} setTheme={setTheme} />
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[8dvh] pb-12">{children}</main>
    </div>
  );
}
