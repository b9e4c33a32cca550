import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { NumberText } from "@/components/ui/number";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";

const shown = (value: number, locale: Locale) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={languageTags[locale]} messages={{}}>
      <NumberText value={value} />
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]+>/g, "");

test.each<[number, Locale, string]>([
  [2_147_483_646, "en", "2,147,483,646"],
  [2_147_483_647, "en", "≥ 2,147,483,647"],
  [2_147_483_647, "de", "≥ 2.147.483.647"],
  [-5, "en", "−5"],
])("%d in %s is %s: a figure at its limit does not pass for the whole", (value, locale, text) => {
  expect(shown(value, locale)).toBe(text);
});
