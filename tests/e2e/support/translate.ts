import fs from "node:fs";
import { createTranslator } from "next-intl";
import { type Locale, languageTags } from "../../../lib/i18n/locale-names";

/** The words of a screen as the app puts them, so that a journey is walked in either language. */
export function wordsOf(locale: Locale, file: string) {
  const messages = JSON.parse(fs.readFileSync(`messages/${locale}/${file}.json`, "utf8"));
  const translate = createTranslator({ locale: languageTags[locale], messages, timeZone: "Europe/Berlin" });
  return (key: string, values: Record<string, string | number> = {}) =>
    translate(key as never, values as never) as string;
}
