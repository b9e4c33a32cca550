import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Copyable } from "@/components/portals/copyable";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import type { PortalFailureView, RunPortalView } from "@/lib/monitor/queries-run";
import { Duration } from "./duration";
import { LedgerWords } from "./ledger-words";
import { RunChanges } from "./run-changes";
import { RunStatusBadge } from "./run-status";
import { SourceLabel } from "./source-label";

type Props = {
  runId: number;
  portal: RunPortalView;
  /** the button that accepts a drop, where there is one */
  action: ReactNode;
  /** the button that imports the portal again, where there is one */
  retry: ReactNode;
  /** one line until somebody opens it */
  isFolded: boolean;
};

/** What became of one portal in a run: state, failure in words, what was read and written. */
export function PortalStory({ runId, portal, action, retry, isFolded }: Props) {
  const t = useTranslations("monitor");
  const { name, status, startedAt, endedAt, ledger, failure, changes } = portal;
  return (
    <Frame
      name={name}
      isFolded={isFolded}
      head={
        <>
          <h3 className="text-lg">{name}</h3>
          <RunStatusBadge status={status} />
          {startedAt && endedAt && (
            <span className="tabular text-muted">
              <Duration ms={endedAt.getTime() - startedAt.getTime()} />
            </span>
          )}
          {retry && <span className="ms-auto">{retry}</span>}
        </>
      }
    >
      {failure && status !== "superseded" && <Failure failure={failure} status={status} action={action} />}
      {ledger.requests === undefined ? (
        <p className="text-muted">{t("portals.waiting")}</p>
      ) : (
        <>
          <LedgerWords ledger={ledger} />
          {hasWritten(status) && changes && <RunChanges runId={runId} changes={changes} />}
          {hasWritten(status) && <Rows portal={portal} />}
          <RequestIds ids={ledger.requestIds ?? []} />
        </>
      )}
    </Frame>
  );
}

type FrameProps = { name: string; isFolded: boolean; head: ReactNode; children: ReactNode };

function Frame({ name, isFolded, head, children }: FrameProps) {
  const headClass = "flex flex-wrap items-center gap-x-3 gap-y-1";
  return (
    <article aria-label={name} className="rounded border border-line bg-surface px-4 py-3">
      {isFolded ? (
        <details className="group">
          <summary className={`${headClass} cursor-pointer rounded`}>
            <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
            {head}
          </summary>
          <div className="flex flex-col gap-3 pt-3">{children}</div>
        </details>
      ) : (
        <div className="flex flex-col gap-3">
          <div className={headClass}>{head}</div>
          {children}
        </div>
      )}
    </article>
  );
}

/** Whatever else a portal's part ended with, it changed nothing. */
const hasWritten = (status: RunPortalView["status"]) => status === "succeeded" || status === "succeeded_with_warnings";

function Failure(props: { failure: PortalFailureView; status: RunPortalView["status"]; action: ReactNode }) {
  const t = useTranslations("monitor.failure");
  const { code, text, remedy, source, microsoftCode, microsoftMessage, requestId } = props.failure;
  const facts = [
    { label: t("source"), value: <SourceLabel source={source} /> },
    { label: t("code"), value: <Copyable label={t("code")} value={code} /> },
    {
      label: t("microsoftCode"),
      value: microsoftCode && <Copyable label={t("microsoftCode")} value={microsoftCode} />,
    },
    { label: t("microsoftMessage"), value: microsoftMessage },
    { label: t("requestId"), value: requestId && <Copyable label={t("requestId")} value={requestId} /> },
  ];
  return (
    <MessageBar
      tone={props.status === "quarantined" ? "warning" : "error"}
      title={text}
      actions={props.status === "quarantined" && props.action}
    >
      {remedy}
      <div className="pt-2">
        <DefinitionList items={facts.filter(({ value }) => value)} />
      </div>
    </MessageBar>
  );
}

const parts = ["contacts", "assignments", "licences", "products"] as const;
const counts = ["created", "updated", "unchanged", "vanished"] as const;

function Rows({ portal: { name, ledger } }: { portal: RunPortalView }) {
  const t = useTranslations("monitor.ledger");
  return (
    <div className="overflow-hidden">
      <table aria-label={t("table", { name })} className="w-full max-w-160 max-sm:text-xs">
        <thead className="text-muted">
          <tr className="border-b border-line [&>th]:py-1 [&>th]:font-semibold">
            <th scope="col" className="text-start">
              {t("part")}
            </th>
            {counts.map((count) => (
              <th key={count} scope="col" className="ps-2 text-end sm:ps-3">
                {t(count)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part} className="border-b border-line last:border-0 [&>*]:py-1">
              <th scope="row" className="text-start font-normal">
                {t(`parts.${part}`)}
              </th>
              {counts.map((count) => (
                <td key={count} className="ps-2 text-end sm:ps-3">
                  <NumberText value={ledger[part]?.[count] ?? 0} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RequestIds({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("monitor.ledger");
  if (ids.length === 0) return null;
  return (
    <details className="text-muted">
      <summary className="w-fit rounded hover:text-ink">{t("requestIds", { count: ids.length })}</summary>
      <div className="flex items-start gap-2 pt-2">
        <ul className="max-h-48 min-w-0 flex-1 overflow-y-auto font-mono text-xs">
          {ids.map((id) => (
            <li key={id} className="break-all">
              {id}
            </li>
          ))}
        </ul>
        <CopyButton value={ids.join("\n")} label={t("copyIds")} />
      </div>
    </details>
  );
}
