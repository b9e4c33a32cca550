"use client";

import clsx from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Menu, MenuRadioGroup } from "@/components/ui/menu";
import { type Locale, localeOfTag, locales, type Theme, themes } from "@/lib/i18n/locale-names";

export type SetLocale = (locale: Locale) => Promise<unknown>;
export type SetTheme = (theme: Theme) => Promise<unknown>;

export function LanguageSwitch({ setLocale }: { setLocale: SetLocale }) {
  const t = useTranslations("shell.language");
  const current = localeOfTag(useLocale());
  const [isPending, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(current);
  const choose = (locale: Locale) =>
    startTransition(async () => {
      setShown(locale);
      await setLocale(locale);
    });
  return (
    <fieldset aria-busy={isPending} className="flex items-center">
      <legend className="sr-only">{t("label")}</legend>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          title={t(locale)}
          aria-label={t(locale)}
          aria-pressed={locale === shown}
          onClick={() => locale !== shown && choose(locale)}
          className={clsx(
            "h-8 rounded px-1.5 text-xs uppercase hover:bg-hover",
            locale === shown
              ? "font-semibold text-ink underline decoration-brand decoration-2 underline-offset-4"
              : "text-muted",
          )}
        >
          {locale}
        </button>
      ))}
    </fieldset>
  );
}

const themeIcons: Record<Theme, typeof Sun> = { light: Sun, dark: Moon, system: Monitor };

export function ThemeSwitch({ theme, setTheme }: { theme: Theme; setTheme: SetTheme }) {
  const t = useTranslations("shell.theme");
  const [, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(theme);
  const choose = (next: Theme) => {
    document.documentElement.dataset.theme = next;
    startTransition(async () => {
      setShown(next);
      await setTheme(next);
    });
  };
  const Icon = themeIcons[shown];
  const options = themes.map((value) => {
    const OptionIcon = themeIcons[value];
    return { value, label: t(value), icon: <OptionIcon aria-hidden /> };
  });
  return (
    <Menu label={t("label")} icon={<Icon aria-hidden />} isIconOnly align="end">
      <MenuRadioGroup label={t("label")} value={shown} options={options} onChange={choose} />
    </Menu>
  );
}
