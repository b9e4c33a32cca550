import { Scale } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Section } from "@/components/portals/section";
import { ButtonLink } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { MessageBar } from "@/components/ui/message-bar";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ProductDetails } from "@/lib/products/queries";
import { ProductStatus } from "./product-status";

type Props = {
  product: ProductDetails;
  /** names from the top down */
  path: readonly string[];
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
};

export function ProductDrawer({ product, path, ...hrefs }: Props) {
  const t = useTranslations("products");
  return (
    <Drawer
      title={product.name}
      subtitle={product.portalName ? t("details.leading", { portal: product.portalName }) : t("details.manual")}
      actions={
        <ButtonLink href={`/licence-management/compliance?product=${product.id}`} icon={<Scale aria-hidden />}>
          {t("compliance.open")}
        </ButtonLink>
      }
      {...hrefs}
    >
      <Unsynchronised product={product} />
      <Section title={t("details.section")}>
        <DefinitionList
          items={[
            { label: t("details.status"), value: <ProductStatus product={product} /> },
            { label: t("details.path"), value: path.join(" / ") },
            { label: t("details.portal"), value: product.portalName },
            { label: t("details.consumer"), value: t(`consumerTexts.${product.origin}`) },
            { label: t("details.created"), value: <CalendarDay value={product.createdAt} /> },
          ]}
        />
      </Section>
      <Balance compliance={product.compliance} />
      <LinkedLicences licences={product.licences} />
    </Drawer>
  );
}

function Unsynchronised({ product: { unsyncReason, unsyncSince } }: { product: ProductDetails }) {
  const t = useTranslations("products.unsync");
  const format = useFormatter();
  if (!unsyncReason || !unsyncSince) return null;
  return (
    <div className="pb-4">
      <MessageBar tone="warning" title={t("title", { date: format.dateTime(unsyncSince, { dateStyle: "medium" }) })}>
        {t(unsyncReason)} {t("text")}
      </MessageBar>
    </div>
  );
}

function Balance({ compliance }: Pick<ProductDetails, "compliance">) {
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
              <span className={balance < 0 ? "text-red" : undefined}>
                <NumberText value={balance} options={{ signDisplay: "exceptZero" }} />
              </span>
            ),
          },
          { label: t("since"), value: <CalendarDay value={statusSince} /> },
          { label: t("calculated"), value: <RelativeTime value={calculatedAt} /> },
        ]}
      />
    </Section>
  );
}

function LinkedLicences({ licences }: Pick<ProductDetails, "licences">) {
  const t = useTranslations("products.licences");
  return (
    <Section title={t("section")} count={licences.length}>
      {licences.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {licences.map(({ id, name, units }) => (
          <li key={id} className="flex flex-wrap gap-x-4 py-1.5">
            <Link className="link min-w-0 flex-1" href={`/licence-management/licences?licence=${id}`}>
              {name}
            </Link>
            <span className="tabular text-muted">{t("units", { count: units })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
