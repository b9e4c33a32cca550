import { createTranslator } from "next-intl";
import type { Translate } from "@/lib/export/translate";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

/** All texts in the language that a call asks for. */
export const translateFor = (locale: Locale): Translate =>
  createTranslator({ locale: languageTags[locale], messages: messagesByLocale[locale], onError: () => {} });
