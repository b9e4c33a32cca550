/** What client and server both need to know about languages and themes; no I/O here. */
export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

/** What dates and numbers are written by: British English, and German as in Germany. */
export const languageTags = { en: "en-GB", de: "de-DE" } as const satisfies Record<Locale, string>;
export type LanguageTag = (typeof languageTags)[Locale];
export const localeOfTag = (tag: LanguageTag): Locale =>
  locales.find((locale) => languageTags[locale] === tag) ?? defaultLocale;

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];
export const defaultTheme: Theme = "system";

export const localeCookie = "seatwise-locale";
export const themeCookie = "seatwise-theme";
export const timeZoneCookie = "seatwise-time-zone";
export const navigationCookie = "seatwise-navigation";
export const preferenceMaxAgeSeconds = 365 * 24 * 60 * 60;

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);
export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

/** The best of our languages for an Accept-Language header; the default when none of them is wanted. */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part, position) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.trim().split("-")[0], weight: quality === undefined ? 1 : Number(quality) || 0, position };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position);
  return wanted.map(({ language }) => language).find(isLocale) ?? defaultLocale;
}
