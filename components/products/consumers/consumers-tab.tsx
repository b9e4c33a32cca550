import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import type { ListState, Page } from "@/lib/paging/list-state";
import { consumerKindOf } from "@/lib/products/consumer-kind";
import type { ProductDetails } from "@/lib/products/queries";
import type { ConsumerRow } from "@/lib/products/queries-consumers";
import type { ConsumerActions } from "../actions";
import { ConsumerCommands } from "./consumer-commands";
import { ConsumerList } from "./consumer-list";

type Props = {
  product: ProductDetails;
  state: ListState;
  page: Page<ConsumerRow>;
  /** null: imported, or may only look */
  actions: ConsumerActions | null;
  hrefOf: (params: Record<string, string | null>) => string;
};

/** Who or what uses the product; of one that people keep, with the ways to change it. */
export function ConsumersTab({ product, state, page, actions, hrefOf }: Props) {
  const t = useTranslations("products");
  const { rows, total, firstRowNumber: from, nextCursor } = page;
  const who = state.q || null;
  const { id, name, metric, origin } = product;
  return (
    <div className="flex flex-col gap-3">
      {origin === "portal" && <MessageBar tone="info">{t("readOnly.consumers")}</MessageBar>}
      {actions && (
        <ConsumerCommands
          product={{ id, name }}
          kind={consumerKindOf(metric)}
          actions={{
            addPeople: actions.addPeople,
            addDevices: actions.addDevices,
            findContacts: actions.findContacts,
            previewConsumerFile: actions.previewConsumerFile,
            addConsumersFromFile: actions.addConsumersFromFile,
          }}
        />
      )}
      <Search query={state.q} href={hrefOf({})} />
      {rows.length === 0 && (
        <p className="text-muted">{who ? t("consumers.noMatch", { query: who }) : t("consumers.none")}</p>
      )}
      <ConsumerList productId={id} rows={rows} remove={actions?.removeConsumers ?? null} />
      {total > 0 && (
        <nav aria-label={t("consumers.label")} className="flex items-center gap-2 text-muted">
          <span className="tabular flex-1">
            {from !== null && rows.length < total && (
              <>
                <NumberText value={from} />–<NumberText value={from + rows.length - 1} />
                {" · "}
              </>
            )}
            {t("consumers.total", { count: total })}
          </span>
          {state.cursor && (
            <ButtonLink size="small" href={hrefOf({ who })} scroll={false}>
              {t("consumers.first")}
            </ButtonLink>
          )}
          {nextCursor && (
            <ButtonLink
              size="small"
              href={hrefOf({ who, whoAfter: nextCursor, whoFrom: from === null ? null : `${from + rows.length}` })}
              scroll={false}
            >
              {t("consumers.next")}
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}

/** A form that goes to an address: the parameters of the page around it travel as hidden fields. */
function Search({ query, href }: { query: string; href: string }) {
  const t = useTranslations("products.consumers");
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
