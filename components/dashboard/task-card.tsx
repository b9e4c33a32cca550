import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Tone, toneText } from "@/components/ui/tone";

export type Task = {
  key: string;
  tone: Tone;
  label: string;
  count: number;
  /** the list behind the figure; null: there is none that this person may see */
  href: string | null;
  /** false: the items are no entries of that list, but kinds of them */
  isCounted?: boolean;
  /** the most urgent ones */
  items: readonly { key: string; name: string; fact: ReactNode; href: string }[];
};

/** How many there are of one kind, and the first of them. */
export function TaskCard({ task: { tone, label, count, href, items, isCounted = true } }: { task: Task }) {
  const t = useTranslations("dashboard.attention");
  const format = useFormatter();
  return (
    <li data-links className="flex min-w-0 flex-col gap-2 rounded border border-line p-4">
      <h3 className="flex items-baseline gap-3 text-base">
        {href === null ? (
          <span className={`tabular text-xl font-semibold ${toneText[tone]}`}>{format.number(count)}</span>
        ) : (
          <Link href={href} className="link tabular text-xl font-semibold" aria-label={t("open", { count, label })}>
            <span className={toneText[tone]}>{format.number(count)}</span>
          </Link>
        )}
        <span className="min-w-0 wrap-break-word">{label}</span>
      </h3>
      <ul className="flex flex-col divide-y divide-line">
        {items.map((item) => (
          <li key={item.key} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
            <Link className="link min-w-0 flex-1 basis-40 wrap-break-word" href={item.href}>
              {item.name}
            </Link>
            <span className="tabular text-xs text-muted">{item.fact}</span>
          </li>
        ))}
      </ul>
      {count > items.length && items.length > 0 && isCounted && (
        <More href={href}>{t("more", { count: count - items.length })}</More>
      )}
    </li>
  );
}

function More({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return <span className="text-xs text-muted">{children}</span>;
  return (
    <Link href={href} className="link w-fit text-xs">
      {children}
    </Link>
  );
}
