import { Check, CircleAlert } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { NumberText } from "@/components/ui/number";
import { StatusBadge } from "@/components/ui/status-badge";
import { Tabs } from "@/components/ui/tabs";
import type { Consumer } from "@/lib/compliance/queries-consumers";
import type { ProductCompliance, ProductView } from "@/lib/compliance/queries-product";
import { CustomizeConsumer, type Customizing } from "./customize-consumer";
import { FailedAssignments } from "./failed-assignments";

type Props = NonNullable<ProductView["consumers"]> & {
  customizing: Customizing | null;
  failed: ProductCompliance["failed"];
  hrefOf: (params: Record<string, string | null>) => string;
};

/** Who or what uses the product, those who are not covered first. */
export function Consumers({ state, page, hrefOf, customizing, failed }: Props) {
  const t = useTranslations("compliance.consumers");
  const { rows, total, firstRowNumber: from, nextCursor } = page;
  const who = state.q || null;
  const isInOrder = state.sort === "order";
  const whoSort = isInOrder ? "order" : null;
  // A place in the order is known where nobody is left out of it.
  const firstPlace = isInOrder && who === null ? from : null;
  return (
    <div className="flex flex-col gap-3">
      <Search query={state.q} href={hrefOf({ whoSort })} />
      <Tabs
        label={t("sort.label")}
        current={isInOrder ? "order" : "covered"}
        tabs={(["covered", "order"] as const).map((key) => ({
          ...{ key, label: t(`sort.${key}`), href: hrefOf({ who, whoSort: key === "order" ? key : null }) },
        }))}
      />
      {failed && <FailedAssignments failed={failed} />}
      {rows.length === 0 && <p className="text-muted">{who ? t("noMatch", { query: who }) : t("none")}</p>}
      <ul aria-label={t("label")} className="flex flex-col divide-y divide-line">
        {rows.map((consumer, index) => (
          <ConsumerEntry
            key={`${consumer.kind} ${consumer.id}`}
            place={firstPlace === null ? null : firstPlace + index}
            {...{ consumer, customizing }}
          />
        ))}
      </ul>
      {total > 0 && (
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
            <ButtonLink size="small" href={hrefOf({ who, whoSort })} scroll={false}>
              {t("first")}
            </ButtonLink>
          )}
          {nextCursor && (
            <ButtonLink
              size="small"
              href={hrefOf({
                ...{ who, whoSort, whoAfter: nextCursor },
                whoFrom: from === null ? null : `${from + rows.length}`,
              })}
              scroll={false}
            >
              {t("next")}
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}

/** A form that goes to an address: the parameters of the page around it travel as hidden fields. */
function Search({ query, href }: { query: string; href: string }) {
  const t = useTranslations("compliance.consumers");
  const [path = "", parameters = ""] = href.split("?");
  return (
    <Form action={path} scroll={false} role="search" className="flex flex-wrap items-center gap-2">
      {[...new URLSearchParams(parameters)].map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <input
        key={query}
        type="search"
        name="who"
        defaultValue={query}
        maxLength={200}
        aria-label={t("search")}
        placeholder={t("search")}
        className="control min-w-0 flex-1"
      />
      <Button type="submit">{t("submit")}</Button>
      {query && (
        <ButtonLink href={href} appearance="subtle" scroll={false}>
          {t("clear")}
        </ButtonLink>
      )}
    </Form>
  );
}

type EntryProps = {
  consumer: Consumer;
  customizing: Customizing | null;
  /** in the order of service; null: the list is in another order */
  place: number | null;
};

function ConsumerEntry({ consumer, customizing, place }: EntryProps) {
  const t = useTranslations("compliance.consumers");
  const { id, kind, displayName, userPrincipalName, department, isCovered, isDirect, groups, state, error } = consumer;
  const { rank, licenceId, licenceName } = consumer;
  const origins = [...(isDirect ? [t("direct")] : []), ...(isDirect === null ? [t("byHand")] : []), ...groups];
  const facts = [kind === "device" && t("device"), department, origins.join(", ")].filter(Boolean).join(" · ");
  const order = [
    place !== null && t("place", { place }),
    licenceName !== null && t(isCovered ? "boundTo" : "boundInVain", { name: licenceName }),
    rank !== null && t("priority", { rank }),
  ].filter(Boolean);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-2">
      <div className="min-w-0 flex-1">
        {kind === "person" ? (
          <Link className="link" href={`/master-data/contacts?contact=${id}`}>
            {displayName}
          </Link>
        ) : (
          displayName
        )}
        <p className="truncate text-xs text-muted" title={userPrincipalName}>
          {userPrincipalName}
        </p>
        <p className="truncate text-xs text-muted" title={facts}>
          {facts}
        </p>
        {order.length > 0 && <p className="truncate text-xs text-muted">{order.join(" · ")}</p>}
      </div>
      <div className="flex flex-col items-end gap-1">
        <StatusBadge
          tone={isCovered ? "green" : "red"}
          icon={isCovered ? <Check aria-hidden /> : <CircleAlert aria-hidden />}
          label={t(isCovered ? "covered" : "notCovered")}
        />
        {state && state !== "active" && (
          <span className="text-xs text-amber">
            {t(`states.${state}`)}
            {error && ` (${error})`}
          </span>
        )}
      </div>
      {customizing && <CustomizeConsumer {...customizing} consumer={{ kind, id, displayName, rank, licenceId }} />}
    </li>
  );
}
