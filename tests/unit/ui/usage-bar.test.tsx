import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UsageBar } from "@/components/ui/usage-bar";
import { messagesByLocale } from "@/lib/i18n/messages";

const show = (props: ComponentProps<typeof UsageBar>) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ ui: messagesByLocale.en.ui }}>
      <UsageBar {...props} />
    </NextIntlClientProvider>,
  );

test("more than there is stands out in red, with how much", () => {
  expect(show({ held: 7, total: 5 })).toContain("7 held, 5 owned, 2 too many");
  expect(show({ held: 7, total: 5 })).toContain("red");
  expect(show({ held: 5, total: 7 })).not.toContain("red");
});

test("what limits itself lacks nothing, however many use it", () => {
  const html = show({ held: 7, total: 5, isUnlimited: true });
  expect(html).not.toContain("red");
  expect(html).toContain("width:100%");
  expect(html).toContain("7 held, 5 owned: the software limits itself");
  expect(show({ held: 3, total: 5, isUnlimited: true })).toContain("3 of 5 held, 2 free");
});
