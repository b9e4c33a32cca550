import { useFormatter, useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Section } from "@/components/portals/section";
import type { WayOutView } from "@/components/portals/way-out/way-out-actions";
import { WayOutHint } from "@/components/portals/way-out/way-out-hint";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ProductDetails } from "@/lib/products/queries";
import { ProductStatus } from "./product-status";

type Props = {
  product: ProductDetails;
  /** of what cannot be synchronised */
  wayOut: WayOutView | null;
  /** names from the top down */
  path: readonly string[];
};

export function Overview({ product, wayOut, path }: Props) {
  const t = useTranslations("products");
  return (
    <>
      <Unsynchronised product={product} wayOut={wayOut} />
      <Section title={t("details.section")}>
        <DefinitionList items={useDetails(product, path)} />
      </Section>
      <Balance compliance={product.compliance} isConcurrent={product.status === "concurrent_use"} />
    </>
  );
}

function useDetails(product: ProductDetails, path: readonly string[]): Definition[] {
  const t = useTranslations("products");
  const common: Definition[] = [
    { label: t("details.status"), value: <ProductStatus product={product} /> },
    { label: t("details.path"), value: path.join(" / ") },
    { label: t("details.metric"), value: t(`metric.${product.metric}`) },
    { label: t("details.consumer"), value: t(`consumerTexts.${product.origin}`) },
  ];
  if (product.origin === "portal") {
    return [
      ...common,
      { label: t("details.portal"), value: product.portalName },
      { label: t("details.created"), value: <CalendarDay value={product.createdAt} /> },
    ];
  }
  return [
    ...common,
    { label: t("details.concurrent"), value: product.isConcurrent ? t("details.concurrentYes") : null },
    { label: t("details.notes"), value: product.notes && <p className="whitespace-pre-wrap">{product.notes}</p> },
    { label: t("details.createdBy"), value: <ByWhom name={product.createdBy} at={product.createdAt} /> },
    { label: t("details.changed"), value: <ByWhom name={product.updatedBy} at={product.updatedAt} /> },
  ];
}

const ByWhom = ({ name, at }: { name: string | null; at: Date }) => (
  <>
    {name && `${name}, `}
    <CalendarDay value={at} />
  </>
);

function Unsynchronised({ product, wayOut }: Pick<Props, "product" | "wayOut">) {
  const t = useTranslations("products.unsync");
  const format = useFormatter();
  const { name, unsyncReason, unsyncSince } = product;
  if (!unsyncReason || !unsyncSince) return null;
  return (
    <div className="pb-4">
      <MessageBar tone="warning" title={t("title", { date: format.dateTime(unsyncSince, { dateStyle: "medium" }) })}>
        {t(unsyncReason)} {t("text")} {wayOut && <WayOutHint view={wayOut} name={name} />}
      </MessageBar>
    </div>
  );
}

function Balance({ compliance, isConcurrent }: Pick<ProductDetails, "compliance" | "isConcurrent">) {
  const t = useTranslations("products.compliance");
  if (!compliance) {
    return (
      <Section title={t("section")}>
        <p className="text-muted">{t("none")}</p>
      </Section>
    );
  }
  const { available, consumption, balance, statusSince, calculatedAt } = compliance;
  return (
    <Section title={t("section")}>
      <DefinitionList
        items={[
          { label: t("available"), value: <NumberText value={available} /> },
          { label: t("consumption"), value: <NumberText value={consumption} /> },
          {
            label: t("balance"),
            value: (
              <>
                <span className={balance < 0 && !isConcurrent ? "text-red" : undefined}>
                  <NumberText value={balance} options={{ signDisplay: "exceptZero" }} />
                </span>
                {balance < 0 && isConcurrent && <p className="pt-1">{t("concurrentOver")}</p>}
              </>
            ),
          },
          { label: t("since"), value: <CalendarDay value={statusSince} /> },
          { label: t("calculated"), value: <RelativeTime value={calculatedAt} /> },
        ]}
      />
    </Section>
  );
}
