import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MICROSOFT_LIST_PAGE } from "@/lib/catalogue/microsoft-list";
import type { CatalogueSummary } from "@/lib/portals/queries-catalogue";

const CC_BY_4 = "https://creativecommons.org/licenses/by/4.0/";

/** How old the titles are and who brought them, for the head of the page. */
export function ListAge({ summary: { list, seeded } }: { summary: CatalogueSummary }) {
  const t = useTranslations("catalogue.origin");
  const format = useFormatter();
  if (!list) return t("seed", { count: seeded });
  const time = format.dateTime(list.at, { dateStyle: "medium", timeStyle: "short" });
  if (list.runId === null) return t("uploaded", { time, name: list.uploadedBy });
  return (
    <Link className="link" href={`/system/monitor/${list.runId}`} title={list.address ?? undefined}>
      {list.address
        ? t("downloadedFrom", { time, host: new URL(list.address).host, id: list.runId })
        : t("downloaded", { time, id: list.runId })}
    </Link>
  );
}

/** Whose words the titles are; their licence asks for it. */
export function Attribution() {
  const t = useTranslations("catalogue.origin");
  const linkTo = (href: string) =>
    function ExternalLink(chunks: ReactNode) {
      return (
        <a className="link" href={href} target="_blank" rel="noreferrer">
          {chunks}
        </a>
      );
    };
  return (
    <p className="text-xs text-muted">
      {t.rich("attribution", { page: linkTo(MICROSOFT_LIST_PAGE), licence: linkTo(CC_BY_4) })}
    </p>
  );
}
