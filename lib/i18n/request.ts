import { getRequestConfig } from "next-intl/server";
import { isLocale, readPreferences } from "./locale";
import { messagesByLocale } from "./messages";

/** A server that runs on UTC (containers do) has no zone of its own: then the one of the people who use it. */
function displayTimeZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return !zone || zone === "UTC" || zone === "Etc/UTC" ? "Europe/Berlin" : zone;
}

export default getRequestConfig(async ({ locale: explicit }) => {
  const locale = isLocale(explicit) ? explicit : (await readPreferences()).locale;
  return { locale, messages: messagesByLocale[locale], timeZone: displayTimeZone() };
});
