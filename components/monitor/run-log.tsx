import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ExportMenu } from "@/components/data-grid/export-menu";
import { FilterChips, FilterMenus } from "@/components/data-grid/filter-chips";
import { Pager } from "@/components/data-grid/pager";
import { SearchBox } from "@/components/data-grid/search-box";
import { Copyable } from "@/components/portals/copyable";
import { CommandBar } from "@/components/ui/command-bar";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { LogLevel } from "@/lib/db/generated/enums";
import type { LogRow } from "@/lib/monitor/log-list";
import { logFilters } from "@/lib/monitor/schema";
import { isNarrowed, type ListState, listHref, type Page } from "@/lib/paging/list-state";
import { SourceLabel } from "./source-label";

export type LogChoices = { codes: readonly string[]; portals: readonly { id: string; name: string }[] };
type Props = {
  runId: number;
  list: { path: string; state: ListState };
  page: Page<LogRow>;
  choices: LogChoices;
};

const looks: Record<LogLevel, { tone: Tone; icon: ReactNode }> = {
  info: { tone: "grey", icon: <Info aria-hidden /> },
  warning: { tone: "amber", icon: <TriangleAlert aria-hidden /> },
  error: { tone: "red", icon: <CircleAlert aria-hidden /> },
};

/** What the run said, line by line: our words, what to do, and Microsoft's own words. */
export function RunLog({ runId, list, page, choices }: Props) {
  const t = useTranslations("monitor.log");
  const filters = [
    {
      name: "level",
      label: t("filter"),
      options: logFilters.level.map((value) => ({ value, label: t(`levels.${value}`) })),
    },
    {
      name: "portal",
      label: t("portal"),
      options: choices.portals.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: "code", label: t("code"), options: choices.codes.map((value) => ({ value, label: value })) },
  ];
  const query = listHref("", list.state, { page: null, params: { run: runId } }).replace(/^\?/, "");
  return (
    <section className="flex flex-col gap-2">
      <CommandBar
        end={
          <>
            <FilterMenus list={list} filters={filters.filter(({ options }) => options.length > 0)} />
            <SearchBox placeholder={t("search")} />
            <ExportMenu name="runLog" query={query} />
          </>
        }
      >
        <h2 className="text-lg">{t("title")}</h2>
      </CommandBar>
      <FilterChips list={list} filters={filters} />
      <div className="rounded border border-line bg-surface">
        {page.rows.length === 0 && (
          <p className="px-4 py-3 text-muted">{t(isNarrowed(list.state) ? "noneFound" : "empty")}</p>
        )}
        <ul aria-label={t("title")} className="flex flex-col divide-y divide-line">
          {page.rows.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      </div>
      {page.rows.length > 0 && <Pager list={list} page={page} />}
    </section>
  );
}

function Line({ line }: { line: LogRow }) {
  const t = useTranslations("monitor");
  const format = useFormatter();
  const { at, level, portalName, text, remedy, source, microsoftCode, microsoftMessage, requestId } = line;
  return (
    <li className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1 px-4 py-2 sm:grid-cols-[6rem_6rem_1fr]">
      <time
        dateTime={at.toISOString()}
        title={format.dateTime(at, { dateStyle: "full", timeStyle: "long" })}
        className="tabular whitespace-nowrap text-muted"
      >
        {format.dateTime(at, { timeStyle: "medium" })}
      </time>
      <span>
        <StatusBadge {...looks[level]} label={t(`log.levels.${level}`)} />
      </span>
      <div className="min-w-0 wrap-break-word max-sm:col-span-2">
        {source && (
          <>
            <SourceLabel source={source} />{" "}
          </>
        )}
        {portalName && <span className="text-muted">{portalName}: </span>}
        {text} {remedy && <span className="text-muted">{remedy}</span>}
        {microsoftMessage && (
          <p className="pt-1">
            <span className="text-muted">{t("failure.microsoftMessage")}:</span> <q>{microsoftMessage}</q>
          </p>
        )}
        {(microsoftCode || requestId) && (
          <p className="flex flex-wrap gap-x-4 text-xs text-muted">
            <Copyable label={t("failure.microsoftCode")} value={microsoftCode} />
            <Copyable label={t("failure.requestId")} value={requestId} />
          </p>
        )}
      </div>
    </li>
  );
}
