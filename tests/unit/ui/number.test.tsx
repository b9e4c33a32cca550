import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { NumberText, UsedShare } from "@/components/ui/number";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";

const textOf = (content: ReactNode, locale: Locale) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={languageTags[locale]} messages={{}}>
      {content}
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]+>/g, "");
const shown = (value: number, locale: Locale) => textOf(<NumberText value={value} />, locale);

test.each<[number, Locale, string]>([
  [2_147_483_646, "en", "2,147,483,646"],
  [2_147_483_647, "en", "≥ 2,147,483,647"],
  [2_147_483_647, "de", "≥ 2.147.483.647"],
  [-5, "en", "−5"],
])("%d in %s is %s: a figure at its limit does not pass for the whole", (value, locale, text) => {
  expect(shown(value, locale)).toBe(text);
});

test.each<[number, number, string, string]>([
  [1_200, 1_199, "100.1%", "100,1\u00a0%"],
  [1_199, 1_200, "99.9%", "99,9\u00a0%"],
  [1_000_000, 1_000_001, "99.9%", "99,9\u00a0%"],
  [1_000_001, 1_000_000, "100.1%", "100,1\u00a0%"],
  [250, 250, "100%", "100\u00a0%"],
  [251, 250, "100.4%", "100,4\u00a0%"],
  [199, 200, "99.5%", "99,5\u00a0%"],
  [2, 3, "67%", "67\u00a0%"],
  [0, 9, "0%", "0\u00a0%"],
  [1, 1_000_000, "0.1%", "0,1\u00a0%"],
  [40, 3, "1,333%", "1.333\u00a0%"],
  [5, 0, "", ""],
  [0, 0, "", ""],
])("%d used of %d is %s: 100 %% and 0 %% are only said of exactly that", (used, total, english, german) => {
  const share = <UsedShare used={used} total={total} />;
  expect([textOf(share, "en"), textOf(share, "de")]).toEqual([english, german]);
});
