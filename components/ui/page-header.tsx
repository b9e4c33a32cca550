import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Breadcrumb, type BreadcrumbItem } from "./breadcrumb";
import { NumberText } from "./number";

type Props = {
  breadcrumb?: readonly BreadcrumbItem[];
  title: ReactNode;
  count?: number;
  /** how old the data are: text or a RelativeTime, with the run it comes from */
  age?: ReactNode;
  /** a StatusBadge beside the title */
  status?: ReactNode;
  description?: ReactNode;
};

export function PageHeader({ breadcrumb, title, count, age, status, description }: Props) {
  const t = useTranslations("ui");
  return (
    <header className="flex flex-col gap-1">
      {breadcrumb && <Breadcrumb items={breadcrumb} />}
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-xl wrap-break-word">{title}</h1>
        {count !== undefined && (
          <span className="text-muted">
            <span aria-hidden>
              <NumberText value={count} />
            </span>
            <span className="sr-only">{t("count", { count })}</span>
          </span>
        )}
        {status}
        {age && <span className="text-xs text-muted">{age}</span>}
      </div>
      {description && <p className="max-w-180 text-muted">{description}</p>}
    </header>
  );
}
