import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** The one box of a page without navigation. */
export function AuthCard({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <section className="flex w-full max-w-100 flex-col gap-4 rounded border border-line bg-surface p-6 sm:p-8">
      <div className="flex items-center gap-2 text-lg font-semibold">
        <Logo />
        {t("productName")}
      </div>
      <div className="flex flex-col gap-1">
        <h1 className="text-xl">{title}</h1>
        {text && <p className="text-muted">{text}</p>}
      </div>
      {children}
    </section>
  );
}
