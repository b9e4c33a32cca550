"use client";

import "./globals.css";
import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button";
import { defaultLocale, type Locale, negotiateLocale } from "@/lib/i18n/locale-names";
import de from "@/messages/de/failure.json";
import en from "@/messages/en/failure.json";

const texts: Record<Locale, typeof en> = { en, de };
const subscribe = () => () => {};

/** The root layout itself failed: no provider, no cookies at hand, so the browser's language decides. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const locale = useSyncExternalStore(
    subscribe,
    () => negotiateLocale(navigator.languages.join(",")),
    () => defaultLocale,
  );
  const t = texts[locale];
  return (
    <html lang={locale} data-theme="system">
      <body>
        <main className="mx-auto flex max-w-120 flex-col items-start gap-3 px-4 py-12">
          <title>{t.title}</title>
          <h1 className="text-xl">{t.title}</h1>
          <p className="text-muted">{t.text}</p>
          {error.digest && (
            <p>
              {t.code}: <code className="font-mono">{error.digest}</code>
            </p>
          )}
          <button type="button" className={buttonClass({ appearance: "primary" })} onClick={() => retry()}>
            {t.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
