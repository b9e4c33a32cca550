import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LicenceChange } from "@/lib/licences/queries-history";
import type { ListState, Page } from "@/lib/paging/list-state";
import { useChangeWords } from "./use-change-words";

type Props = {
  state: ListState;
  page: Page<LicenceChange>;
  hrefOf: (params: Record<string, string | null>) => string;
};

/** What imports have found changed, the newest first. */
export function History({ state, page, hrefOf }: Props) {
  const t = useTranslations("licenceHistory");
  const { rows, total, firstRowNumber: from, nextCursor } = page;
  if (total === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t("label")} className="flex flex-col divide-y divide-line">
        {rows.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ul>
      <nav aria-label={t("label")} className="flex items-center gap-2 text-muted">
        <span className="tabular flex-1">
          {from !== null && rows.length < total && (
            <>
              <NumberText value={from} />–<NumberText value={from + rows.length - 1} />
              {" · "}
            </>
          )}
          {t("total", { count: total })}
        </span>
        {state.cursor && (
          <ButtonLink size="small" href={hrefOf({})} scroll={false}>
            {t("first")}
          </ButtonLink>
        )}
        {nextCursor && (
          <ButtonLink
            size="small"
            href={hrefOf({ olderThan: nextCursor, olderFrom: from === null ? null : `${from + rows.length}` })}
            scroll={false}
          >
            {t("next")}
          </ButtonLink>
        )}
      </nav>
    </div>
  );
}

function Change({ change }: { change: LicenceChange }) {
  const t = useTranslations("licenceHistory");
  const { label, before, after, difference } = useChangeWords(change);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 py-2">
      <span className="min-w-0 flex-1 basis-60 wrap-break-word">
        {label}{" "}
        {after !== null && (
          <strong className="font-semibold">{before === null ? after : t("change", { before, after })}</strong>
        )}
        {difference !== null && (
          <span className="text-muted">
            {" ("}
            <NumberText value={difference} options={{ signDisplay: "exceptZero" }} />)
          </span>
        )}
      </span>
      <span className="text-xs text-muted">
        {change.runId !== null && (
          <>
            <Link className="link" href={`/system/monitor/${change.runId}`}>
              {t("run", { id: change.runId })}
            </Link>
            {" · "}
          </>
        )}
        <RelativeTime value={change.at} />
      </span>
    </li>
  );
}
