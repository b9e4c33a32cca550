import "server-only";
import { cookies, headers } from "next/headers";
import {
  defaultTheme,
  isLocale,
  isTheme,
  type Locale,
  localeCookie,
  navigationCookie,
  negotiateLocale,
  type Theme,
  themeCookie,
} from "./locale-names";

export * from "./locale-names";

export type Preferences = { locale: Locale; theme: Theme; isNavigationCollapsed: boolean };

/** What the person chose, from cookies; the browser's own wish where nothing was chosen. */
export async function readPreferences(): Promise<Preferences> {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const locale = jar.get(localeCookie)?.value;
  const theme = jar.get(themeCookie)?.value;
  return {
    locale: isLocale(locale) ? locale : negotiateLocale(header.get("accept-language")),
    theme: isTheme(theme) ? theme : defaultTheme,
    isNavigationCollapsed: jar.get(navigationCookie)?.value === "collapsed",
  };
}
