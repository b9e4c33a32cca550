import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { languageTags, readPreferences, timeZoneCookie } from "./locale";
import { messagesByLocale } from "./messages";

/** The zone that the person's browser has named; the server's own until it has. */
async function displayTimeZone(): Promise<string> {
  const named = (await cookies()).get(timeZoneCookie)?.value;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  if (!named) return own;
  try {
    return Intl.DateTimeFormat("en", { timeZone: decodeURIComponent(named) }).resolvedOptions().timeZone;
  } catch {
    return own;
  }
}

export default getRequestConfig(async () => {
  const { locale } = await readPreferences();
  return { locale: languageTags[locale], messages: messagesByLocale[locale], timeZone: await displayTimeZone() };
});
