import { useFormatter, useTranslations } from "next-intl";
import type { RunChangeKind } from "@/lib/db/generated/enums";
import type { PortalChange, PortalChanges } from "@/lib/monitor/queries-run";

/** Few are shown at once; more when they are asked for. */
const OPEN_UP_TO = 8;

/** What an import found different from the one before, in words. */
export function RunChanges({ runId, changes: { isFirst, kinds } }: { runId: number; changes: PortalChanges }) {
  const t = useTranslations("monitor.changed");
  const word = useChangeWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: no field set, and no landmark: a run has one of these for each portal
    <div role="group" aria-label={t("title")} className="flex flex-col gap-1">
      <h4 className="font-semibold">{t("title")}</h4>
      {kinds.length === 0 && <p className="text-muted">{t(isFirst ? "first" : "none")}</p>}
      {kinds.map(({ kind, count, items }) => (
        <details key={kind} open={count <= OPEN_UP_TO}>
          <summary className="w-fit rounded">{t(`count.${kind}`, { count })}</summary>
          <ul className="max-h-60 overflow-y-auto ps-5 text-muted">
            {items.map((item, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
              <li key={position} className="wrap-break-word">
                {word(kind, item)}
              </li>
            ))}
            {count > items.length && <li>{t("more", { count: count - items.length })}</li>}
          </ul>
        </details>
      ))}
      {kinds.length > 0 && (
        <a className="link w-fit text-xs" href={`/api/export/runChanges?run=${runId}&format=csv`} download>
          {t("export")}
        </a>
      )}
    </div>
  );
}

function useChangeWords() {
  const t = useTranslations("monitor.changed");
  const format = useFormatter();
  return (kind: RunChangeKind, { name, detail, before, after }: PortalChange): string => {
    switch (kind) {
      case "units": {
        const difference = format.number((after ?? 0) - (before ?? 0), { signDisplay: "exceptZero" });
        return t("units", { name, before: before ?? 0, after: after ?? 0, difference });
      }
      case "sku_arrived":
        return t("arrived", { name, after: after ?? 0 });
      case "user_renamed":
        return t("renamed", { name, detail: detail ?? "" });
      case "sku_left":
      case "sku_excluded":
        return name;
      default:
        return detail && detail !== name ? `${name} (${detail})` : name;
    }
  };
}
