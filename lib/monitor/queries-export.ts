import "server-only";
import type { RunChangeKind } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { LOG_ROWS, logConditions, logListOptions, logSortColumns, type StoredLine, wordLine } from "./log-list";
import type { Translate as WordTranslate } from "./log-text";
import { RUN_ROWS, type RunRow, runConditions, runListOptions, runSortColumns } from "./run-list";
import { runIdSchema } from "./schema";

const secondsOf = ({ startedAt, endedAt }: RunRow) =>
  startedAt && endedAt ? Math.round((endedAt.getTime() - startedAt.getTime()) / 1_000) : null;

/** The whole list of runs, as its address narrows and sorts it. */
export function exportRuns(searchParams: SearchParams, t: Translate): Table {
  const state = { ...parseListState(searchParams, runListOptions), cursor: null };
  const values = new SqlValues();
  const text = `${RUN_ROWS} where ${runConditions(state, values)} ${keysetOf(state, runSortColumns, "r.id", values).order}`;
  return tableOf<RunRow>({ text, values: values.list }, [
    { header: t("monitor.number"), value: (row) => row.id },
    { header: t("monitor.filters.kind"), value: (row) => t(`monitor.kind.${row.kind}`) },
    { header: t("monitor.columns.status"), value: (row) => t(`monitor.status.${row.status}`) },
    { header: t("monitor.filters.trigger"), value: (row) => t(`monitor.trigger.${row.trigger}`) },
    { header: t("monitor.filters.who"), value: (row) => row.requestedBy },
    { header: t("monitor.columns.portals"), value: (row) => row.portals.map(({ name }) => name).join(", ") },
    { header: t("monitor.details.createdAt"), value: (row) => row.createdAt },
    { header: t("monitor.details.startedAt"), value: (row) => row.startedAt },
    { header: t("monitor.details.endedAt"), value: (row) => row.endedAt },
    { header: t("monitor.export.seconds"), value: secondsOf },
    { header: t("monitor.export.users"), value: (row) => row.changes?.users ?? null },
    { header: t("monitor.ledger.created"), value: (row) => row.changes?.created ?? null },
    { header: t("monitor.ledger.updated"), value: (row) => row.changes?.updated ?? null },
    { header: t("monitor.ledger.vanished"), value: (row) => row.changes?.vanished ?? null },
  ]);
}

/** Which run: `run` in the address. @throws AppError run-not-found */
function readRunId(searchParams: SearchParams): number {
  const given = searchParams instanceof URLSearchParams ? searchParams.get("run") : searchParams.run;
  const { data } = runIdSchema.safeParse({ runId: given });
  if (!data) throw new AppError("run-not-found");
  return data.runId;
}

/** The log of one run, as its page narrows it. @throws AppError run-not-found */
export function exportRunLog(searchParams: SearchParams, t: Translate): Table {
  const state = { ...parseListState(searchParams, logListOptions), cursor: null };
  const word = t as unknown as WordTranslate;
  const values = new SqlValues();
  const conditions = logConditions(readRunId(searchParams), state, values, word);
  const text = `${LOG_ROWS} where ${conditions} ${keysetOf(state, logSortColumns, "l.id", values).order}`;
  const worded = (line: StoredLine) => wordLine(line, word);
  return tableOf<StoredLine>({ text, values: values.list }, [
    { header: t("monitor.log.time"), value: (line) => line.at },
    { header: t("monitor.log.level"), value: (line) => t(`monitor.log.levels.${line.level}`) },
    { header: t("monitor.log.portal"), value: (line) => line.portalName },
    { header: t("monitor.log.message"), value: (line) => worded(line).text },
    { header: t("monitor.export.remedy"), value: (line) => worded(line).remedy },
    {
      header: t("monitor.export.source"),
      value: (line) => {
        const { source } = worded(line);
        return source && t(`monitor.source.${source}`);
      },
    },
    { header: t("monitor.failure.code"), value: (line) => line.code },
    { header: t("monitor.failure.microsoftCode"), value: (line) => line.microsoftCode },
    { header: t("monitor.failure.microsoftMessage"), value: (line) => line.microsoftMessage },
    { header: t("monitor.failure.requestId"), value: (line) => line.requestId },
  ]);
}

type ChangeRow = {
  portal: string;
  kind: RunChangeKind;
  name: string;
  detail: string | null;
  before: number | null;
  after: number | null;
};

/** What one run changed, by name, as far as it was kept. @throws AppError run-not-found */
export function exportRunChanges(searchParams: SearchParams, t: Translate): Table {
  const text = `select p.name as portal, c.kind, c.name, c.detail, c.before, c.after from run_change c join portal p on p.id = c.portal_id
    where c.run_id = $1 order by lower(p.name), p.id, c.kind, c.id`;
  return tableOf<ChangeRow>({ text, values: [readRunId(searchParams)] }, [
    { header: t("monitor.log.portal"), value: (row) => row.portal },
    { header: t("monitor.changed.title"), value: (row) => t(`monitor.changed.label.${row.kind}`) },
    { header: t("monitor.export.name"), value: (row) => row.name },
    { header: t("monitor.export.detail"), value: (row) => row.detail },
    { header: t("monitor.export.before"), value: (row) => row.before },
    { header: t("monitor.export.after"), value: (row) => row.after },
  ]);
}
