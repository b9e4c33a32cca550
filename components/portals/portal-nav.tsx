import clsx from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PortalListItem } from "@/lib/portals/queries";
import { ValidityBadge } from "./validity-badge";

type Props = { portals: readonly PortalListItem[]; currentId: string | undefined; hrefOf: (id: string) => string };

/** The left half of the split view. */
export function PortalNav({ portals, currentId, hrefOf }: Props) {
  const t = useTranslations("portals");
  return (
    <nav aria-label={t("list")} className="rounded border border-line bg-surface">
      <ul className="flex flex-col divide-y divide-line">
        {portals.map((portal) => (
          <li key={portal.id}>
            <Link
              href={hrefOf(portal.id)}
              scroll={false}
              aria-current={portal.id === currentId ? "page" : undefined}
              className={clsx(
                "flex min-h-14 flex-col justify-center gap-0.5 px-4 py-2 -outline-offset-2",
                portal.id === currentId ? "bg-selected shadow-[inset_3px_0_0_var(--color-brand)]" : "hover:bg-hover",
              )}
            >
              <span className="flex items-center gap-2 text-xs">
                <span className="min-w-0 flex-1 truncate text-base font-semibold">{portal.name}</span>
                {portal.validity && <ValidityBadge validity={portal.validity} />}
              </span>
              <span className="truncate text-xs text-muted">
                {!portal.isEnabled && `${t("disabled")} · `}
                {portal.dataAsOf ? <RelativeTime value={portal.dataAsOf} /> : t("neverImported")}
                {portal.organisationName && ` · ${portal.organisationName}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
