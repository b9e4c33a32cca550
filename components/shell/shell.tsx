import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Theme } from "@/lib/i18n/locale-names";
import { type Account, AccountMenu, type SignOut } from "./account-menu";
import { Logo } from "./logo";
import type { NavigationCounts, NavigationKey } from "./navigation";
import { NavigationDrawer } from "./navigation-drawer";
import { NavigationList } from "./navigation-list";
import { NavigationToggle } from "./navigation-toggle";
import { LanguageSwitch, type SetLocale, type SetTheme, ThemeSwitch } from "./preference-switches";

type Props = {
  account: Account;
  version: string;
  theme: Theme;
  isNavigationCollapsed: boolean;
  /** the places this person may see; all when left out */
  nav?: readonly NavigationKey[];
  counts?: NavigationCounts;
  /** leads to anything */
  search?: ReactNode;
  /** what runs now: a quiet progress that opens the run */
  activity?: ReactNode;
  setLocale: SetLocale;
  setTheme: SetTheme;
  signOut: SignOut;
  children: ReactNode;
};

export function Shell(props: Props) {
  const t = useTranslations("shell");
  const list = { visible: props.nav, counts: props.counts };
  return (
    <div id="shell" data-navigation={props.isNavigationCollapsed ? "collapsed" : "expanded"} className="group/shell">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded bg-brand px-3 py-1.5 font-semibold text-on-brand focus:translate-y-0"
      >
        {t("skipToContent")}
      </a>
      <header
        data-chrome
        className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b border-line bg-surface px-2 md:px-4"
      >
        <NavigationDrawer {...list} />
        <Link href="/" className="flex items-center gap-2 rounded px-1 text-lg font-semibold">
          <Logo />
          {t("productName")}
        </Link>
        <div className="flex min-w-0 flex-1 items-center justify-end gap-2 max-md:flex-row-reverse max-md:justify-start md:px-2">
          {props.search}
          <div className="flex min-w-0 items-center md:ms-auto">{props.activity}</div>
        </div>
        <LanguageSwitch setLocale={props.setLocale} />
        <ThemeSwitch theme={props.theme} setTheme={props.setTheme} />
        <AccountMenu account={props.account} version={props.version} signOut={props.signOut} />
      </header>
      <div className="flex">
        <nav
          aria-label={t("navigation.label")}
          className="sticky top-12 flex h-[calc(100dvh-48px)] w-60 shrink-0 flex-col border-r border-line bg-canvas group-data-[navigation=collapsed]/shell:w-13 max-md:hidden"
        >
          <div className="min-h-0 flex-1 overflow-y-auto">
            <NavigationList {...list} />
          </div>
          <div className="border-t border-line p-2">
            <NavigationToggle isCollapsed={props.isNavigationCollapsed} />
          </div>
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {props.children}
        </main>
      </div>
    </div>
  );
}
