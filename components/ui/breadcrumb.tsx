import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** `href` is left out where the step is only a heading of the navigation; the last one is the page itself. */
export type BreadcrumbItem = { label: string; href?: string };

export function Breadcrumb({ items }: { items: readonly BreadcrumbItem[] }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumb")} className="text-xs text-muted">
      <ol className="flex flex-wrap items-center gap-x-1">
        {items.map((item, position) => (
          <li key={item.label} className="flex items-center gap-1">
            {position > 0 && <ChevronRight aria-hidden className="size-3" />}
            {item.href && position < items.length - 1 ? (
              <Link href={item.href} className="rounded hover:text-link hover:underline">
                {item.label}
              </Link>
            ) : (
              <span aria-current={position === items.length - 1 ? "page" : undefined}>{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
